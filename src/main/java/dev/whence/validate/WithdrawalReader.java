package dev.whence.validate;

import static dev.whence.validate.Members.instant;
import static dev.whence.validate.Members.optionalText;
import static dev.whence.validate.Members.text;

import com.fasterxml.jackson.databind.JsonNode;
import dev.whence.receipt.PolicyLabel;
import dev.whence.receipt.Receipt;
import dev.whence.receipt.ReceiptId;
import dev.whence.receipt.ReceiptKind;
import dev.whence.receipt.RecordName;
import dev.whence.receipt.Withdrawal;

/** What ends a catalog record. */
final class WithdrawalReader implements KindReader {
    @Override
    public ReceiptKind kind() {
        return ReceiptKind.WITHDRAWAL;
    }

    @Override
    public String telling() {
        return "withdrawal_of";
    }

    @Override
    public boolean detects(JsonNode object) {
        return object.has("withdrawal_of");
    }

    @Override
    public Receipt read(JsonNode object, ReceiptId id) {
        return new Withdrawal(
                RecordName.parse(text(object, "withdrawal_of")).orElseThrow(),
                optionalText(object, "withdrawn_by"),
                instant(object, "withdrawn_at"),
                text(object, "reason"),
                PolicyLabel.parse(text(object, "policy_label")).orElseThrow());
    }
}
