package dev.whence.policy;

import java.util.Arrays;
import java.util.Optional;

/** Everything that policy looks for. A rule's name stands in violations and warnings and never changes. */
public enum PolicyRule {
    /** Keys, tokens, passwords. */
    SECRET("policy:secret", PolicyAction.REFUSE, "take it out, and revoke it if it was ever good"),
    EMAIL("policy:email", PolicyAction.WARN, "name people by an id instead"),
    PHONE("policy:phone", PolicyAction.WARN, "name people by an id instead"),
    /** Latitude and longitude, as text or as numbers side by side. */
    COORDINATES("policy:coordinates", PolicyAction.WARN, "refer to the data that holds it instead"),
    /** A user or password in a URL that somebody will follow. */
    URL_CREDENTIALS("policy:url-credentials", PolicyAction.REFUSE, "give the URL without them"),
    URL_SCHEME("policy:url-scheme", PolicyAction.REFUSE, "give a URL of a scheme that is allowed"),
    /** A URL that leads into the network of whoever follows it. */
    PRIVATE_ADDRESS("policy:private-address", PolicyAction.REFUSE, "give an address that everybody can reach"),
    /** In an identifier or URI; elsewhere a line break may be meant. Cannot be relaxed. */
    CONTROL_CHARACTER("policy:control-character", PolicyAction.REFUSE, "take it out"),
    /** A label that says nothing to us. Cannot be relaxed: rights fail closed. */
    LABEL("policy:label", PolicyAction.REFUSE, "give a label that is known"),
    /** An embargo's end that would end nothing. Cannot be relaxed. */
    EMBARGO("policy:embargo", PolicyAction.REFUSE, "label the receipt 'embargoed' in its policy, or leave the end out");

    private final String ruleName;
    private final PolicyAction usual;
    private final String advice;

    PolicyRule(String ruleName, PolicyAction usual, String advice) {
        this.ruleName = ruleName;
        this.usual = usual;
        this.advice = advice;
    }

    /** As in violations, warnings and settings. */
    public String ruleName() {
        return ruleName;
    }

    /** What happens unless settings say otherwise. */
    public PolicyAction usual() {
        return usual;
    }

    /** Whether settings may say otherwise. */
    public boolean isFixed() {
        return this == CONTROL_CHARACTER || this == LABEL || this == EMBARGO;
    }

    String advice() {
        return advice;
    }

    public static Optional<PolicyRule> named(String ruleName) {
        return Arrays.stream(values())
                .filter(rule -> rule.ruleName.equals(ruleName))
                .findFirst();
    }
}
