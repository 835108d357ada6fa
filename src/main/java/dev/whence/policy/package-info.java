/**
 * The station that keeps out what a receipt has no business with. Gets a tree and its kind; gives the warnings that
 * belong in the receipt's graph; refuses secrets, unsafe URLs, control characters in identifiers and unknown labels
 * (rules {@code policy:*}). Looks at the receipt alone: resolves no name, asks nobody. What it finds is never repeated,
 * not even as a member's name in a pointer. What it looks for lies in {@code /policy/*.json}.
 */
@NullMarked
package dev.whence.policy;

import org.jspecify.annotations.NullMarked;
