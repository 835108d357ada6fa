package dev.whence.receipt;

/**
 * One broken rule.
 *
 * @param pointer where: a JSON pointer (RFC 6901) into the receipt, or {@code line L, column C} where it is not JSON,
 *     or a node's IRI where the fault is in the triples
 * @param rule which: a short stable name such as {@code schema:required}, {@code policy:secret}, or a shape's IRI
 * @param message what is wrong and what to do, in one sentence; never holds a value that might be secret
 */
public record Violation(String pointer, String rule, String message) {}
