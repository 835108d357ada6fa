package dev.whence.gate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.whence.canonical.Pointers;
import dev.whence.dcat.DatasetRecord;
import dev.whence.dcat.ProvGraph;
import dev.whence.dcat.UnreadableException;
import dev.whence.dcat.WrittenRecord;
import dev.whence.receipt.ReceiptKind;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.Triple;

/**
 * Every text that the public form of a record tells: as it is written, and as those read it who resolve it. An address may be
 * put together from a base, a prefix, escapes, or the place where the record was harvested, and no part of it need look like
 * the whole. For one thread.
 */
final class FormTexts {
    private final List<Text> texts = new ArrayList<>();
    private final Set<String> told = new HashSet<>();
    private final ReceiptKind kind;
    private final Optional<String> address;

    /**
     * A text of a record.
     *
     * @param pointer where it stands; in what is read as triples, the property that it is the value of
     */
    record Text(String pointer, String text) {}

    private FormTexts(ReceiptKind kind, ObjectNode form) {
        this.kind = kind;
        this.address = Optional.ofNullable(form.path("source").path("url").textValue());
    }

    static List<Text> of(ReceiptKind kind, ObjectNode form) {
        FormTexts all = new FormTexts(kind, form);
        all.written("", form);
        if (!kind.isStac()) {
            all.read(form);
        }
        return all.texts;
    }

    /** Names of members are told to the public as their values are. */
    private void written(String pointer, JsonNode value) {
        if (value.isTextual()) {
            told.add(value.asText());
            texts.add(new Text(pointer, value.asText()));
        } else if (value.isObject()) {
            value.properties().forEach(member -> {
                String inner = Pointers.member(pointer, member.getKey());
                texts.add(new Text(inner + "~", member.getKey()));
                written(inner, member.getValue());
                if (kind.isStac() && member.getKey().equals("href")) {
                    resolved(inner, member.getValue().asText());
                }
            });
        } else {
            for (int i = 0; i < value.size(); i++) {
                written(Pointers.element(pointer, i), value.get(i));
            }
        }
    }

    /** A link of STAC leads to a place beside the document. */
    private void resolved(String pointer, String href) {
        try {
            address.map(URI::create)
                    .filter(base -> !base.isOpaque())
                    .ifPresent(base ->
                            texts.add(new Text(pointer, base.resolve(href).toString())));
        } catch (IllegalArgumentException unresolvable) {
            // Then it leads nowhere, and stands among the texts as it is written.
        }
    }

    private void read(ObjectNode form) {
        try {
            graph(form).find().forEachRemaining(this::triple);
        } catch (UnreadableException unreadable) {
            // Nobody reads it either: what cannot be read as a record of its kind is refused when it is to be
            // published.
        }
    }

    private void triple(Triple triple) {
        node("@id", triple.getSubject());
        node(triple.getPredicate().getURI(), triple.getObject());
    }

    /** Each text once, for it is the same wherever it stands. */
    private void node(String pointer, Node node) {
        if (!node.isBlank()) {
            String text = node.isURI() ? node.getURI() : node.getLiteralLexicalForm();
            if (told.add(text)) {
                texts.add(new Text(pointer, text));
            }
        }
    }

    private Graph graph(ObjectNode form) throws UnreadableException {
        WrittenRecord written = WrittenRecord.of(form);
        return kind == ReceiptKind.DCAT_DATASET
                ? DatasetRecord.of(written).graph()
                : ProvGraph.of(written).graph();
    }
}
