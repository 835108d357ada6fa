package dev.whence.links;

import com.fasterxml.jackson.databind.JsonNode;
import dev.whence.canonical.Pointers;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Reads the PROV sidecars of KFM: maps of entities, activities and agents, and relations that name them. They call
 * themselves JSON-LD and are not.
 */
final class ProvReader {
    private static final List<String> DECLARATIONS = List.of("entity", "activity", "agent");
    private static final Set<String> ENDS = Set.of(
            "entity",
            "activity",
            "agent",
            "plan",
            "generatedEntity",
            "usedEntity",
            "informed",
            "informant",
            "delegate",
            "responsible",
            "used",
            "generated");

    private final Draft draft;
    private final Set<String> declared = new HashSet<>();

    ProvReader(Draft draft) {
        this.draft = draft;
    }

    Document read(JsonNode json) {
        for (String kind : DECLARATIONS) {
            json.path(kind).properties().forEach(node -> {
                declared.add(node.getKey());
                draft.version(Members.version(node.getValue()));
                String identifier = node.getValue().path("dct:identifier").asText();
                if (Members.isAddress(identifier)) {
                    draft.name(identifier);
                }
            });
        }
        draft.version(Members.version(json));
        if (json.path("activity").isEmpty()) {
            draft.fault(
                    Code.E_PROV_NO_ACTIVITY,
                    Pointers.ROOT,
                    "",
                    "The sidecar tells of no activity; say which run made what it describes.");
        }
        json.properties()
                .forEach(member -> ends(member.getKey(), member.getValue(), Pointers.member("", member.getKey())));
        json.path("kfm:catalog_refs")
                .properties()
                .forEach(ref -> draft.link(
                        ref.getKey(), ref.getValue().asText(), Pointers.member("/kfm:catalog_refs", ref.getKey())));
        return draft.document(Kind.PROVENANCE);
    }

    /** One relation, a list of them, or a map of them by their own ids; a node may name others by {@code prov:used}. */
    private void ends(String relation, JsonNode value, String pointer) {
        if (relation.startsWith("@") || relation.contains(":") && !relation.startsWith("prov:")) {
            return;
        }
        boolean nested = value.isArray()
                || DECLARATIONS.contains(relation)
                || value.properties().stream().noneMatch(member -> ENDS.contains(Members.local(member.getKey())));
        if (!nested) {
            end(value, pointer);
        } else if (value.isArray()) {
            for (int i = 0; i < value.size(); i++) {
                end(value.path(i), Pointers.element(pointer, i));
            }
        } else {
            value.properties().forEach(one -> end(one.getValue(), Pointers.member(pointer, one.getKey())));
        }
    }

    private void end(JsonNode relation, String pointer) {
        relation.properties().forEach(member -> {
            if (member.getKey().startsWith("prov:") && ENDS.contains(Members.local(member.getKey()))) {
                String at = Pointers.member(pointer, member.getKey());
                if (member.getValue().isArray()) {
                    for (int i = 0; i < member.getValue().size(); i++) {
                        mustBeDeclared(member.getValue().path(i), Pointers.element(at, i));
                    }
                } else {
                    mustBeDeclared(member.getValue(), at);
                }
            }
        });
    }

    private void mustBeDeclared(JsonNode end, String pointer) {
        String id = end.isObject() ? end.path("@id").asText() : end.asText();
        if (!declared.contains(id)) {
            draft.fault(Code.E_PROV_UNDECLARED, pointer, id, "The sidecar names something that it does not declare.");
        }
    }
}
