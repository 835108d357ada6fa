package dev.whence.serve.oap;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.whence.access.Sight;
import dev.whence.receive.IdempotencyKey;
import java.util.Optional;

/**
 * What an envelope's work may need of the request.
 *
 * @param id of the envelope
 * @param params as they came
 * @param sender who it comes from
 * @param waits whether the answer is to come after the checkpoint
 * @param key of a request that may be sent again; its answer then depends on the record alone
 */
record Call(
        String id,
        String type,
        JsonNode params,
        Sender sender,
        OrchHeaders headers,
        boolean waits,
        Optional<IdempotencyKey> key) {
    /** For which the caller speaks. */
    String organisation() {
        return sender.organisation();
    }

    /** What of the ledger the caller sees. */
    Sight sight() {
        return sender.sight();
    }

    /** The parameters without the page: what a cursor belongs to. */
    JsonNode question() {
        JsonNode question = params.deepCopy();
        if (question instanceof ObjectNode object) {
            object.remove("page");
        }
        return question;
    }
}
