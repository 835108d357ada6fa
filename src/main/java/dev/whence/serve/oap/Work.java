package dev.whence.serve.oap;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.whence.receipt.RefusedException;
import dev.whence.receipt.Violation;
import java.util.List;
import java.util.Optional;

/** What an envelope asks for, checked and not done yet. */
interface Work {
    Done run() throws RefusedException;

    /** What is wrong besides, for an envelope that is refused anyway: all faults are told at once. */
    default List<Violation> alsoWrong() {
        return List.of();
    }

    /**
     * What it came to.
     *
     * @param written the record that was made, or repeated
     */
    record Done(ObjectNode result, Optional<Written> written) {
        static Done read(ObjectNode result) {
            return new Done(result, Optional.empty());
        }
    }

    /**
     * A record in the ledger.
     *
     * @param ledgerAnchor of a checkpoint that covers it, where the caller waited for one
     */
    record Written(
            String receiptId,
            long sequence,
            String eventHash,
            String previousEventHash,
            Optional<String> ledgerAnchor) {}
}
