package dev.whence.harvest.read;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.whence.receipt.ReceiptKind;
import dev.whence.receipt.StacItem;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Reads STAC: the documents of a static catalog, which lead to their children and items; and the answers of a STAC API 1.0,
 * which lists its collections and their items page by page.
 */
public final class StacReader implements PageReader {
    /** On a listing with these nobody needs to follow what leads to each by itself. */
    private static final Set<String> DOWN = Set.of("child", "item");

    static boolean isStac(JsonNode tree) {
        return tree.has("stac_version") && tree.has("type");
    }

    @Override
    public Page read(Document document) throws UnreadableException {
        JsonNode tree = Json.object(document.body());
        Draft draft = new Draft(document);
        switch (tree.path("type").asText()) {
            case "FeatureCollection" -> draft.items(tree);
            case "Feature" -> draft.record(tree, ReceiptKind.STAC_ITEM, document.url());
            case "Collection" -> draft.collection(tree, document.url());
            case "Catalog" -> draft.catalog(tree);
            default -> {
                if (!tree.path("collections").isArray()) {
                    throw new UnreadableException("it is no STAC document, nor a listing of such");
                }
                draft.collections(tree);
            }
        }
        return draft.page();
    }

    /** One page, while it is read. */
    private static final class Draft {
        private final Document document;
        private final List<Page.Event> events = new ArrayList<>();
        private final List<URI> links = new ArrayList<>();
        private final List<String> troubles = new ArrayList<>();
        private boolean isListing;
        private OptionalLong total = OptionalLong.empty();

        Draft(Document document) {
            this.document = document;
        }

        Page page() {
            return new Page(events, links, isListing, total, troubles, document.isImmutable());
        }

        /** Its count is of this listing alone, whatever others the source has (OGC API Features, {@code fc-numberMatched}). */
        void items(JsonNode listing) {
            isListing = true;
            JsonNode matched = listing.path("numberMatched");
            total = matched.canConvertToLong() ? OptionalLong.of(matched.longValue()) : OptionalLong.empty();
            listing.path("features")
                    .forEach(item ->
                            record(item, ReceiptKind.STAC_ITEM, self(item).orElse(document.url())));
            follow(listing, document.url(), Set.of("next"));
        }

        void collections(JsonNode listing) {
            listing.path("collections")
                    .forEach(collection ->
                            collection(collection, self(collection).orElse(document.url())));
            follow(listing, document.url(), Set.of("next"));
        }

        /** An API lists a collection's items; a static collection leads to each. */
        void collection(JsonNode collection, URI url) {
            record(collection, ReceiptKind.STAC_COLLECTION, url);
            if (!follow(collection, url, Set.of("items"))) {
                follow(collection, url, DOWN);
            }
        }

        /** An API lists all its collections, so that those need not be asked for one by one. */
        void catalog(JsonNode catalog) {
            record(catalog, ReceiptKind.STAC_CATALOG, document.url());
            if (!follow(catalog, document.url(), Set.of("data"))) {
                follow(catalog, document.url(), DOWN);
            }
        }

        void record(JsonNode record, ReceiptKind kind, URI url) {
            if (!record.path("id").isTextual()) {
                troubles.add("a record without an id stands at " + url);
                return;
            }
            ObjectNode envelope = JsonNodeFactory.instance.objectNode();
            envelope.put("record", kind.ledgerName()).set("document", record);
            events.add(new Page.Event.There(new Found(id(record, kind), kind, envelope, url, Optional.empty())));
        }

        private static String id(JsonNode record, ReceiptKind kind) {
            String id = record.path("id").asText();
            String within =
                    kind == ReceiptKind.STAC_ITEM ? record.path("collection").asText(StacItem.NO_COLLECTION) + "/" : "";
            return kind.ledgerName() + " " + within + id;
        }

        /** @return whether there was anything to follow */
        private boolean follow(JsonNode from, URI base, Set<String> rels) {
            boolean any = false;
            for (JsonNode link : from.path("links")) {
                if (rels.contains(link.path("rel").asText())) {
                    any = true;
                    add(link, base);
                }
            }
            return any;
        }

        private void add(JsonNode link, URI base) {
            String method = link.path("method").asText("GET").toUpperCase(Locale.ROOT);
            Optional<URI> target = Addresses.resolve(base, link.path("href").asText());
            if (target.isEmpty() || !method.equals("GET")) {
                troubles.add("a link '" + link.path("rel").asText() + "' of " + base + " cannot be followed");
            } else {
                links.add(target.get());
            }
        }

        private Optional<URI> self(JsonNode record) {
            for (JsonNode link : record.path("links")) {
                if (link.path("rel").asText().equals("self")) {
                    return Addresses.resolve(document.url(), link.path("href").asText());
                }
            }
            return Optional.empty();
        }
    }
}
