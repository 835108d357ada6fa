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
 * What is known of a dataset version when it is judged: its catalog records, and the receipts of the runs that made it.
 *
 * @param organisation that owns it
 * @param records the newest of each
 * @param runs receipts of the runs that the records name, and of those that name the version
 * @param obligations of the policy decisions of those runs
 */
public record Dossier(
        String organisation,
        DatasetVersionId version,
        List<Described> records,
        List<Evidence> runs,
        List<Obligation> obligations) {
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
            ReceiptId id,
            String iri,
            CatalogRecord record,
            PolicyLabel label,
            ObjectNode document,
            Graph triples) {}

    /**
     * A receipt of a run.
     *
     * @param iri of the receipt
     * @param triples what it says; not to be changed
     */
    public record Evidence(ReceiptId id, String iri, Receipt receipt, PolicyLabel label, Graph triples) {}
}
