package dev.whence.gate;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.whence.dcat.UnreadableException;
import dev.whence.receipt.Gate;
import dev.whence.receipt.Obligation;
import dev.whence.receipt.PolicyLabel;
import dev.whence.receipt.ReceiptKind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Meets the obligations of a policy decision on a catalog record: makes its public form. What cannot be met is a denial, and
 * then there is no public form at all. Pure; thread-safe.
 */
public final class Obligations {
    private final PlaceMembers places = PlaceMembers.load();

    /** What became of it. */
    public sealed interface Outcome {}

    /**
     * A public form.
     *
     * @param document the record's, changed as was asked
     * @param met the types of the obligations that were met, in their order
     * @param notice that has to be shown with it
     */
    public record Met(ObjectNode document, PolicyLabel label, List<String> met, Optional<String> notice)
            implements Outcome {
        public Met {
            met = List.copyOf(met);
        }
    }

    /** There is none. */
    public record Denied(List<Gate.Finding> findings) implements Outcome {
        public Denied {
            findings = List.copyOf(findings);
        }
    }

    Outcome apply(Dossier.Described record, List<Obligation> obligations) {
        return apply(record.iri(), record.record().kind(), record.label(), record.document(), obligations);
    }

    /**
     * Makes a record's public form.
     *
     * @param iri of what it describes, for messages
     * @param document the record's JSON; stays as it is
     */
    public Outcome apply(
            String iri, ReceiptKind kind, PolicyLabel label, ObjectNode document, List<Obligation> obligations) {
        try {
            return apply(iri, label, PublicForm.of(kind, document, places), obligations);
        } catch (UnreadableException unreadable) {
            return new Denied(List.of(finding("unreadable", iri, unreadable.message(), "Hand it in anew.")));
        }
    }

    private static Outcome apply(String iri, PolicyLabel label, PublicForm form, List<Obligation> obligations)
            throws UnreadableException {
        List<Gate.Finding> denials = new ArrayList<>();
        List<String> notices = new ArrayList<>();
        for (Obligation obligation : removalsFirst(obligations)) {
            denials.addAll(meet(obligation, iri, form, notices));
        }
        denials.addAll(label(iri, label, form, obligations));
        if (!denials.isEmpty()) {
            return new Denied(denials);
        }
        List<String> met = obligations.stream().map(Obligation::type).distinct().toList();
        boolean less = isLess(obligations) || label == PolicyLabel.PUBLIC_GENERALIZED;
        PolicyLabel made = less ? PolicyLabel.PUBLIC_GENERALIZED : PolicyLabel.PUBLIC;
        Optional<String> notice = notices.isEmpty() ? Optional.empty() : Optional.of(String.join("\n", notices));
        return new Met(form.labelled(made), made, met, notice);
    }

    /** What is taken out tells no place any more. */
    private static List<Obligation> removalsFirst(List<Obligation> obligations) {
        return obligations.stream()
                .sorted(Comparator.comparing(obligation -> !obligation.type().equals(Obligation.REMOVE_ATTRIBUTES)))
                .toList();
    }

    /** Whether the public form tells less than the record. */
    private static boolean isLess(List<Obligation> obligations) {
        return asks(obligations, Obligation.GENERALIZE_GEOMETRY) || asks(obligations, Obligation.REMOVE_ATTRIBUTES);
    }

    private static boolean asks(List<Obligation> obligations, String type) {
        return obligations.stream().anyMatch(obligation -> obligation.type().equals(type));
    }

    /**
     * A record that everybody sees as it is hides nothing by being published otherwise; one that few see is published where
     * that takes away what made it secret.
     */
    private static List<Gate.Finding> label(
            String iri, PolicyLabel label, PublicForm form, List<Obligation> obligations) {
        if (label.isPublic()) {
            return form.tellsLess()
                    ? List.of(finding(
                            "public-record",
                            iri,
                            "The record's own label is " + label.text()
                                    + ", so everybody sees as it is what the decision asks to hide.",
                            "Hand in a version of the record with the label restricted, or"
                                    + " restricted_sensitive_location, which is published as the decision asks; and erase"
                                    + " this one."))
                    : List.of();
        }
        boolean isSensitivePlace = label == PolicyLabel.RESTRICTED_SENSITIVE_LOCATION;
        boolean mayBecomeLess = isSensitivePlace || label == PolicyLabel.RESTRICTED;
        boolean becomesLess =
                isSensitivePlace ? asks(obligations, Obligation.GENERALIZE_GEOMETRY) : isLess(obligations);
        if (mayBecomeLess && becomesLess) {
            return List.of();
        }
        return List.of(finding(
                "label",
                iri,
                "A record with the label " + label.text() + " may not be published.",
                mayBecomeLess
                        ? "Have the policy decision ask for generalize_geometry"
                                + (isSensitivePlace ? "" : ", or remove_attributes")
                                + ", so that what is published tells less."
                        : "Change the label, where that is right, by a new version of the record."));
    }

    private static List<Gate.Finding> meet(Obligation obligation, String iri, PublicForm form, List<String> notices)
            throws UnreadableException {
        return switch (obligation.type()) {
            case Obligation.GENERALIZE_GEOMETRY -> generalize(obligation, iri, form);
            case Obligation.REMOVE_ATTRIBUTES -> remove(obligation, iri, form);
            case Obligation.SHOW_NOTICE -> notice(obligation, iri, notices);
            default ->
                List.of(finding(
                        "unknown",
                        iri,
                        "The obligation " + obligation.type() + " is not known here, so it cannot be met.",
                        "Use generalize_geometry, remove_attributes or show_notice."));
        };
    }

    private static List<Gate.Finding> generalize(Obligation obligation, String iri, PublicForm form) {
        if (obligation.minCellSizeMetres().isEmpty()) {
            return List.of(finding(
                    Obligation.GENERALIZE_GEOMETRY,
                    iri,
                    "The obligation does not say how coarse places have to be.",
                    "Give min_cell_size_m."));
        }
        return form.generalize(obligation.minCellSizeMetres().getAsDouble()).stream()
                .map(place -> finding(
                        Obligation.GENERALIZE_GEOMETRY,
                        iri + " " + place,
                        "This seems to tell a place, and cannot be made coarser.",
                        "Take it out of the record, or name it in remove_attributes."))
                .toList();
    }

    private static List<Gate.Finding> remove(Obligation obligation, String iri, PublicForm form)
            throws UnreadableException {
        if (obligation.fields().isEmpty()) {
            return List.of(
                    finding(Obligation.REMOVE_ATTRIBUTES, iri, "The obligation names no fields.", "Give fields."));
        }
        return form.remove(obligation.fields()).stream()
                .map(field -> finding(
                        Obligation.REMOVE_ATTRIBUTES,
                        iri,
                        "The attribute " + field + " cannot be taken out for certain.",
                        "Hand in a version of the record without it."))
                .toList();
    }

    private static List<Gate.Finding> notice(Obligation obligation, String iri, List<String> notices) {
        if (obligation.message().isBlank()) {
            return List.of(finding(Obligation.SHOW_NOTICE, iri, "The obligation has no message.", "Give message."));
        }
        notices.add(obligation.message());
        return List.of();
    }

    private static Gate.Finding finding(String code, String where, String message, String remediation) {
        return new Gate.Finding("obligation:" + code, where, message, remediation);
    }
}
