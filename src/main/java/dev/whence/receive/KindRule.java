package dev.whence.receive;

import com.fasterxml.jackson.databind.JsonNode;
import dev.whence.ledger.EntryDraft;
import dev.whence.receipt.ReceiptId;
import dev.whence.receipt.ReceiptKind;
import dev.whence.receipt.RefusedException;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongFunction;

/**
 * What receipts of one kind ask of those before them, beyond what holds for all kinds. Its memory is fed with every entry
 * of its kind in the order of the ledger: from event lines at start, from accepted receipts after that. Only the
 * sequencer's thread, and the start before it, may call it.
 */
interface KindRule {
    ReceiptKind kind();

    /**
     * Says no to a receipt that may not follow what is there.
     *
     * @param ids names the receipt of an entry, for messages; nothing where the sender may not see it
     * @throws RefusedException {@code UNKNOWN_PREDECESSOR} where one that may still come in the same batch is missing
     */
    default void check(Candidate candidate, LongFunction<Optional<ReceiptId>> ids) throws RefusedException {}

    /** Adds what the ledger has to keep, so that a start can feed this memory from event lines alone. */
    default EntryDraft complete(Candidate candidate, EntryDraft draft) {
        return draft;
    }

    void remember(Seen entry);

    /**
     * An entry of the rule's kind.
     *
     * @param blindSubject the subject blinded with the log's key
     * @param members those of the event line that the ledger does not read
     */
    record Seen(long sequence, String org, String blindSubject, Map<String, JsonNode> members) {}
}
