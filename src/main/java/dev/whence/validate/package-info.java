/**
 * The station that tells what a receipt is. Gets a tree; detects its kind from telling members, never by guessing;
 * checks it against the JSON Schema of that kind ({@code /schema/*.schema.json}) and the few rules that a schema cannot
 * say; gives the typed {@link dev.whence.receipt.Receipt}. Refuses with every problem at once: rules
 * {@code schema:<keyword>} and {@code receipt:<rule>}, each with its JSON pointer. No message repeats a value.
 *
 * <p>To add a kind: a schema, one {@link dev.whence.validate.KindReader}, fixtures.
 */
@NullMarked
package dev.whence.validate;

import org.jspecify.annotations.NullMarked;
