package dev.whence.gate;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.whence.receipt.Gate;
import dev.whence.receipt.Obligation;
import dev.whence.receipt.PolicyLabel;
import dev.whence.receipt.ReceiptKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Meets the obligations of a policy decision on a catalog record: makes its public form. What cannot be met is a denial, and
 * then there is no public form at all. Pure; thread-safe.
 */
public final class Obligations {
    private static final List<String> LABELS = List.of("kfm:policy_label", "policy_label");

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

    /**
     * Makes a record's public form.
     *
     * @param iri of what it describes, for messages
     * @param document the record's JSON; stays as it is
     */
    public Outcome apply(
            String iri, ReceiptKind kind, PolicyLabel label, ObjectNode document, List<Obligation> obligations) {
        ObjectNode form = document.deepCopy();
        List<Gate.Finding> denials = new ArrayList<>();
        List<String> met = new ArrayList<>();
        List<String> notices = new ArrayList<>();
        for (Obligation obligation : obligations) {
            List<Gate.Finding> unmet = meet(obligation, iri, kind, form, notices);
            denials.addAll(unmet);
            if (unmet.isEmpty() && !met.contains(obligation.type())) {
                met.add(obligation.type());
            }
        }
        boolean coarser = met.contains(Obligation.GENERALIZE_GEOMETRY);
        if (!label.isPublic() && !(coarser && mayBeCoarsened(label))) {
            denials.add(finding(
                    "label",
                    iri,
                    "A record with the label " + label.text() + " may not be published.",
                    mayBeCoarsened(label)
                            ? "Have the policy decision ask for generalize_geometry, so that it can be published coarser."
                            : "Change the label, where that is right, by a new version of the record."));
        }
        if (!denials.isEmpty()) {
            return new Denied(denials);
        }
        PolicyLabel made = coarser || label == PolicyLabel.PUBLIC_GENERALIZED
                ? PolicyLabel.PUBLIC_GENERALIZED
                : PolicyLabel.PUBLIC;
        relabel(form, made);
        return new Met(form, made, met, notices.isEmpty() ? Optional.empty() : Optional.of(String.join("\n", notices)));
    }

    private static boolean mayBeCoarsened(PolicyLabel label) {
        return label == PolicyLabel.RESTRICTED || label == PolicyLabel.RESTRICTED_SENSITIVE_LOCATION;
    }

    private List<Gate.Finding> meet(
            Obligation obligation, String iri, ReceiptKind kind, ObjectNode form, List<String> notices) {
        return switch (obligation.type()) {
            case Obligation.GENERALIZE_GEOMETRY -> generalize(obligation, iri, kind, form);
            case Obligation.REMOVE_ATTRIBUTES -> remove(obligation, iri, form);
            case Obligation.SHOW_NOTICE -> notice(obligation, iri, notices);
            default -> List.of(finding(
                    "unknown",
                    iri,
                    "The obligation " + obligation.type() + " is not known here, so it cannot be met.",
                    "Use generalize_geometry, remove_attributes or show_notice."));
        };
    }

    private List<Gate.Finding> generalize(Obligation obligation, String iri, ReceiptKind kind, ObjectNode form) {
        if (obligation.minCellSizeMetres().isEmpty()) {
            return List.of(finding(
                    Obligation.GENERALIZE_GEOMETRY,
                    iri,
                    "The obligation does not say how coarse places have to be.",
                    "Give min_cell_size_m."));
        }
        if (!kind.isStac()) {
            return tellsPlaces(form)
                    ? List.of(finding(
                            Obligation.GENERALIZE_GEOMETRY,
                            iri,
                            "Places in a record of the kind " + kind.ledgerName() + " cannot be made coarser here.",
                            "Hand in a version of it without places, or with coarse ones, under the label public_generalized."))
                    : List.of();
        }
        double metres = obligation.minCellSizeMetres().getAsDouble();
        return new Generalization(metres, places)
                .apply(form).stream()
                        .map(pointer -> finding(
                                Obligation.GENERALIZE_GEOMETRY,
                                iri + " " + pointer,
                                "This seems to tell a place, and cannot be made coarser.",
                                "Take it out of the record, or name it in remove_attributes before this obligation."))
                        .toList();
    }

    /** In any syntax: what is said in words cannot be told from what is not. */
    private static boolean tellsPlaces(ObjectNode form) {
        String text = form.toString();
        return text.contains("spatial") || text.contains("geometry") || text.contains("bbox") || text.contains("wktLiteral");
    }

    private static List<Gate.Finding> remove(Obligation obligation, String iri, ObjectNode form) {
        if (obligation.fields().isEmpty()) {
            return List.of(finding(
                    Obligation.REMOVE_ATTRIBUTES, iri, "The obligation names no fields.", "Give fields."));
        }
        return AttributeRemoval.remove(form, obligation.fields()).stream()
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

    /** What is published says of itself what it is now, and not what it was made from. */
    private static void relabel(ObjectNode form, PolicyLabel label) {
        for (ObjectNode place : List.of(form, properties(form))) {
            for (String name : LABELS) {
                if (place.has(name)) {
                    place.put(name, label.text());
                }
            }
        }
    }

    private static ObjectNode properties(ObjectNode form) {
        ObjectNode inner = form.path("document") instanceof ObjectNode document ? document : form;
        return inner.path("properties") instanceof ObjectNode properties ? properties : inner;
    }

    private static Gate.Finding finding(String code, String where, String message, String remediation) {
        return new Gate.Finding("obligation:" + code, where, message, remediation);
    }
}
