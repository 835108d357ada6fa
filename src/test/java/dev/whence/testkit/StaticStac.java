package dev.whence.testkit;

/** A small static STAC catalog on a {@link SourceStub}: a catalog, a collection, and items that the test names. */
public final class StaticStac {
    private StaticStac() {}

    /** Writes it all anew. */
    public static void put(SourceStub source, String... items) {
        source.put("/stac/catalog.json", "application/json", """
                {"type": "Catalog", "stac_version": "1.1.0", "id": "rivers", "description": "Rivers.", "links": [
                  {"rel": "root", "href": "./catalog.json"},
                  {"rel": "child", "href": "./levels/collection.json"}]}
                """);
        StringBuilder links = new StringBuilder("{\"rel\": \"parent\", \"href\": \"../catalog.json\"}");
        for (String item : items) {
            links.append(", {\"rel\": \"item\", \"href\": \"./").append(item).append(".json\"}");
            putItem(source, item, "Level of a river.");
        }
        source.put("/stac/levels/collection.json", "application/json", """
                {"type": "Collection", "stac_version": "1.1.0", "id": "levels", "description": "Levels of rivers.",
                 "license": "CC-BY-4.0",
                 "extent": {"spatial": {"bbox": [[9.5, 46.5, 13, 48.5]]},
                            "temporal": {"interval": [["2020-01-01T00:00:00Z", null]]}},
                 "links": [%s]}
                """.formatted(links));
    }

    /** Writes one item anew. */
    public static void putItem(SourceStub source, String item, String description) {
        source.put("/stac/levels/" + item + ".json", "application/geo+json", item(item, description));
    }

    public static String item(String id, String description) {
        return """
                {"type": "Feature", "stac_version": "1.1.0", "id": "%s", "collection": "levels", "geometry": null,
                 "properties": {"datetime": "2026-03-01T12:00:00Z", "description": "%s"},
                 "links": [{"rel": "collection", "href": "./collection.json"}],
                 "assets": {"data": {"href": "./%s.csv", "type": "text/csv"}}}
                """.formatted(id, description, id);
    }
}
