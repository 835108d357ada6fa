/**
 * Walks for callers: from what a person types to an answer with names, and the answer in seven formats.
 *
 * <p>Gets a text and a {@link dev.whence.lineage.LineageSnapshot}; mints the IRIs that the text may mean and asks the
 * index, never the store, which lags. Gives a {@link dev.whence.query.walk.LineageAnswer}, in which every number has
 * become a name by reading ledger entries again through {@link dev.whence.query.walk.Entries}. Refuses what nobody
 * knows, and what more than one thing is called. Names come from strangers: each renderer makes them harmless in its own
 * format.
 */
@NullMarked
package dev.whence.query.walk;

import org.jspecify.annotations.NullMarked;
