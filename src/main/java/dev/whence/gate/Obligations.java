package dev.whence.gate;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.whence.dcat.UnreadableException;
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
        try {
            return apply(iri, label, PublicForm.of(kind, document, places), obligations);
        } catch (UnreadableException unreadable) {
            return new Denied(List.of(finding("unreadable", iri, unreadable.message(), "Hand it in anew.")));
        }
    }

    private static Outcome apply(String iri, PolicyLabel label, PublicForm form, List<Obligation> obligations) {
        List<Gate.Finding> denials = new ArrayList<>();
        List<String> met = new ArrayList<>();
        List<String> notices = new ArrayList<>();
        for (Obligation obligation : obligations) {
            List<Gate.Finding> unmet = meet(obligation, iri, form, notices);
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
        Optional<String> notice = notices.isEmpty() ? Optional.empty() : Optional.of(String.join("\n", notices));
        return new Met(form.labelled(made), made, met, notice);
    }

    private static boolean mayBeCoarsened(PolicyLabel label) {
        return label == PolicyLabel.RESTRICTED || label == PolicyLabel.RESTRICTED_SENSITIVE_LOCATION;
    }

    private static List<Gate.Finding> meet(Obligation obligation, String iri, PublicForm form, List<String> notices) {
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
                        "Take it out of the record, or name it in remove_attributes before this obligation."))
                .toList();
    }

    private static List<Gate.Finding> remove(Obligation obligation, String iri, PublicForm form) {
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
