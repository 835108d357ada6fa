package dev.whence.serve.oap;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.whence.receipt.RefusedException;
import dev.whence.receipt.Violation;
import java.time.Instant;
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
     * @param recordedAt the time of its entry
     * @param ledgerAnchor of a checkpoint that covers it, where the caller waited for one
     * @param sending of the request that it answers
     */
    record Written(
            String receiptId,
            long sequence,
            String eventHash,
            String previousEventHash,
            Instant recordedAt,
            Optional<String> ledgerAnchor,
            Sending sending) {
        /** The anchor for the answer's body, which says of a request that may come again only what stays the same. */
        Optional<String> anchorInBody() {
            return sending == Sending.ONCE ? ledgerAnchor : Optional.empty();
        }
    }

    /** Whether a request may come again. */
    enum Sending {
        /** It has no key: sent again, it is another request. */
        ONCE,
        /** It has a key, and was not answered before. */
        REPEATABLE,
        /** It has a key, and this is what was answered before. */
        AGAIN
    }
}
