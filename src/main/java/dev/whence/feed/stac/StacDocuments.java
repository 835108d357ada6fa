package dev.whence.feed.stac;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.whence.catalog.Change;
import dev.whence.feed.Published;
import dev.whence.receipt.Iris;
import dev.whence.receipt.StacCatalog;
import dev.whence.receipt.StacCollection;
import dev.whence.receipt.StacItem;
import dev.whence.receipt.StacRecord;
import dev.whence.vocab.Prov;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.jena.graph.Node;

/**
 * The document of a published record as the API gives it: what was published, member by member, but for what says where it
 * lies and when the catalog changed. Its links lead from here to where it was made and to the proof of that. Safe to share.
 */
public final class StacDocuments {
    private static final String TURTLE = "text/turtle";
    private static final String HTML = "text/html";
    private static final String EXECUTION = "processing-execution";
    private static final String DERIVED_FROM = "derived_from";

    /** What says where a document lies; it lies elsewhere now. */
    private static final Set<String> PLACES = Set.of(
            "self",
            "root",
            "parent",
            "collection",
            "items",
            "item",
            "child",
            "data",
            "search",
            "conformance",
            "next",
            "prev",
            "service-desc",
            "service-doc",
            "queryables");

    /** What names a thing rather than a document: told by the graph, which knows where it is described. */
    private static final Set<String> LINEAGE = Set.of(EXECUTION, DERIVED_FROM);

    private final ObjectMapper json = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();
    private final Iris iris;

    public StacDocuments(Iris iris) {
        this.iris = iris;
    }

    /** Nothing where it is no record of STAC. */
    public Optional<ObjectNode> of(String organisation, Published published) {
        return published.publication().document() instanceof StacRecord record
                ? Optional.of(document(new StacAddresses(iris, organisation), published, record))
                : Optional.empty();
    }

    /** Whether a relation says where a document lies, and so has to be said anew wherever it is put. */
    public static boolean isPlace(String relation) {
        return PLACES.contains(relation);
    }

    private ObjectNode document(StacAddresses addresses, Published published, StacRecord record) {
        ObjectNode document = read(record);
        OriginalPlace place = OriginalPlace.of(document, record.source());
        Links links = new Links();
        String self = published.iri();
        if (record instanceof StacItem item) {
            links.add("self", self, Links.GEO_JSON).add("root", addresses.root(), Links.JSON);
            collection(document, addresses, item, links);
        } else {
            links.add("self", self, Links.JSON)
                    .add("root", addresses.root(), Links.JSON)
                    .add("parent", addresses.root(), Links.JSON);
            if (record instanceof StacCollection collection) {
                links.add("items", addresses.items(collection.subject()), Links.GEO_JSON);
            }
        }
        original(document, place, record instanceof StacCatalog, links);
        lineage(published, links);
        evidence(addresses, published, links);
        document.set("links", links.json());
        resolveAssets(document, place);
        times(document, published, record instanceof StacItem);
        return document;
    }

    /** The address of a collection is its name, also where nobody published it: then the address answers that it is not here. */
    private static void collection(ObjectNode document, StacAddresses addresses, StacItem item, Links links) {
        if (item.collection().isPresent()) {
            String collection = addresses.collection(item.collection().get());
            links.add("parent", collection, Links.JSON).add("collection", collection, Links.JSON);
        } else {
            document.remove("collection");
            links.add("parent", addresses.root(), Links.JSON);
        }
    }

    /** What STAC 1.0 allowed is allowed in 1.1, so the whole API speaks one version. */
    private ObjectNode read(StacRecord record) {
        try {
            ObjectNode document =
                    (ObjectNode) json.readTree(record.description().whole());
            return document.put("stac_version", StacApi.STAC_VERSION);
        } catch (JsonProcessingException neverTakenIn) {
            throw new IllegalStateException("a record of STAC is JSON", neverTakenIn);
        }
    }

    /** A catalog's children are documents wherever they lie; those of a collection are found through the API. */
    private static void original(ObjectNode document, OriginalPlace place, boolean isCatalog, Links links) {
        for (JsonNode one : document.path("links")) {
            String rel = Links.text(one, "rel");
            boolean isChild = isCatalog && (rel.equals("child") || rel.equals("item"));
            String href = place.resolve(Links.text(one, "href"));
            boolean isKept = LINEAGE.contains(rel) ? OriginalPlace.isOnTheWeb(href) : isChild || !PLACES.contains(rel);
            if (isKept && one instanceof ObjectNode link) {
                links.add(link.deepCopy().put("href", href));
            }
        }
    }

    private static void lineage(Published published, Links links) {
        said(published, Prov.WAS_GENERATED_BY).stream()
                .filter(run -> !links.leadsTo(EXECUTION, run))
                .forEach(run -> links.add(EXECUTION, run, TURTLE, "The run that made it"));
        said(published, Prov.WAS_DERIVED_FROM).stream()
                .filter(source -> !links.leadsTo(DERIVED_FROM, source))
                .forEach(source -> links.add(DERIVED_FROM, source, TURTLE));
    }

    private static List<String> said(Published published, Node property) {
        return published.triples().stream()
                .filter(triple -> triple.getPredicate().equals(property)
                        && triple.getSubject().isURI()
                        && triple.getSubject().getURI().equals(published.iri())
                        && triple.getObject().isURI())
                .map(triple -> triple.getObject().getURI())
                .sorted()
                .toList();
    }

    private static void evidence(StacAddresses addresses, Published published, Links links) {
        String receipt = addresses.receipt(published.id().text());
        links.add("via", receipt, Links.JSON, "The receipt of its publication")
                .add("via", receipt + "/proof", "text/plain", "A proof that this is in the ledger")
                .add("alternate", published.iri(), TURTLE, "The same as DCAT")
                .add("alternate", published.iri(), HTML, "The same as a page")
                .add("describedby", published.record(), TURTLE, "What the catalog says of this record");
    }

    private static void resolveAssets(ObjectNode document, OriginalPlace place) {
        for (JsonNode one : document.path("assets")) {
            if (one instanceof ObjectNode asset && asset.path("href").isTextual()) {
                asset.put("href", place.resolve(asset.path("href").textValue()));
            }
        }
    }

    /** When the record came into this catalog, and changed here: what {@code updated} is searched by. */
    private static void times(ObjectNode document, Published published, boolean isItem) {
        ObjectNode common =
                isItem && document.path("properties") instanceof ObjectNode properties ? properties : document;
        Change change = published.change();
        if (!common.path("created").isTextual()) {
            common.put("created", change.issued().toString());
        }
        common.put("updated", change.time().toString());
        published.publication().notice().ifPresent(notice -> common.put("whence:notice", notice));
    }
}
