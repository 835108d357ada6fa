package dev.whence.validate;

import com.fasterxml.jackson.databind.JsonNode;
import dev.whence.dcat.ProvGraph;
import dev.whence.dcat.RecordForms;
import dev.whence.dcat.UnreadableException;
import dev.whence.dcat.WrittenRecord;
import dev.whence.receipt.DatasetVersionId;
import dev.whence.receipt.PolicyLabel;
import dev.whence.receipt.ProvDocument;
import dev.whence.receipt.Receipt;
import dev.whence.receipt.ReceiptId;
import dev.whence.receipt.ReceiptKind;
import dev.whence.receipt.Violation;
import java.util.List;
import java.util.Optional;

/** Documents of PROV beside datasets: PROV-JSON, the sidecars that look like it, and PROV-O in JSON-LD or another syntax. */
final class ProvDocumentReader implements KindReader {
    @Override
    public ReceiptKind kind() {
        return ReceiptKind.PROV_DOCUMENT;
    }

    @Override
    public String telling() {
        return "activity or entity as in PROV-JSON, an @graph with a prov:Activity, or the record "
                + kind().ledgerName();
    }

    @Override
    public boolean detects(JsonNode object) {
        return RecordEnvelope.isOf(object, kind())
                || (!WrittenRecord.isEnvelope(object)
                        && (RecordForms.isProvJson(object) || RecordForms.isProvGraph(object)));
    }

    @Override
    public List<Violation> check(JsonNode object) {
        RecordEnvelope envelope = RecordEnvelope.of(object);
        if (!envelope.written().isWhole()) {
            return List.of();
        }
        try {
            return envelope.labels(ProvGraph.of(envelope.written()).labels());
        } catch (UnreadableException unreadable) {
            return List.of(envelope.violation(unreadable.rule(), unreadable.message()));
        }
    }

    /** One that names nothing that it tells of is known by its own hash, and is never superseded. */
    @Override
    public Receipt read(JsonNode object, ReceiptId id) {
        RecordEnvelope envelope = RecordEnvelope.of(object);
        try {
            ProvGraph graph = ProvGraph.of(envelope.written());
            String identifier = graph.identifier().orElse(id.text());
            return new ProvDocument(
                    identifier,
                    envelope.written().syntax().mediaType(),
                    envelope.written().text(),
                    graph.versions().stream()
                            .findFirst()
                            .map(version -> DatasetVersionId.of(version, Optional.empty())),
                    graph.labels().stream().findFirst().flatMap(PolicyLabel::parse),
                    envelope.source());
        } catch (UnreadableException unreadable) {
            throw new IllegalStateException("a record that was checked cannot be read", unreadable);
        }
    }
}
