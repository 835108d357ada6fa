package dev.whence.receipt;

/**
 * Something that a reader of the receipt should know, though it was let in: a malformed digest under lenient intake, or
 * a policy rule set to warn. Becomes a {@code whence:warning} in the receipt's graph.
 *
 * @param rule the rule's stable name
 * @param pointer where (RFC 6901); the text found there is never repeated
 */
public record Warning(String rule, String pointer) {}
