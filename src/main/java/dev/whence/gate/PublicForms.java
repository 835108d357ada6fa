package dev.whence.gate;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.whence.canonical.Jcs;
import dev.whence.canonical.Sha256;
import dev.whence.receipt.CatalogRecord;
import dev.whence.receipt.Gate;
import dev.whence.receipt.ReceiptId;
import dev.whence.receipt.RefusedException;
import dev.whence.receipt.Violation;
import dev.whence.validate.Leniency;
import dev.whence.validate.ReceiptValidator;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Whether a public form is still a record, and of the same thing: what was taken out may have been what made it one, or what
 * it is called by. Thread-safe.
 */
final class PublicForms {
    private static final String REMEDY =
            "Ask for less to be taken out, or hand in a version of the record that can do without it.";

    private final ReceiptValidator validator;
    private final String code;

    /** @param gate begins the finding's code */
    PublicForms(ReceiptValidator validator, String gate) {
        this.validator = validator;
        this.code = gate + "obligation-form";
    }

    /**
     * What is wrong with a public form.
     *
     * @param form of the record, as it would be published
     */
    Optional<Gate.Finding> objection(Dossier.Described record, ObjectNode form) {
        if (form.equals(record.document())) {
            return Optional.empty();
        }
        try {
            CatalogRecord left = (CatalogRecord) validator
                    .validate(record.record().kind(), form, own(form), Leniency.STRICT)
                    .receipt();
            return left.subject().equals(record.record().subject())
                    ? Optional.empty()
                    : Optional.of(finding(record, "What it is called by is taken out, so it would be another record."));
        } catch (RefusedException noRecord) {
            String broken = noRecord.problem().violations().stream()
                    .map(Violation::message)
                    .collect(Collectors.joining(" "));
            return Optional.of(finding(record, "What is left is no valid record. " + broken));
        }
    }

    /** As a publication reads it. */
    private static ReceiptId own(ObjectNode form) {
        return new ReceiptId(Sha256.hex(Jcs.canonicalize(form)));
    }

    private Gate.Finding finding(Dossier.Described record, String message) {
        return new Gate.Finding(code, record.iri(), message.strip(), REMEDY);
    }
}
