package dev.whence.policy;

/** What happens where a rule finds something. */
public enum PolicyAction {
    /** The receipt is refused. */
    REFUSE,
    /** The receipt is taken in, with a warning in its graph. */
    WARN,
    /** Nothing. */
    OFF
}
