/**
 * A run as an RO-Crate 1.1 (https://w3id.org/ro/crate/1.1): what was run, by whom, on which files, giving which files, with
 * the receipts that say so and the proofs that they are in the log. Made from the ledger; shows each caller what it may see.
 */
@NullMarked
package dev.whence.feed.rocrate;

import org.jspecify.annotations.NullMarked;
