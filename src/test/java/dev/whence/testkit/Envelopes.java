package dev.whence.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;

/** Makes envelopes of the orchestration protocol, and sends them. */
public final class Envelopes {
    public static final String MEDIA_TYPE = "application/vnd.orch-envelope+json; version=oap.v1";

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Web web;
    private final AtomicInteger ids = new AtomicInteger();

    public Envelopes(Web web) {
        this.web = web;
    }

    /** JSON with ' for ", so that tests can be read. */
    public static ObjectNode json(String text) {
        try {
            return (ObjectNode) JSON.readTree(text.replace('\'', '"'));
        } catch (IOException notJson) {
            throw new UncheckedIOException(notJson);
        }
    }

    public ObjectNode envelope(String type, JsonNode params) {
        ObjectNode envelope = JsonNodeFactory.instance.objectNode();
        envelope.put("jsonrpc", "2.0").put("id", "req-" + ids.incrementAndGet()).put("envelope_type", type);
        envelope.set("params", params);
        return envelope;
    }

    public Web.Answer send(String type, String params, String... headers) {
        return send(envelope(type, json(params)), headers);
    }

    public Web.Answer send(JsonNode envelope, String... headers) {
        return web.post("/orchestrate", envelope.toString().getBytes(StandardCharsets.UTF_8), MEDIA_TYPE, headers);
    }

    /** An event that its id tells apart. */
    public static ObjectNode event(String id) {
        return json("{'event_id':'" + id + "','timestamp':'2026-11-03T09:15:00Z','actor':'user:a',"
                + "'module_id':'module:m','envelope_type':'exec.invoke','status':'SUCCESS'}");
    }

    /** Appends an event. */
    public Web.Answer append(ObjectNode event, String... headers) {
        ObjectNode params = JsonNodeFactory.instance.objectNode();
        params.set("event", event);
        return send(envelope("provenance.event.append", params), headers);
    }
}
