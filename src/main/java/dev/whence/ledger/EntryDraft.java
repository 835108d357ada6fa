package dev.whence.ledger;

import com.fasterxml.jackson.databind.JsonNode;
import dev.whence.receipt.PolicyLabel;
import dev.whence.receipt.ReceiptId;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * What the sequencer hands in; the ledger adds sequence, time and chain, and hides subject, submitter and idempotency
 * key where the label is not public.
 *
 * @param kind what the entry is; for receipts {@link dev.whence.receipt.ReceiptKind#ledgerName()}
 * @param org the organisation that owns it
 * @param subject a run id, or the kind's equal
 * @param submitter who handed it in; some entries name nobody
 * @param label as resolved at intake
 * @param receiptId the SHA-256 of the payload's canonical form (RFC 8785)
 * @param lenient whether a malformed digest was let in
 * @param supersedes the receipt that this one replaces, as the sequencer resolved it
 * @param embargoUntil when an embargo ends
 * @param chain hashes of other chains that the entry stands in, by their names ({@code incident_prev})
 * @param idem stands for the request, so that it is known when it comes again
 * @param others further members of the event line, which the ledger keeps and does not read
 * @param continues the entry before this one in each further chain, by the chain's name; none for its first. It may stand
 *     in the same batch, so only the ledger can say its hash
 */
public record EntryDraft(
        String kind,
        String org,
        String subject,
        Optional<String> submitter,
        PolicyLabel label,
        ReceiptId receiptId,
        boolean lenient,
        Optional<ReceiptId> supersedes,
        Optional<Instant> embargoUntil,
        Map<String, String> chain,
        Optional<String> idem,
        Payload payload,
        Map<String, JsonNode> others,
        Map<String, OptionalLong> continues) {

    public EntryDraft {
        chain = Collections.unmodifiableMap(new TreeMap<>(chain));
        others = Collections.unmodifiableMap(new TreeMap<>(others));
        continues = Collections.unmodifiableMap(new TreeMap<>(continues));
    }

    /** A receipt with nothing special about it. */
    public static EntryDraft of(
            String kind, String org, String subject, PolicyLabel label, ReceiptId receiptId, Payload payload) {
        return new EntryDraft(
                kind,
                org,
                subject,
                Optional.empty(),
                label,
                receiptId,
                false,
                Optional.empty(),
                Optional.empty(),
                Map.of(),
                Optional.empty(),
                payload,
                Map.of(),
                Map.of());
    }

    /**
     * The same, in one more chain.
     *
     * @param name the member of the event's {@code chain}
     * @param after the sequence number of the chain's entry before this one, earlier in the log or in the same batch;
     *     nothing where this is its first
     */
    public EntryDraft continuing(String name, OptionalLong after) {
        Map<String, OptionalLong> more = new TreeMap<>(continues);
        more.put(name, after);
        return with(others, more, idem);
    }

    /** The same, with one more member of the event line. */
    public EntryDraft saying(String name, JsonNode value) {
        Map<String, JsonNode> more = new TreeMap<>(others);
        more.put(name, value);
        return with(more, continues, idem);
    }

    /** The same, as what a request asked for that may come again. */
    public EntryDraft keyed(String request) {
        return with(others, continues, Optional.of(request));
    }

    private EntryDraft with(Map<String, JsonNode> members, Map<String, OptionalLong> chains, Optional<String> request) {
        return new EntryDraft(
                kind,
                org,
                subject,
                submitter,
                label,
                receiptId,
                lenient,
                supersedes,
                embargoUntil,
                chain,
                request,
                payload,
                members,
                chains);
    }

    /** Whether the payload lies in the log itself, for everybody who may read the log. */
    boolean isInline() {
        return label.isPublic() && payload.size() <= Entry.MOST_INLINE_BYTES;
    }
}
