/**
 * The lineage index: who was made from what, in memory, for walks.
 *
 * <p>Gets what each ledger entry adds ({@link dev.whence.receipt.LineageFacts}) from the one writer, in ledger order,
 * before the entry is acknowledged. Gives consistent {@linkplain dev.whence.lineage.LineageSnapshot snapshots} to any
 * number of readers: lookups, version histories and walks, as of any ledger size. Refuses entries out of order.
 *
 * <p>Holds numbers only. A name is found by reading the ledger entry that mentions it
 * ({@link dev.whence.lineage.EntryNames}). The index is a projection: it can be dropped and rebuilt, and an
 * {@linkplain dev.whence.lineage.EdgeLogWriter edge log} makes the rebuild quick. Takes no quads and opens no files.
 */
@NullMarked
package dev.whence.lineage;

import org.jspecify.annotations.NullMarked;
