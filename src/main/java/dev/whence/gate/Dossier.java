package dev.whence.gate;

import com.fasterxml.jackson.databind.JsonNode;
import dev.whence.receipt.DatasetVersionId;
import dev.whence.receipt.Obligation;
import dev.whence.receipt.PolicyLabel;
import dev.whence.receipt.ReceiptId;
import dev.whence.receipt.ReceiptKind;
import dev.whence.receipt.RunReceipt;
import java.util.List;
import java.util.Optional;
import org.apache.jena.graph.Graph;

/**
 * All that is known of a dataset version when it is to be judged, as one caller sees it. What the gates are not shown here,
 * they do not know.
 *
 * @param version as it was asked for
 * @param iri the version's, as receipts and records name it
 * @param records the newest of each catalog record that describes the version, and the records that those lean on
 * @param receipts of the runs that the records name, and of those that say that they made the version
 * @param citations what the records cite as evidence
 */
public record Dossier(
        DatasetVersionId version, String iri, List<Record> records, List<Told> receipts, List<Citation> citations) {
    public Dossier {
        records = List.copyOf(records);
        receipts = List.copyOf(receipts);
        citations = List.copyOf(citations);
    }

    /**
     * A catalog record.
     *
     * @param iri of its receipt
     * @param label under which it is kept
     * @param version that it says it describes
     * @param graph its triples, as they are mapped; read, never written
     * @param form what would be made public of it
     */
    public record Record(
            String iri,
            ReceiptId id,
            ReceiptKind kind,
            PolicyLabel label,
            Optional<DatasetVersionId> version,
            Graph graph,
            PublicForm form) {}

    /**
     * What would be made public of a record, after the obligations of the policy decision.
     *
     * @param label {@code public} or {@code public_generalized}
     * @param document as the public would read it
     * @param met the obligations that were carried out
     * @param unmet those that could not be, with all that the decision asks
     */
    public record PublicForm(PolicyLabel label, JsonNode document, List<Obligation> met, List<Obligation> unmet) {
        public PublicForm {
            met = List.copyOf(met);
            unmet = List.copyOf(unmet);
        }
    }

    /**
     * What a receipt tells of a run.
     *
     * @param iri of the receipt
     * @param graph its triples; read, never written
     * @param decision under which the run was allowed, where receipts of its kind say so
     */
    public record Told(String iri, PolicyLabel label, Graph graph, Optional<RunReceipt.Decision> decision) {}

    /**
     * Something that a record cites as evidence.
     *
     * @param by IRI of the record's receipt
     * @param ref as it is written
     * @param resolves whether it leads to something that the caller sees
     */
    public record Citation(String by, String ref, boolean resolves) {}
}
