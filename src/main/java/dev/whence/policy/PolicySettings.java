package dev.whence.policy;

import java.util.Map;
import java.util.Set;

/**
 * How strict policy is, rule by rule.
 *
 * @param actions where a rule's action is not its usual one
 * @param accessSchemes the schemes, in lower case, of URLs that somebody will follow ({@code accessURL},
 *     {@code source_url})
 * @param deniedSchemes the schemes, in lower case, that no URI of an artifact may have: a browser would run them
 */
public record PolicySettings(
        Map<PolicyRule, PolicyAction> actions, Set<String> accessSchemes, Set<String> deniedSchemes) {
    public static final PolicySettings DEFAULTS =
            new PolicySettings(Map.of(), Set.of("http", "https"), Set.of("data", "javascript", "vbscript"));

    /** @throws IllegalArgumentException where a rule is relaxed that cannot be */
    public PolicySettings {
        actions = Map.copyOf(actions);
        accessSchemes = Set.copyOf(accessSchemes);
        deniedSchemes = Set.copyOf(deniedSchemes);
        actions.forEach((rule, action) -> {
            if (rule.isFixed() && action != rule.usual()) {
                throw new IllegalArgumentException(rule.ruleName() + " cannot be relaxed");
            }
        });
    }

    PolicyAction action(PolicyRule rule) {
        return actions.getOrDefault(rule, rule.usual());
    }
}
