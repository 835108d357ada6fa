package dev.whence.serve.oap;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.whence.receipt.Violation;
import java.util.List;
import java.util.Optional;

/**
 * The outer part of a request.
 *
 * @param id empty where the request has none that can be given back
 * @param type likewise
 * @param params an object, if there is nothing wrong with them
 * @param traceId as {@code _meta} has it
 */
record Envelope(String id, String type, JsonNode params, Optional<String> traceId) {
    private static final int LONGEST_META = 4096;

    /** Takes it apart, and notes everything that is wrong with it. */
    static Envelope read(ObjectNode request, OrchHeaders headers, List<Violation> faults) {
        Fields fields = new Fields(request, "", faults);
        if (!fields.text("jsonrpc").equals("2.0") && request.has("jsonrpc")) {
            fields.fault("jsonrpc", "orch:jsonrpc", "This member is \"2.0\".");
        }
        String id = fields.text("id");
        if (headers.id().filter(header -> !header.equals(id)).isPresent()) {
            fields.fault("id", "orch:id", "The header " + OrchHeaders.ID + " names another exchange; let them agree.");
        }
        String type = fields.text("envelope_type");
        fields.object("params");
        Optional<String> traceId = fields.within("_meta").flatMap(Envelope::meta);
        fields.refuseOthers();
        return new Envelope(id, type, request.path("params"), traceId);
    }

    /** Both versions of the protocol's metadata. What else stands there is not ours to judge. */
    private static Optional<String> meta(Fields meta) {
        List.of("timestamp", "session_id", "locale", "channel", "client_version", "caller")
                .forEach(name -> meta.optionalText(name, LONGEST_META));
        meta.optionalObject("labels");
        meta.any("correlation_ids")
                .filter(ids -> !ids.isArray())
                .ifPresent(
                        notAList -> meta.fault("correlation_ids", "params:array", "This member is an array of texts."));
        return meta.optionalText("trace_id", LONGEST_META);
    }
}
