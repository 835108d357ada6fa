package dev.whence.gate;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.whence.receipt.CatalogRecord;
import dev.whence.receipt.DatasetVersionId;
import dev.whence.receipt.Obligation;
import dev.whence.receipt.PolicyLabel;
import dev.whence.receipt.Receipt;
import dev.whence.receipt.ReceiptId;
import java.util.List;
import org.apache.jena.graph.Graph;

/**
 * What is known of a dataset version when it is judged: its catalog records, and the receipts of the runs that made it. What
 * the gates are not shown here, they do not know.
 *
 * @param organisation that owns it
 * @param records the newest of each
 * @param runs receipts of the runs that the records name
 * @param obligations of the policy decisions of those runs
 * @param around what stands beside the records and is not judged with them
 */
public record Dossier(
        String organisation,
        DatasetVersionId version,
        List<Described> records,
        List<Evidence> runs,
        List<Obligation> obligations,
        Around around) {
    public Dossier {
        records = List.copyOf(records);
        runs = List.copyOf(runs);
        obligations = List.copyOf(obligations);
    }

    /**
     * A catalog record.
     *
     * @param iri of what it describes
     * @param document the record's JSON as it was handed in; not to be changed
     * @param triples what it says; not to be changed
     */
    public record Described(
            ReceiptId id, String iri, CatalogRecord record, PolicyLabel label, ObjectNode document, Graph triples) {}

    /**
     * A receipt of a run.
     *
     * @param iri of the receipt
     * @param versions of datasets that it speaks of
     * @param triples what it says; not to be changed
     */
    public record Evidence(
            ReceiptId id,
            String iri,
            Receipt receipt,
            PolicyLabel label,
            List<DatasetVersionId> versions,
            Graph triples) {
        public Evidence {
            versions = List.copyOf(versions);
        }
    }

    /**
     * What stands beside the records.
     *
     * @param collections of the items, as far as anything is known of them
     * @param citations what the records cite as evidence
     * @param claims which receipts say that they made the bytes of the records' distributions
     */
    public record Around(List<Collection> collections, List<Citation> citations, List<Claim> claims) {
        public static final Around NOTHING = new Around(List.of(), List.of(), List.of());

        public Around {
            collections = List.copyOf(collections);
            citations = List.copyOf(citations);
            claims = List.copyOf(claims);
        }
    }

    /**
     * A collection of which an item says that it is in it.
     *
     * @param published whether everybody can have it
     */
    public record Collection(String iri, boolean published) {}

    /**
     * Something that a record cites as evidence.
     *
     * @param by IRI of what the record describes
     * @param ref as it is written
     * @param resolves whether it leads to something that the caller sees
     */
    public record Citation(String by, String ref, boolean resolves) {}

    /**
     * Bytes, and the standing receipts that say that their runs made them.
     *
     * @param content IRI of the bytes
     * @param receipts IRIs
     */
    public record Claim(String content, List<String> receipts) {
        public Claim {
            receipts = List.copyOf(receipts);
        }
    }
}
