package dev.whence.gate;

import com.fasterxml.jackson.databind.JsonNode;
import dev.whence.gate.rule.RuleFiles;
import dev.whence.receipt.Iris;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.jena.graph.Node;

/**
 * What a record cites as evidence, by the names of members and properties in {@code /gate/gates.json}. Immutable; thread-safe.
 */
public final class Citations {
    private static final Pattern ITEM = Pattern.compile("stac://(?:collection/)?([^/]+)/items/([^/#]+)");

    private final Set<String> names =
            Set.copyOf(RuleFiles.texts(RuleFiles.json("/gate/gates.json").path("citations")));

    /** The references as they are written, each once, in order. */
    public List<String> of(Dossier.Described record) {
        Set<String> refs = new TreeSet<>();
        in(record.document(), refs);
        record.triples()
                .find(Node.ANY, Node.ANY, Node.ANY)
                .filterKeep(triple -> names.contains(last(triple.getPredicate().getURI())))
                .mapWith(triple -> triple.getObject())
                .forEachRemaining(ref -> refs.add(ref.isLiteral() ? ref.getLiteralLexicalForm() : ref.toString()));
        return List.copyOf(refs);
    }

    private void in(JsonNode node, Set<String> refs) {
        node.properties().forEach(member -> {
            if (names.contains(member.getKey())) {
                texts(member.getValue(), refs);
            }
        });
        node.forEach(inner -> in(inner, refs));
    }

    /** One, or a list, or objects that hold one in {@code ref}. */
    private static void texts(JsonNode value, Set<String> refs) {
        if (value.isTextual()) {
            refs.add(value.asText());
        } else if (value.isArray()) {
            value.forEach(one -> texts(one, refs));
        } else if (value.path("ref").isTextual()) {
            refs.add(value.path("ref").asText());
        }
    }

    private static String last(String iri) {
        return iri.substring(Math.max(iri.lastIndexOf('#'), iri.lastIndexOf('/')) + 1);
    }

    /** The subject of the item's record that a reference of the scheme {@code stac} names. */
    public static Optional<String> item(String address) {
        Matcher matcher = ITEM.matcher(address);
        return matcher.matches()
                ? Optional.of(Iris.segment(matcher.group(1)) + "/" + matcher.group(2))
                : Optional.empty();
    }
}
