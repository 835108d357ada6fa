package dev.whence.dcat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.whence.receipt.ReceiptKind;
import dev.whence.receipt.RecordSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;

/**
 * Takes a catalog document apart into records, each as the JSON that intake reads. A document that is one record stays as it
 * is; of many datasets each becomes one envelope with its own description, in the same bytes whenever the same is said.
 * Stateless; thread-safe.
 */
public final class RecordSplitter {
    private RecordSplitter() {}

    /**
     * Takes a document of RDF apart.
     *
     * @param source where it was harvested; its URL is what relative references are resolved against
     * @throws UnreadableException as {@link RdfDocument#read}, and by {@code dcat:no-dataset} where there is neither a dataset
     *     nor an activity
     */
    public static List<ObjectNode> rdf(String text, RdfSyntax syntax, Optional<RecordSource> source)
            throws UnreadableException {
        CatalogGraph catalog = new CatalogGraph(graph(text, syntax, source));
        if (!catalog.datasets().isEmpty()) {
            return datasets(catalog, source);
        }
        if (!catalog.hasActivity()) {
            throw noDataset();
        }
        ObjectNode envelope = envelope(ReceiptKind.PROV_DOCUMENT, source);
        envelope.put("media_type", syntax.mediaType()).put("body", text);
        return List.of(envelope);
    }

    /**
     * Takes a JSON document apart: STAC, GeoJSON of Items, DCAT-US, JSON-LD, PROV-JSON.
     *
     * @throws UnreadableException as {@link #rdf}, and by {@code catalog:no-record} where it is nothing of a catalog
     */
    public static List<ObjectNode> json(JsonNode json, Optional<RecordSource> source) throws UnreadableException {
        if (json instanceof ObjectNode object) {
            Optional<List<ObjectNode>> whole = whole(object, source);
            if (whole.isPresent()) {
                return whole.get();
            }
        }
        if (json instanceof ObjectNode object && !object.has("@type") && RecordForms.isDataset(object)) {
            return List.of(wrapped(ReceiptKind.DCAT_DATASET, object, source));
        }
        if (!RecordForms.isJsonLd(json)) {
            throw noRecord();
        }
        CatalogGraph catalog = new CatalogGraph(graph(json.toString(), RdfSyntax.JSON_LD, source));
        if (!catalog.datasets().isEmpty()) {
            boolean itself = json.isObject() && catalog.datasets().size() == 1 && RecordForms.isDataset(json);
            return itself
                    ? List.of(wrapped(ReceiptKind.DCAT_DATASET, (ObjectNode) json, source))
                    : datasets(catalog, source);
        }
        if (catalog.hasActivity() && json instanceof ObjectNode object) {
            return List.of(wrapped(ReceiptKind.PROV_DOCUMENT, object, source));
        }
        throw noDataset();
    }

    /** What need not be read as a graph to be told apart. */
    private static Optional<List<ObjectNode>> whole(ObjectNode object, Optional<RecordSource> source)
            throws UnreadableException {
        if (object.path("record").isTextual()) {
            boolean known = ReceiptKind.named(object.path("record").textValue())
                    .filter(ReceiptKind::isRecord)
                    .isPresent();
            if (!known) {
                throw noRecord();
            }
            return Optional.of(List.of(object));
        }
        if (object.has("stac_version") && object.path("type").asText().equals("FeatureCollection")
                || object.path("features").isArray()) {
            return Optional.of(members(object, "features", source));
        }
        if (object.path("collections").isArray() && !object.has("stac_version")) {
            return Optional.of(members(object, "collections", source));
        }
        if (object.has("stac_version")) {
            return Optional.of(List.of(wrapped(stac(object), object, source)));
        }
        return RecordForms.isProvJson(object) && !object.has("@graph")
                ? Optional.of(List.of(wrapped(ReceiptKind.PROV_DOCUMENT, object, source)))
                : Optional.empty();
    }

    private static List<ObjectNode> members(ObjectNode object, String name, Optional<RecordSource> source)
            throws UnreadableException {
        List<ObjectNode> records = new ArrayList<>();
        for (JsonNode member : object.path(name)) {
            if (!(member instanceof ObjectNode record)) {
                throw noRecord();
            }
            records.add(wrapped(stac(record), record, source));
        }
        if (records.isEmpty()) {
            throw noRecord();
        }
        return records;
    }

    private static ReceiptKind stac(ObjectNode object) {
        return switch (object.path("type").asText()) {
            case "Collection" -> ReceiptKind.STAC_COLLECTION;
            case "Catalog" -> ReceiptKind.STAC_CATALOG;
            default -> ReceiptKind.STAC_ITEM;
        };
    }

    private static List<ObjectNode> datasets(CatalogGraph catalog, Optional<RecordSource> source)
            throws UnreadableException {
        List<ObjectNode> records = new ArrayList<>();
        for (Node dataset : catalog.datasets()) {
            ObjectNode envelope = envelope(ReceiptKind.DCAT_DATASET, source);
            envelope.set("document", catalog.document(dataset));
            records.add(envelope);
        }
        return records.stream().distinct().toList();
    }

    /** A record that somebody hands in needs no envelope; one that was harvested says where. */
    private static ObjectNode wrapped(ReceiptKind kind, ObjectNode document, Optional<RecordSource> source) {
        if (source.isEmpty()) {
            return document;
        }
        ObjectNode envelope = envelope(kind, source);
        envelope.set("document", document);
        return envelope;
    }

    private static ObjectNode envelope(ReceiptKind kind, Optional<RecordSource> source) {
        ObjectNode envelope = JsonNodeFactory.instance.objectNode().put("record", kind.ledgerName());
        source.ifPresent(from -> {
            ObjectNode said = envelope.putObject("source")
                    .put("catalog", from.catalog())
                    .put("url", from.url())
                    .put("retrieved_at", from.retrievedAt().toString());
            from.etag().ifPresent(etag -> said.put("etag", etag));
        });
        return envelope;
    }

    private static Graph graph(String text, RdfSyntax syntax, Optional<RecordSource> source)
            throws UnreadableException {
        return RdfDocument.read(text, syntax, source.map(RecordSource::url));
    }

    private static UnreadableException noDataset() {
        return new UnreadableException(
                "dcat:no-dataset", "The document describes no dcat:Dataset, and tells of no prov:Activity.");
    }

    private static UnreadableException noRecord() {
        return new UnreadableException(
                "catalog:no-record",
                "This is no record of a catalog: send STAC, DCAT, DCAT-US or PROV, or a collection of them.");
    }
}
