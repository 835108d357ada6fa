package dev.whence.ledger;

import com.fasterxml.jackson.databind.JsonNode;
import dev.whence.receipt.ReceiptId;
import java.util.Optional;

/** What the event line of a tombstone says, to whoever reads the log: which receipt of its organisation was erased. */
public final class Erasure {
    /** The kind of entry that tombstones are. */
    public static final String KIND = "tombstone";

    /** The member of its event line that names the erased receipt. */
    public static final String ERASES = "erases";

    /** Names the receipt that an attachment belongs to: it goes where that goes. */
    private static final String ATTACHMENT_OF = "attachment_of";

    private Erasure() {}

    /** The receipt that an entry erases; nothing where it is no tombstone. */
    public static Optional<ReceiptId> of(Event event) {
        return event.kind().equals(KIND) ? id(event, ERASES) : Optional.empty();
    }

    /** Whether a tombstone takes the payload of another entry with it, if that lies beside the log. */
    static boolean concerns(Event tombstone, Event other) {
        Optional<ReceiptId> erased = of(tombstone);
        return erased.isPresent()
                && tombstone.org().equals(other.org())
                && (erased.get().equals(other.receiptId()) || erased.equals(id(other, ATTACHMENT_OF)));
    }

    private static Optional<ReceiptId> id(Event event, String member) {
        return Optional.ofNullable(event.others().get(member))
                .map(JsonNode::asText)
                .flatMap(ReceiptId::parse);
    }
}
