package dev.whence.serve.oap;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.whence.ledger.Entry;
import java.util.Optional;

/**
 * Records as the protocol has them: as they were taken in, with the hashes that their entries' places give them, and
 * without what only Whence asked for.
 */
final class Renderings {
    private static final String INCIDENT_CHAIN = "incident_prev";

    private Renderings() {}

    static ObjectNode event(ObjectNode json, Work.Written written) {
        ObjectNode event = json.deepCopy();
        event.put("prev_event_hash", written.previousEventHash());
        event.put("event_hash", written.eventHash());
        written.anchorInBody().ifPresent(anchor -> event.put("ledger_anchor", anchor));
        return event;
    }

    /** @param followsHidden whether the incident before it is not for these eyes; then its hash is not told either */
    static ObjectNode incident(Library.Stored stored, boolean followsHidden) {
        ObjectNode incident = withoutPredecessor(stored.json());
        incident.put("incident_hash", stored.entry().eventHash());
        Optional.ofNullable(stored.entry().event().chain().get(INCIDENT_CHAIN))
                .filter(previous -> !followsHidden)
                .ifPresent(previous -> incident.put("prev_incident_hash", previous));
        return incident;
    }

    static ObjectNode change(Library.Stored stored) {
        return change(stored.json(), stored.entry());
    }

    private static ObjectNode change(ObjectNode json, Entry entry) {
        return withoutPredecessor(json).put("event_hash", entry.eventHash());
    }

    /** The receipt that a record follows is in the ledger; the protocol has no word for it. */
    private static ObjectNode withoutPredecessor(ObjectNode json) {
        ObjectNode copy = json.deepCopy();
        copy.remove("supersedes_receipt");
        return copy;
    }

    /** Of a registered version: its metadata, and where the payload lies if that was said. */
    static ObjectNode artifact(Library.Stored stored, ObjectNode result) {
        ObjectNode metadata = stored.json().deepCopy();
        Optional.ofNullable(metadata.remove("payload_ref")).ifPresent(payload -> result.set("payload_ref", payload));
        result.set("metadata", metadata);
        return result;
    }
}
