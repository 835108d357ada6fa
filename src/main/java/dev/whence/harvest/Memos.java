package dev.whence.harvest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.whence.harvest.web.Validators;
import dev.whence.receipt.RecordName;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Writes what is kept as lines of JSON, and reads them. */
final class Memos {
    private Memos() {}

    static ObjectNode json(String url, PageMemo page) {
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("url", url);
        page.validators().etag().ifPresent(tag -> json.put("etag", tag));
        page.validators().lastModified().ifPresent(at -> json.put("last_modified", at));
        json.put("digest", page.digest());
        if (page.isImmutable()) {
            json.put("immutable", true);
        }
        put(json, "links", page.links());
        put(json, "ids", page.ids());
        if (page.isListing()) {
            json.put("listing", true);
        }
        page.total().ifPresent(total -> json.put("total", total));
        put(json, "troubles", page.troubles());
        return json;
    }

    static PageMemo page(JsonNode json) {
        return new PageMemo(
                new Validators(text(json, "etag"), text(json, "last_modified")),
                json.path("digest").asText(),
                json.path("immutable").asBoolean(),
                texts(json, "links"),
                texts(json, "ids"),
                json.path("listing").asBoolean(),
                json.has("total") ? OptionalLong.of(json.path("total").asLong()) : OptionalLong.empty(),
                texts(json, "troubles"));
    }

    static ObjectNode json(String id, RecordMemo record) {
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("id", id);
        json.put("digest", record.digest()).put("url", record.url());
        record.name().ifPresent(name -> json.put("name", name.text()));
        record.at().ifPresent(at -> json.put("at", at.toString()));
        if (!record.isThere()) {
            json.put("gone", true);
        }
        put(json, "refusal", record.refusal());
        return json;
    }

    static RecordMemo record(JsonNode json) {
        return new RecordMemo(
                json.path("digest").asText(),
                json.path("url").asText(),
                text(json, "name").flatMap(RecordName::parse),
                text(json, "at").map(Instant::parse),
                !json.path("gone").asBoolean(),
                texts(json, "refusal"));
    }

    private static void put(ObjectNode json, String name, List<String> texts) {
        if (!texts.isEmpty()) {
            texts.forEach(json.putArray(name)::add);
        }
    }

    private static Optional<String> text(JsonNode json, String name) {
        return json.path(name).isTextual() ? Optional.of(json.path(name).textValue()) : Optional.empty();
    }

    private static List<String> texts(JsonNode json, String name) {
        List<String> texts = new ArrayList<>();
        json.path(name).forEach(text -> texts.add(text.asText()));
        return texts;
    }
}
