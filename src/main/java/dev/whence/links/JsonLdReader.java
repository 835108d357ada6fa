package dev.whence.links;

import com.fasterxml.jackson.databind.JsonNode;
import dev.whence.canonical.Pointers;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Reads DCAT and PROV written as JSON-LD, by the names of the members without their prefixes: contexts are often at
 * remote addresses, and nothing is fetched.
 */
final class JsonLdReader {
    private static final Set<String> REFERENCES = Set.of(
            "provenance", "wasGeneratedBy", "wasDerivedFrom", "wasRevisionOf", "used", "inSeries", "describedBy");
    private static final Set<String> MAIN = Set.of("Dataset", "DatasetSeries", "Catalog");
    private static final int DEEPEST = 8;

    private final Draft draft;
    private final Set<String> types = new HashSet<>();

    JsonLdReader(Draft draft) {
        this.draft = draft;
    }

    Document read(JsonNode json) {
        parts(json, 0);
        node(json, Pointers.ROOT, 0);
        Kind kind = types.contains("Dataset")
                ? Kind.DATASET
                : types.contains("Activity") || types.contains("Entity") ? Kind.PROVENANCE : Kind.OTHER;
        names(json, kind, 0);
        return draft.document(kind);
    }

    /** A node with nothing but an {@code @id} names something that is described elsewhere. */
    private static boolean isDescribed(JsonNode json) {
        return json.isObject() && json.size() > 1;
    }

    private void parts(JsonNode json, int depth) {
        if (isDescribed(json)) {
            draft.part(json.path("@id").asText());
        }
        if (depth < DEEPEST) {
            json.forEach(value -> parts(value, depth + 1));
        }
    }

    /** What a catalog says aside of a run, an agent or a file does not make it a document of these. */
    private void names(JsonNode json, Kind kind, int depth) {
        boolean isMain = depth == 0
                || kind != Kind.DATASET
                || each(json.path("@type")).stream()
                        .map(type -> Members.local(type.asText()))
                        .anyMatch(MAIN::contains);
        if (isDescribed(json) && isMain) {
            draft.name(json.path("@id").asText());
        }
        if (depth < DEEPEST) {
            json.forEach(value -> names(value, kind, depth + 1));
        }
    }

    private void node(JsonNode node, String pointer, int depth) {
        each(node.path("@type")).forEach(type -> types.add(Members.local(type.asText())));
        draft.version(Members.version(node));
        node.properties().forEach(member -> {
            String at = Pointers.member(pointer, member.getKey());
            String rel = Members.local(member.getKey());
            if (rel.equals("catalog_refs")) {
                member.getValue()
                        .properties()
                        .forEach(ref ->
                                reference(ref.getKey(), ref.getValue(), Pointers.member(at, ref.getKey()), depth));
            } else if (REFERENCES.contains(rel)) {
                forEach(member.getValue(), at, (value, where) -> reference(rel, value, where, depth));
            } else if (rel.equals("distribution")) {
                forEach(member.getValue(), at, this::distribution);
            } else if (rel.equals("identifier")
                    && Members.isAddress(member.getValue().asText())) {
                draft.name(member.getValue().asText());
            } else if (member.getKey().equals("@graph") || rel.equals("dataset")) {
                forEach(member.getValue(), at, (value, where) -> within(value, where, depth));
            } else if (Members.isReference(member.getKey())
                    && Members.isAddress(member.getValue().asText())) {
                draft.link(rel, member.getValue().asText(), at);
            }
        });
    }

    private void within(JsonNode value, String pointer, int depth) {
        if (value.isObject() && depth < DEEPEST) {
            node(value, pointer, depth + 1);
        }
    }

    /** Text with spaces in it is a statement in words and not a reference. */
    private void reference(String rel, JsonNode value, String pointer, int depth) {
        String href = value.isTextual() ? value.asText() : value.path("@id").asText();
        boolean alone = value.isTextual() || value.size() == 1;
        if (!href.isEmpty() && alone && (value.isObject() || href.chars().noneMatch(Character::isWhitespace))) {
            draft.link(rel, href, pointer);
        } else if (value.isObject()) {
            draft.relation(rel);
            within(value, pointer, depth);
        }
    }

    private void distribution(JsonNode distribution, String pointer) {
        distribution.properties().forEach(member -> {
            String rel = Members.local(member.getKey());
            String at = Pointers.member(pointer, member.getKey());
            if (rel.equals("downloadURL") || rel.equals("accessURL")) {
                List<String> checksums = rel.equals("downloadURL") || !has(distribution, "downloadURL")
                        ? Members.checksums(distribution)
                        : List.of();
                forEach(member.getValue(), at, (value, where) -> {
                    String href = value.isTextual()
                            ? value.asText()
                            : value.path("@id").asText();
                    if (!href.isEmpty()) {
                        draft.asset(rel, href, where, checksums, OptionalLong.empty());
                    }
                });
            }
        });
    }

    private static boolean has(JsonNode node, String local) {
        return node.properties().stream()
                .anyMatch(member -> Members.local(member.getKey()).equals(local));
    }

    @FunctionalInterface
    private interface Use {
        void of(JsonNode value, String pointer);
    }

    private static void forEach(JsonNode value, String pointer, Use use) {
        if (value.isArray()) {
            for (int i = 0; i < value.size(); i++) {
                use.of(value.path(i), Pointers.element(pointer, i));
            }
        } else {
            use.of(value, pointer);
        }
    }

    private static List<JsonNode> each(JsonNode value) {
        List<JsonNode> all = new ArrayList<>();
        forEach(value, "", (one, pointer) -> all.add(one));
        return all;
    }
}
