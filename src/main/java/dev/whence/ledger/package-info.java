/**
 * The station that makes receipts lasting and provable. Gets drafts of entries from the sequencer, in order; gives them
 * a sequence number, a time and a place in the hash chain, forces them to disk before it returns, and publishes them as
 * a C2SP tlog-tiles log with signed checkpoints. Refuses an entry that is too long, a second writer, and a folder that
 * is damaged. Never changes what it has published.
 *
 * <p>Which key signs at which size, the log's own entries decide ({@code KeyChange}); cosignatures of witnesses are added
 * to what is published already ({@link dev.whence.ledger.Ledger#cosign}).
 *
 * <p>{@link dev.whence.ledger.PublishedLog} is what the outside may read, {@link dev.whence.ledger.LogProofs} makes proofs
 * from it, {@link dev.whence.ledger.ReceiptProof} says what one shows to somebody who has nothing else.
 * {@link dev.whence.ledger.LedgerPaths} owns every file name; the station {@code audit} recomputes everything from the
 * files alone. What survives a crash at each step: {@code src/site/markdown/ledger.md}.
 */
@NullMarked
package dev.whence.ledger;

import org.jspecify.annotations.NullMarked;
