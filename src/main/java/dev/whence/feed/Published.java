package dev.whence.feed;

import dev.whence.catalog.Change;
import dev.whence.receipt.Publication;
import dev.whence.receipt.ReceiptId;
import java.util.List;
import org.apache.jena.graph.Triple;

/**
 * A published record.
 *
 * @param change that brought it as it is
 * @param publication what may be shown, and under which promotion
 * @param id of the publication's receipt
 * @param iri of what it describes
 * @param record IRI of the catalog's record of it
 * @param receipt IRI of the publication's receipt
 * @param triples what is said of the thing, without the publication's own facts; in no order
 */
public record Published(
        Change change,
        Publication publication,
        ReceiptId id,
        String iri,
        String record,
        String receipt,
        List<Triple> triples) {
    public Published {
        triples = List.copyOf(triples);
    }
}
