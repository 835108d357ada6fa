package dev.whence.receive;

import dev.whence.receipt.Problem;
import dev.whence.receipt.ReceiptId;
import dev.whence.receipt.Warning;
import java.util.List;

/**
 * What became of a receipt, with its event hash and the one of the entry before it. Whoever holds a {@link Recorded} or {@link Repeated} may rely on
 * it: it is on the disk.
 */
public sealed interface Outcome {

    /** It is in the ledger, now or since before. */
    sealed interface Written extends Outcome {
        ReceiptId id();

        long sequence();

        String eventHash();

        String previousEventHash();
    }

    /** It is new, durable, and visible to the next walk. */
    record Recorded(ReceiptId id, long sequence, String eventHash, String previousEventHash, List<Warning> warnings)
            implements Written {
        public Recorded {
            warnings = List.copyOf(warnings);
        }
    }

    /** The same receipt was recorded before; nothing was written. */
    record Repeated(ReceiptId id, long sequence, String eventHash, String previousEventHash) implements Written {}

    /**
     * The same request, by its idempotency key, was answered before; nothing was written, and the answer is the one that
     * was given then.
     */
    record Replayed(ReceiptId id, long sequence, String eventHash, String previousEventHash, List<Warning> warnings)
            implements Written {
        public Replayed {
            warnings = List.copyOf(warnings);
        }
    }

    /** It was not taken, for every reason that the problem lists; nothing of it was kept. */
    record Refused(Problem problem) implements Outcome {}
}
