/**
 * The station that keeps the graph. It gets the quads of each ledger entry in ledger order, gives a dataset that SPARQL
 * can ask and a watermark that says how far it has come, and refuses writes from anybody else. The graph is a
 * projection: whatever breaks here is thrown away and filled again from the ledger, so this station heals itself and
 * never loses a receipt.
 *
 * <p>TDB2 is named in this package alone.
 */
@NullMarked
package dev.whence.store;

import org.jspecify.annotations.NullMarked;
