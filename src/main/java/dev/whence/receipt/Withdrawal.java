package dev.whence.receipt;

import java.time.Instant;
import java.util.Optional;

/**
 * Ends a catalog record, and its publication where it has one: the tombstone of the catalog. Made by Whence itself.
 *
 * @param label as public as the record was
 */
public record Withdrawal(
        RecordName record, Optional<String> withdrawnBy, Instant withdrawnAt, String reason, PolicyLabel label)
        implements Receipt {
    @Override
    public ReceiptKind kind() {
        return ReceiptKind.WITHDRAWAL;
    }

    @Override
    public boolean tellsOfRun() {
        return false;
    }

    @Override
    public String subject() {
        return record.text();
    }

    @Override
    public Optional<String> principal() {
        return withdrawnBy;
    }

    @Override
    public Optional<PolicyLabel> policyLabel() {
        return Optional.of(label);
    }
}
