package dev.whence.validate;

/** How much of the form of digests is asked for; nothing else is ever relaxed. */
public enum Leniency {
    /** Every digest has the form and length of its algorithm. */
    STRICT,
    /** Another text is kept as {@link dev.whence.receipt.Digest.Malformed}, with a warning. */
    LENIENT
}
