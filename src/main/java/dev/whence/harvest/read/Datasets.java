package dev.whence.harvest.read;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.whence.dcat.RdfSyntax;
import dev.whence.dcat.RecordSplitter;
import dev.whence.receipt.ReceiptKind;
import dev.whence.receipt.RecordSource;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds the datasets in a document of RDF or of DCAT-US, and makes of each a record of its own. */
final class Datasets {
    /** A document without any is as good as another: the catalog may be empty. */
    private static final String NONE = "dcat:no-dataset";

    private static final String DATASET = ReceiptKind.DCAT_DATASET.ledgerName();
    private static final String SOURCE = "source";

    private static final String LISTED = "dataset";
    private static final int AT_ONCE = 500;

    private Datasets() {}

    /**
     * Takes a document of RDF apart.
     *
     * @param troubles gets what was left out, and why
     */
    static List<Found> rdf(Document document, RdfSyntax syntax, List<String> troubles) throws UnreadableException {
        String text = Text.of(document, syntax == RdfSyntax.RDF_XML);
        try {
            return found(RecordSplitter.rdf(text, syntax, place(document)), document, troubles);
        } catch (dev.whence.dcat.UnreadableException unreadable) {
            return none(unreadable);
        }
    }

    /** The same for JSON of DCAT-US. */
    static List<Found> dcatUs(Document document, List<String> troubles) throws UnreadableException {
        try {
            List<Found> found = new ArrayList<>();
            for (JsonNode part : parts(Json.object(document.body()))) {
                found.addAll(found(RecordSplitter.json(part, place(document)), document, troubles));
            }
            return found;
        } catch (dev.whence.dcat.UnreadableException unreadable) {
            return none(unreadable);
        }
    }

    /** It is the whole catalog in one document, of which a graph at once would be too large. */
    private static List<JsonNode> parts(JsonNode catalog) {
        if (!(catalog instanceof ObjectNode whole) || catalog.path(LISTED).size() <= AT_ONCE) {
            return List.of(catalog);
        }
        List<JsonNode> parts = new ArrayList<>();
        ArrayNode listed = JsonNodeFactory.instance.arrayNode();
        for (JsonNode dataset : whole.path(LISTED)) {
            if (listed.isEmpty()) {
                ObjectNode part = JsonNodeFactory.instance.objectNode();
                part.setAll(whole);
                parts.add(part.set(LISTED, listed));
            }
            listed.add(dataset);
            if (listed.size() == AT_ONCE) {
                listed = JsonNodeFactory.instance.arrayNode();
            }
        }
        return parts;
    }

    private static List<Found> none(dev.whence.dcat.UnreadableException unreadable) throws UnreadableException {
        if (unreadable.rule().equals(NONE)) {
            return List.of();
        }
        throw new UnreadableException(unreadable.message());
    }

    /** Only the place is told here; when a record was retrieved is said where it is handed in. */
    private static Optional<RecordSource> place(Document document) {
        String url = document.url().toString();
        return Optional.of(new RecordSource(url, url, Instant.EPOCH, Optional.empty()));
    }

    private static List<Found> found(List<ObjectNode> envelopes, Document document, List<String> troubles) {
        List<Found> found = new ArrayList<>();
        for (ObjectNode envelope : envelopes) {
            if (!envelope.path("record").asText().equals(DATASET)) {
                continue;
            }
            envelope.remove(SOURCE);
            Optional<String> id = id(envelope.path("document"));
            if (id.isPresent()) {
                found.add(new Found(id.get(), ReceiptKind.DCAT_DATASET, envelope, document.url(), Optional.empty()));
            } else {
                troubles.add("a dataset with neither an IRI nor an identifier stands there");
            }
        }
        return found;
    }

    /** Its IRI, else its identifier. */
    private static Optional<String> id(JsonNode dataset) {
        JsonNode iri = dataset.path("@id");
        return iri.isTextual() ? Optional.of(iri.textValue()) : identifier(dataset);
    }

    private static Optional<String> identifier(JsonNode dataset) {
        for (String name : List.of("identifier", "dct:identifier", "dcterms:identifier")) {
            JsonNode value = dataset.path(name);
            JsonNode first = value.isArray() ? value.path(0) : value;
            String text = first.isObject() ? first.path("@value").asText() : first.asText();
            if (!text.isEmpty()) {
                return Optional.of(text);
            }
        }
        return Optional.empty();
    }
}
