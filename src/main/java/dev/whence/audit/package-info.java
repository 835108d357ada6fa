/**
 * The checker from outside. Gets the files of a data folder and a {@link dev.whence.tlog.note.CheckpointTrust}; gives
 * back everything that is not as it must be, each fault with its place. Reads without a lock and shares nothing with the
 * station that writes the ledger but hashing and the public formats: it has its own reader of event lines, of the
 * write-ahead log, of names and folders, so that a mistake of the writer is not repeated here.
 *
 * <p>{@link dev.whence.audit.LedgerVerifier} checks everything, or everything since a checkpoint;
 * {@link dev.whence.audit.LedgerSampler} a number of entries by their proofs. What is checked, and what nobody can know
 * from the files alone: {@code src/site/markdown/verify.md}.
 */
@NullMarked
package dev.whence.audit;

import org.jspecify.annotations.NullMarked;
