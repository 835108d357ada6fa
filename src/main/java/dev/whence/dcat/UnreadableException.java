package dev.whence.dcat;

/** A document cannot be read as what it claims to be. No message repeats a value of the document. */
public final class UnreadableException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String rule;

    /**
     * @param rule that was broken, such as {@code rdf:syntax}
     * @param message for a person: what is wrong, and what to do
     */
    public UnreadableException(String rule, String message) {
        super(message);
        this.rule = rule;
    }

    /** The rule that was broken. */
    public String rule() {
        return rule;
    }

    /** What is wrong, and what to do. */
    public String message() {
        return String.valueOf(getMessage());
    }
}
