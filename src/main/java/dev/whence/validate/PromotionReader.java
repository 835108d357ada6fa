package dev.whence.validate;

import static dev.whence.validate.Members.each;
import static dev.whence.validate.Members.instant;
import static dev.whence.validate.Members.optionalText;
import static dev.whence.validate.Members.text;

import com.fasterxml.jackson.databind.JsonNode;
import dev.whence.receipt.DatasetVersionId;
import dev.whence.receipt.Gate;
import dev.whence.receipt.PolicyLabel;
import dev.whence.receipt.Promotion;
import dev.whence.receipt.Receipt;
import dev.whence.receipt.ReceiptId;
import dev.whence.receipt.ReceiptKind;

/** That a dataset version passed its gates. */
final class PromotionReader implements KindReader {
    @Override
    public ReceiptKind kind() {
        return ReceiptKind.PROMOTION;
    }

    @Override
    public String telling() {
        return "promotion_of";
    }

    @Override
    public boolean detects(JsonNode object) {
        return object.has("promotion_of");
    }

    @Override
    public Receipt read(JsonNode object, ReceiptId id) {
        return new Promotion(
                DatasetVersionId.parse(text(object, "promotion_of")),
                optionalText(object, "promoted_by"),
                instant(object, "promoted_at"),
                PolicyLabel.parse(text(object, "policy_label")).orElseThrow(),
                each(object, "gates", PromotionReader::gate),
                each(object, "records", node -> ReceiptId.parse(node.asText()).orElseThrow()),
                optionalText(object, "decision"),
                each(object, "obligations", Members::obligation));
    }

    private static Gate gate(JsonNode node) {
        return new Gate(
                text(node, "gate"),
                Gate.Result.valueOf(text(node, "result")),
                each(
                        node,
                        "findings",
                        finding -> new Gate.Finding(
                                text(finding, "code"),
                                text(finding, "where"),
                                text(finding, "message"),
                                text(finding, "remediation"))));
    }
}
