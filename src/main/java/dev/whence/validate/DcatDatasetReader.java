package dev.whence.validate;

import com.fasterxml.jackson.databind.JsonNode;
import dev.whence.dcat.DatasetFacts;
import dev.whence.dcat.DatasetRecord;
import dev.whence.dcat.RecordForms;
import dev.whence.dcat.UnreadableException;
import dev.whence.dcat.WrittenRecord;
import dev.whence.receipt.DatasetVersionId;
import dev.whence.receipt.DcatDataset;
import dev.whence.receipt.PolicyLabel;
import dev.whence.receipt.Receipt;
import dev.whence.receipt.ReceiptId;
import dev.whence.receipt.ReceiptKind;
import dev.whence.receipt.Violation;
import java.util.ArrayList;
import java.util.List;

/** Datasets in DCAT: JSON-LD, the JSON of DCAT-US, or an envelope with a body in another syntax of RDF. */
final class DcatDatasetReader implements KindReader {
    private static final int LONGEST_IDENTIFIER = 1024;

    @Override
    public ReceiptKind kind() {
        return ReceiptKind.DCAT_DATASET;
    }

    @Override
    public String telling() {
        return "the @type dcat:Dataset, accessLevel with a title, or the record " + kind().ledgerName();
    }

    @Override
    public boolean detects(JsonNode object) {
        return RecordEnvelope.isOf(object, kind())
                || (!WrittenRecord.isEnvelope(object) && RecordForms.isDataset(object));
    }

    @Override
    public List<Violation> check(JsonNode object) {
        RecordEnvelope envelope = RecordEnvelope.of(object);
        if (!envelope.written().isWhole()) {
            return List.of();
        }
        try {
            DatasetRecord record = DatasetRecord.of(envelope.written());
            record.requireBounded();
            List<Violation> violations = check(envelope, record.facts());
            if (record.leadsAstray()) {
                violations.add(envelope.violation(
                        "policy:url-scheme",
                        "The record refers to something by a scheme that a browser would run; take it out."));
            }
            return violations;
        } catch (UnreadableException unreadable) {
            return List.of(envelope.violation(unreadable.rule(), unreadable.message()));
        }
    }

    private static List<Violation> check(RecordEnvelope envelope, DatasetFacts facts) {
        List<Violation> violations = new ArrayList<>(envelope.labels(facts.labels()));
        if (facts.identifier().isEmpty()) {
            violations.add(envelope.violation(
                    "dcat:identifier", "Nothing tells the dataset from others; give dct:identifier, or an IRI."));
        }
        if (facts.identifier().filter(text -> !isName(text)).isPresent()) {
            violations.add(envelope.violation(
                    "dcat:identifier",
                    "The dataset's identifier has control characters or more than " + LONGEST_IDENTIFIER
                            + " characters; give a shorter one of one line."));
        }
        if (facts.titles().isEmpty()) {
            violations.add(envelope.violation("dcat:title", "The dataset has no title; give dct:title."));
        }
        if (facts.versions().size() > 1) {
            violations.add(envelope.violation("dcat:version", "The record names more than one dataset version."));
        }
        return violations;
    }

    private static boolean isName(String identifier) {
        return identifier.length() <= LONGEST_IDENTIFIER
                && identifier.codePoints().noneMatch(Character::isISOControl);
    }

    @Override
    public Receipt read(JsonNode object, ReceiptId id) {
        RecordEnvelope envelope = RecordEnvelope.of(object);
        try {
            DatasetFacts facts = DatasetRecord.of(envelope.written()).facts();
            String identifier = facts.identifier().orElseThrow();
            return new DcatDataset(
                    identifier,
                    envelope.written().syntax().mediaType(),
                    envelope.written().text(),
                    facts.versions().stream()
                            .findFirst()
                            .map(version -> DatasetVersionId.of(version, DatasetVersionId.slugIn(identifier))),
                    facts.labels().stream().findFirst().flatMap(PolicyLabel::parse),
                    envelope.source());
        } catch (UnreadableException unreadable) {
            throw new IllegalStateException("a record that was checked cannot be read", unreadable);
        }
    }
}
