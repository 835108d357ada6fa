package dev.whence.receive;

import dev.whence.ledger.EntryDraft;
import dev.whence.receipt.ReceiptKind;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Each organisation's incidents stand in a chain of their own beside the log's. */
final class IncidentRule implements KindRule {
    /** The member of an event's {@code chain} with the hash of the incident before it. */
    static final String CHAIN = "incident_prev";

    private final Map<String, Long> newest = new HashMap<>();

    @Override
    public ReceiptKind kind() {
        return ReceiptKind.INCIDENT;
    }

    @Override
    public EntryDraft complete(Candidate candidate, EntryDraft draft) {
        OptionalLong before = Optional.ofNullable(newest.get(draft.org())).stream()
                .mapToLong(Long::longValue)
                .findFirst();
        return draft.continuing(CHAIN, before);
    }

    @Override
    public void remember(Seen entry) {
        newest.put(entry.org(), entry.sequence());
    }
}
