/**
 * Evidence: from a reference that somebody cites to the receipt, the terms and the bytes behind it, as one immutable
 * bundle that is named by its content.
 *
 * <p>Gets an {@link dev.whence.query.evidence.EvidenceRef} and who asks, gives a bundle or a refusal. It never guesses: a
 * reference that could mean two things means nothing, and so does one that only hidden receipts speak of. It denies
 * wherever it is not told that it may: no decision, a decision that is not to allow, no clear license, no description of
 * the dataset, an obligation that cannot be met here. It reads the lineage index and the ledger, never the graph, which may
 * be behind.
 */
@NullMarked
package dev.whence.query.evidence;

import org.jspecify.annotations.NullMarked;
