/**
 * Station <em>receive</em>: the only room that knows the order of the stations. {@link dev.whence.receive.ReceiptIntake}
 * shows the whole path on one screen. What a receipt alone decides (canonical, validate, policy, map, shape) is pure
 * and runs on the caller's thread; what depends on other receipts (duplicates, conflicts, supersession, order) belongs
 * to the one {@code Sequencer} thread; the {@code Projector} thread carries what the ledger holds to the graph.
 *
 * <p>Gets bytes, gives an {@link dev.whence.receive.Outcome}. Nothing reaches the ledger that any station refused;
 * nothing is acknowledged that is not forced to disk.
 */
@NullMarked
package dev.whence.receive;

import org.jspecify.annotations.NullMarked;
