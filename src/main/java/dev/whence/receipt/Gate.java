package dev.whence.receipt;

import java.util.List;

/**
 * What one gate came to when a dataset version was judged.
 *
 * @param id qualified by the set of gates that it belongs to, such as {@code kfm-feb:A}
 * @param findings why it is not a pass; empty where it is
 */
public record Gate(String id, Result result, List<Finding> findings) {
    public Gate {
        findings = List.copyOf(findings);
    }

    /** From the gravest to the best: of several the first stands for all. */
    public enum Result {
        /** It could not be judged. */
        ERROR,
        /** It may not pass. */
        DENY,
        /** What would decide it is not there. */
        ABSTAIN,
        PASS
    }

    /**
     * One reason.
     *
     * @param code the rule's name
     * @param where what it is about: an IRI, or a JSON pointer
     * @param message what is wrong
     * @param remediation what to do about it
     */
    public record Finding(String code, String where, String message, String remediation) {}
}
