package dev.whence.policy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.whence.canonical.Pointers;
import dev.whence.receipt.PolicyLabel;
import dev.whence.receipt.ReceiptKind;

/**
 * A label must be one that is known, and stand where it is read; one that is overlooked would show to everybody what its
 * author meant for few.
 */
final class LabelCheck {
    private static final String LABEL = "policy_label";

    private final Findings findings;

    LabelCheck(Findings findings) {
        this.findings = findings;
    }

    void check(JsonNode tree, ReceiptKind kind) {
        if (tree.has(LABEL)) {
            refuse(Pointers.member(Pointers.ROOT, LABEL), "A label here would be overlooked");
        }
        JsonNode policy = tree.path("policy");
        if (policy.has(LABEL)) {
            String pointer = Pointers.member(Pointers.member(Pointers.ROOT, "policy"), LABEL);
            if (kind != ReceiptKind.RUN) {
                refuse(pointer, "A label in a receipt of this kind would be overlooked");
            } else if (PolicyLabel.parse(policy.path(LABEL).asText()).isEmpty()) {
                refuse(pointer, "This label is not known");
            }
        }
    }

    private void refuse(String pointer, String fault) {
        findings.add(PolicyRule.LABEL, pointer, fault);
    }
}
