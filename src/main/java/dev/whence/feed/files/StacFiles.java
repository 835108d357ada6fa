package dev.whence.feed.files;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.whence.canonical.Sha256;
import dev.whence.catalog.CatalogView;
import dev.whence.catalog.Change;
import dev.whence.feed.FileTarget;
import dev.whence.feed.Published;
import dev.whence.feed.PublishedRecords;
import dev.whence.feed.dcat.CatalogAbout;
import dev.whence.feed.stac.StacDocuments;
import dev.whence.receipt.Iris;
import dev.whence.receipt.StacCollection;
import dev.whence.receipt.StacItem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The published STAC records as a static catalog. Its own links are relative and there is no {@code self}, so that it is whole
 * wherever it is put (STAC best practices, "self-contained catalogs"). A collection lies in {@code
 * stac/collections/<id>/collection.json} with its items in a folder of their own, as an item may be called collection too; an
 * item whose collection is not published lies right below the catalog. For one thread.
 */
public final class StacFiles {
    private static final String ROOT = "stac/catalog.json";
    private static final String VERSION = "1.1.0";
    private static final int AT_ONCE = 500;
    private static final int LONGEST_NAME = 120;

    private final PublishedRecords records;
    private final CatalogAbout about;
    private final String organisation;
    private final StacDocuments documents;

    /** @param organisation whose catalog it is */
    public StacFiles(PublishedRecords records, CatalogAbout about, String organisation) {
        this.records = records;
        this.about = about;
        this.organisation = organisation;
        this.documents = new StacDocuments(records.iris());
    }

    /** Items first, then what leads to them, the catalog last. */
    public void write(FileTarget target) throws IOException {
        CatalogView view = records.catalog().stac(organisation).view();
        Map<String, Published> collections = new LinkedHashMap<>();
        List<Published> catalogs = new ArrayList<>();
        List<Change> items = new ArrayList<>();
        for (Change change : all(view)) {
            if (change.key().kind().equals("stac-item")) {
                items.add(change);
            } else {
                records.read(organisation, change).ifPresent(published -> {
                    if (published.publication().document() instanceof StacCollection collection) {
                        collections.put(collection.description().id(), published);
                    } else {
                        catalogs.add(published);
                    }
                });
            }
        }
        Map<String, List<String>> beside = new LinkedHashMap<>();
        List<ObjectNode> rootLinks = new ArrayList<>();
        for (Change change : items) {
            Published published = records.read(organisation, change).orElse(null);
            if (published != null && published.publication().document() instanceof StacItem item) {
                String name = name(item.description().id()) + ".json";
                String collection =
                        item.collection().filter(collections::containsKey).orElse("");
                if (collection.isEmpty()) {
                    String file = "items/" + name(item.collection().orElse("_")) + "/" + name;
                    target.put("stac/" + file, looseItem(published, item));
                    rootLinks.add(link("item", "./" + file, "application/geo+json"));
                } else {
                    beside.computeIfAbsent(collection, any -> new ArrayList<>()).add(name);
                    target.put(folder(collection) + "items/" + name, item(published));
                }
            }
        }
        for (Map.Entry<String, Published> each : collections.entrySet()) {
            target.put(
                    folder(each.getKey()) + "collection.json",
                    collection(each.getValue(), beside.getOrDefault(each.getKey(), List.of())));
            rootLinks.add(
                    link("child", "./collections/" + name(each.getKey()) + "/collection.json", "application/json"));
        }
        for (Published catalog : catalogs) {
            String file = "catalogs/" + name(catalog.publication().document().subject()) + "/catalog.json";
            target.put("stac/" + file, document(catalog, List.of(up("root", 2), up("parent", 2))));
            rootLinks.add(link("child", "./" + file, "application/json"));
        }
        target.put(ROOT, root(rootLinks));
    }

    private static List<Change> all(CatalogView view) {
        List<Change> all = new ArrayList<>();
        int after = CatalogView.START;
        for (List<Change> some = view.records(after, AT_ONCE); !some.isEmpty(); some = view.records(after, AT_ONCE)) {
            all.addAll(some);
            after = some.get(some.size() - 1).ordinal();
        }
        return all;
    }

    /** Of a file or folder: nothing that file systems read in their own way, nor longer than they take. */
    private static String name(String id) {
        String name = Iris.segment(id);
        if (name.chars().allMatch(c -> c == '.')) {
            return name.replace(".", "~2e");
        }
        return name.length() <= LONGEST_NAME
                ? name
                : name.substring(0, LONGEST_NAME) + "."
                        + Sha256.hex(id.getBytes(StandardCharsets.UTF_8)).substring(0, 12);
    }

    private static String folder(String collection) {
        return "stac/collections/" + name(collection) + "/";
    }

    private FileTarget.Content item(Published published) {
        return document(
                published,
                List.of(
                        up("root", 3),
                        link("parent", "../collection.json", "application/json"),
                        link("collection", "../collection.json", "application/json")));
    }

    /** Its collection is named by its address, where it may yet come to be. */
    private FileTarget.Content looseItem(Published published, StacItem item) {
        List<ObjectNode> links = new ArrayList<>(List.of(up("root", 2), up("parent", 2)));
        item.collection()
                .ifPresent(id -> links.add(
                        link("collection", records.iris().stacCollection(organisation, id), "application/json")));
        return document(published, links);
    }

    private FileTarget.Content collection(Published published, List<String> items) {
        List<ObjectNode> links = new ArrayList<>(List.of(up("root", 2), up("parent", 2)));
        items.forEach(name -> links.add(link("item", "./items/" + name, "application/geo+json")));
        return document(published, links);
    }

    private FileTarget.Content document(Published published, List<ObjectNode> links) {
        ObjectNode document = documents.of(organisation, published).orElseThrow();
        byte[] bytes = StacFile.bytes(document, published.iri(), links);
        return out -> out.write(bytes);
    }

    private FileTarget.Content root(List<ObjectNode> links) {
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        root.put("type", "Catalog").put("stac_version", VERSION).put("id", "catalog");
        root.put("title", about.title()).put("description", about.description());
        ArrayNode all = root.putArray("links").add(link("root", "./catalog.json", "application/json"));
        links.forEach(all::add);
        byte[] bytes = StacFile.bytes(root);
        return out -> out.write(bytes);
    }

    private static ObjectNode up(String rel, int levels) {
        return link(rel, "../".repeat(levels) + "catalog.json", "application/json");
    }

    static ObjectNode link(String rel, String href, String type) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("rel", rel)
                .put("href", href)
                .put("type", type);
    }
}
