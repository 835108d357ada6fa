package dev.whence.app;

import dev.whence.policy.PolicyAction;
import dev.whence.policy.PolicyRule;
import dev.whence.policy.PolicySettings;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads what policy does, rule by rule: {@code policy.email = warn}. */
final class PolicyReader {
    private PolicyReader() {}

    static PolicySettings read(SettingsReader in) {
        Map<PolicyRule, PolicyAction> actions = new EnumMap<>(PolicyRule.class);
        for (PolicyRule rule : PolicyRule.values()) {
            if (!rule.isFixed()) {
                in.value(key(rule), PolicyReader::action, "refuse, warn or off")
                        .ifPresent(action -> actions.put(rule, action));
            }
        }
        return new PolicySettings(actions, words(in, "urls.access-schemes"), words(in, "urls.denied-schemes"));
    }

    private static String key(PolicyRule rule) {
        return rule.ruleName().replace(':', '.');
    }

    private static Optional<PolicyAction> action(String text) {
        return Arrays.stream(PolicyAction.values())
                .filter(action -> action.name().toLowerCase(Locale.ROOT).equals(text))
                .findFirst();
    }

    private static Set<String> words(SettingsReader in, String key) {
        return java.util.regex.Pattern.compile(",")
                .splitAsStream(in.text(key))
                .map(word -> word.strip().toLowerCase(Locale.ROOT))
                .filter(word -> !word.isEmpty())
                .collect(Collectors.toUnmodifiableSet());
    }
}
