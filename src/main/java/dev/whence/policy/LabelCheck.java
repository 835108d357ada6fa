package dev.whence.policy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.whence.canonical.Pointers;
import dev.whence.receipt.PolicyLabel;
import dev.whence.receipt.ReceiptKind;
import java.util.EnumSet;
import java.util.Set;

/**
 * A label must be one that is known, and stand where it is read; one that is overlooked would show to everybody what its
 * author meant for few.
 */
final class LabelCheck {
    /** The kinds whose policy says who may see them. */
    private static final Set<ReceiptKind> LABELLED = EnumSet.of(ReceiptKind.RUN, ReceiptKind.OPERATION);

    /** What a catalog record calls its label, for itself or in an Item's properties. */
    private static final String CATALOG_LABEL = "kfm:policy_label";

    private static final String LABEL = "policy_label";
    private static final String POLICY = "policy";
    private static final String EMBARGO = "embargo_until";

    private final Findings findings;

    LabelCheck(Findings findings) {
        this.findings = findings;
    }

    void check(JsonNode tree, ReceiptKind kind) {
        if (kind.isStac()) {
            String document = tree.has("record") ? Pointers.member(Pointers.ROOT, "document") : Pointers.ROOT;
            checkRecord(tree.at(document), document);
        }
        // What Whence makes itself has its label there.
        if (tree.has(LABEL) && !kind.isOwn()) {
            refuse(Pointers.member(Pointers.ROOT, LABEL), "A label here would be overlooked");
        }
        JsonNode policy = tree.path(POLICY);
        if (policy.has(LABEL)) {
            String pointer = Pointers.member(Pointers.member(Pointers.ROOT, POLICY), LABEL);
            if (!LABELLED.contains(kind)) {
                refuse(pointer, "A label in a receipt of this kind would be overlooked");
            } else if (PolicyLabel.parse(policy.path(LABEL).asText()).isEmpty()) {
                refuse(pointer, "This label is not known");
            }
        }
        checkEmbargo(tree, kind);
    }

    /** One label, in one of the two places where it is read. */
    private void checkRecord(JsonNode document, String pointer) {
        String properties = Pointers.member(pointer, "properties");
        checkRecordLabel(document, pointer);
        checkRecordLabel(document.path("properties"), properties);
        JsonNode outer = document.path(CATALOG_LABEL);
        JsonNode inner = document.path("properties").path(CATALOG_LABEL);
        if (!outer.isMissingNode() && !inner.isMissingNode() && !outer.equals(inner)) {
            refuse(Pointers.member(properties, CATALOG_LABEL), "Two labels contradict each other");
        }
    }

    private void checkRecordLabel(JsonNode object, String pointer) {
        if (object.has(LABEL)) {
            refuse(Pointers.member(pointer, LABEL), "A label here would be overlooked");
        }
        if (object.has(CATALOG_LABEL)
                && PolicyLabel.parse(object.path(CATALOG_LABEL).asText()).isEmpty()) {
            refuse(Pointers.member(pointer, CATALOG_LABEL), "This label is not known");
        }
    }

    /** What is believed to be closed until a day must not be open before it, nor closed for ever. */
    private void checkEmbargo(JsonNode tree, ReceiptKind kind) {
        if (tree.has(EMBARGO)) {
            findings.add(
                    PolicyRule.EMBARGO,
                    Pointers.member(Pointers.ROOT, EMBARGO),
                    "An embargo's end here would be overlooked");
        }
        JsonNode policy = tree.path(POLICY);
        if (policy.has(EMBARGO)) {
            String pointer = Pointers.member(Pointers.member(Pointers.ROOT, POLICY), EMBARGO);
            boolean otherLabel =
                    policy.has(LABEL) && !policy.path(LABEL).asText().equals(PolicyLabel.EMBARGOED.text());
            if (!LABELLED.contains(kind)) {
                findings.add(
                        PolicyRule.EMBARGO, pointer, "An embargo's end in a receipt of this kind would be overlooked");
            } else if (otherLabel) {
                findings.add(PolicyRule.EMBARGO, pointer, "Only what is embargoed has an embargo's end");
            }
        }
    }

    private void refuse(String pointer, String fault) {
        findings.add(PolicyRule.LABEL, pointer, fault);
    }
}
