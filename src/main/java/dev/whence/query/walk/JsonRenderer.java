package dev.whence.query.walk;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingJsonFactory;
import java.io.IOException;
import java.io.StringWriter;
import java.util.Map;
import java.util.Optional;

/** JSON for programs. In an edge {@code from} is the ancestor, also where the walk goes up. */
public final class JsonRenderer implements LineageRenderer {
    private static final JsonFactory JSON = new MappingJsonFactory();

    @Override
    public String name() {
        return "json";
    }

    @Override
    public String mediaType() {
        return "application/json";
    }

    @Override
    public String suffix() {
        return ".json";
    }

    @Override
    public void render(LineageAnswer answer, Appendable out) throws IOException {
        render(answer, Map.of(), out);
    }

    /**
     * As above, with more at the end.
     *
     * @param beside what is known of the answer that is no part of the walk, by name
     */
    public void render(LineageAnswer answer, Map<String, JsonNode> beside, Appendable out) throws IOException {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.setPrettyPrinter(JsonLines.printer());
            json.writeStartObject();
            write(answer, json);
            for (Map.Entry<String, JsonNode> more : beside.entrySet()) {
                json.writeFieldName(more.getKey());
                json.writeTree(more.getValue());
            }
            json.writeEndObject();
        }
        out.append(text.getBuffer()).append('\n');
    }

    private static void write(LineageAnswer answer, JsonGenerator json) throws IOException {
        root(answer.root(), json);
        json.writeStringField("direction", Words.of(answer.asked().direction()));
        json.writeNumberField("maxDepth", answer.asked().maxDepth());
        json.writeBooleanField("includeSuperseded", answer.asked().includeSuperseded());
        json.writeNumberField("asOf", answer.asOf());
        json.writeNumberField("ledgerSize", answer.ledgerSize());
        json.writeBooleanField("complete", answer.complete());
        optional("reason", answer.reason(), json);
        json.writeArrayFieldStart("nodes");
        for (LineageAnswer.Node node : answer.nodes()) {
            node(node, json);
        }
        json.writeEndArray();
        json.writeArrayFieldStart("edges");
        for (LineageAnswer.Edge edge : answer.edges()) {
            edge(edge, json);
        }
        json.writeEndArray();
        json.writeArrayFieldStart("versions");
        for (LineageAnswer.Version version : answer.versions()) {
            version(version, json);
        }
        json.writeEndArray();
        strings("warnings", answer.warnings(), json);
    }

    private static void root(LineageAnswer.Root root, JsonGenerator json) throws IOException {
        json.writeObjectFieldStart("root");
        json.writeStringField("thing", root.thing());
        json.writeStringField("kind", root.kind().word());
        json.writeStringField("iri", root.iri());
        strings("entities", root.entities(), json);
        json.writeEndObject();
    }

    private static void node(LineageAnswer.Node node, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("iri", node.iri());
        json.writeStringField("kind", Words.of(node.kind()));
        json.writeNumberField("depth", node.depth());
        optional("entityType", node.entity().map(LineageAnswer.EntityName::type), json);
        optional("entityId", node.entity().map(LineageAnswer.EntityName::id), json);
        optional("uri", node.uri(), json);
        optional("digest", node.digest(), json);
        optional("content", node.content(), json);
        optional("location", node.location(), json);
        run(node.generatedBy(), json);
        json.writeBooleanField("superseded", node.superseded());
        if (node.erased()) {
            json.writeBooleanField("erased", true);
        }
        json.writeEndObject();
    }

    private static void edge(LineageAnswer.Edge edge, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("from", edge.from());
        json.writeStringField("to", edge.to());
        json.writeStringField("relation", Words.of(edge.relation()));
        optional("statedAs", edge.statedAs(), json);
        json.writeStringField("direction", Words.of(edge.direction()));
        json.writeNumberField("depth", edge.depth());
        run(edge.run(), json);
        json.writeBooleanField("superseded", edge.superseded());
        json.writeEndObject();
    }

    private static void version(LineageAnswer.Version version, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("artifact", version.iri());
        optional("digest", version.digest(), json);
        json.writeStringField("at", version.time().toString());
        run(Optional.of(version.by()), json);
        json.writeBooleanField("generated", version.generated());
        json.writeBooleanField("superseded", version.superseded());
        json.writeEndObject();
    }

    private static void run(Optional<LineageAnswer.RunRef> ref, JsonGenerator json) throws IOException {
        if (ref.isPresent()) {
            RunSummary run = ref.get().summary();
            json.writeStringField("run", ref.get().run());
            json.writeStringField("runId", run.runId());
            json.writeStringField("receipt", ref.get().receipt());
            json.writeNumberField("sequence", ref.get().sequence());
            optional("operation", run.operation(), json);
            optional("agent", run.agent(), json);
            optional("time", run.time().map(Object::toString), json);
            optional("status", run.status(), json);
            optional("attestation", ref.get().attested().map(Mark::word), json);
        }
    }

    private static void optional(String name, Optional<String> value, JsonGenerator json) throws IOException {
        if (value.isPresent()) {
            json.writeStringField(name, value.get());
        }
    }

    private static void strings(String name, Iterable<String> values, JsonGenerator json) throws IOException {
        json.writeArrayFieldStart(name);
        for (String value : values) {
            json.writeString(value);
        }
        json.writeEndArray();
    }
}
