package dev.whence.links;

import com.fasterxml.jackson.databind.JsonNode;
import dev.whence.canonical.Pointers;
import java.util.OptionalLong;

/** Reads STAC catalogs, collections and items, of any version and with whatever is broken in them. */
final class StacReader {
    private final Draft draft;

    StacReader(Draft draft) {
        this.draft = draft;
    }

    Document read(JsonNode json) {
        Kind kind = kind(json);
        draft.id(json.path("id").asText());
        draft.collection(json.path("collection").asText());
        draft.version(Members.version(json));
        draft.version(Members.version(json.path("properties")));
        readLinks(json.path("links"));
        readAssets(json.path("assets"));
        references(json, Pointers.ROOT);
        references(json.path("properties"), "/properties");
        return draft.document(kind);
    }

    /** Documents before STAC 1.0 are told apart by their members. */
    private static Kind kind(JsonNode json) {
        return switch (json.path("type").asText()) {
            case "Feature" -> Kind.ITEM;
            case "Collection" -> Kind.COLLECTION;
            case "Catalog" -> Kind.CATALOG;
            default -> json.has("extent") ? Kind.COLLECTION : json.has("geometry") ? Kind.ITEM : Kind.CATALOG;
        };
    }

    private void readLinks(JsonNode links) {
        for (int i = 0; i < links.size(); i++) {
            JsonNode link = links.path(i);
            String pointer = Pointers.element("/links", i);
            String href = link.path("href").asText();
            if (!link.path("rel").isTextual() || !link.path("href").isTextual()) {
                draft.fault(Code.E_LINK_MALFORMED, pointer, href, "A link has a rel and an href, both text.");
                continue;
            }
            String rel = link.path("rel").asText();
            if (rel.equals("self") && Members.isAddress(href)) {
                draft.name(href);
            }
            draft.link(rel, href, pointer);
        }
    }

    private void readAssets(JsonNode assets) {
        assets.properties().forEach(entry -> {
            JsonNode asset = entry.getValue();
            String pointer = Pointers.member("/assets", entry.getKey());
            draft.relation(entry.getKey());
            asset.path("roles").forEach(role -> draft.relation(role.asText()));
            if (!asset.path("href").isTextual()) {
                draft.fault(Code.E_LINK_MALFORMED, pointer, "", "An asset has an href, which is text.");
                return;
            }
            JsonNode size = asset.path("file:size");
            draft.asset(
                    entry.getKey(),
                    asset.path("href").asText(),
                    pointer,
                    Members.checksums(asset),
                    size.isIntegralNumber() ? OptionalLong.of(size.asLong()) : OptionalLong.empty());
        });
    }

    /** Members like {@code kfm:run_receipt_ref} that hold a name and not a path. */
    private void references(JsonNode object, String pointer) {
        object.properties().forEach(member -> {
            String value = member.getValue().isTextual() ? member.getValue().asText() : "";
            if (Members.isReference(member.getKey()) && Members.isAddress(value)) {
                draft.link(member.getKey(), value, Pointers.member(pointer, member.getKey()));
            }
        });
    }
}
