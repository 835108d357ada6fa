package dev.whence.receipt;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Says that the content of a receipt was taken away for ever: when, by whom and why. What the receipt said is not said
 * again.
 *
 * @param erased the receipt
 * @param erasedBy who did it
 * @param outputs what the receipt said to have been made, each hidden under the log's key: whoever holds the key can tell
 *     of a thing at hand that its maker was erased, and nobody can tell from these which things there were
 */
public record Tombstone(
        ReceiptId erased, Optional<String> erasedBy, Instant erasedAt, String reason, List<String> outputs)
        implements Receipt {
    public Tombstone {
        outputs = List.copyOf(outputs);
    }

    @Override
    public ReceiptKind kind() {
        return ReceiptKind.TOMBSTONE;
    }

    @Override
    public boolean tellsOfRun() {
        return false;
    }

    @Override
    public String subject() {
        return erased.text();
    }

    @Override
    public Optional<String> principal() {
        return erasedBy;
    }
}
