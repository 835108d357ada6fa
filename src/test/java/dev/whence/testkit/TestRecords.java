package dev.whence.testkit;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;

/** Makes STAC records that go with receipts of {@link TestReceipts}: valid as they begin, to be changed at will. */
public final class TestRecords {
    public static final String VERSION = "rivers@2026-10";

    private TestRecords() {}

    /** A file that a run made, as the records have it. */
    public static String digest(String run) {
        return TestReceipts.digest("out/" + run);
    }

    /** The receipt of a run that made the file of an item, and was allowed. */
    public static TestReceipts receipt(String run) {
        return allowed(TestReceipts.bare("kfm://run/" + run).output("published/" + run + ".csv", digest(run)));
    }

    private static TestReceipts allowed(TestReceipts receipt) {
        ((ObjectNode) receipt.json().path("policy")).put("decision", "allow");
        return receipt;
    }

    /** An obligation of a receipt's policy decision. */
    public static ObjectNode obligation(TestReceipts receipt, String type) {
        return ((ObjectNode) receipt.json().path("policy"))
                .withArray("obligations")
                .addObject()
                .put("type", type);
    }

    /** An item of a collection, described in full, whose one asset a run made. */
    public static ObjectNode item(String collection, String id, String run) {
        ObjectNode item = JsonNodeFactory.instance.objectNode();
        item.put("type", "Feature").put("stac_version", "1.1.0").put("id", id).put("collection", collection);
        item.putArray("stac_extensions").add("https://stac-extensions.github.io/file/v2.1.0/schema.json");
        item.putObject("geometry")
                .put("type", "Point")
                .putArray("coordinates")
                .add(10.512345)
                .add(47.254321);
        item.putArray("bbox").add(10.512345).add(47.254321).add(10.512345).add(47.254321);
        ObjectNode properties = item.putObject("properties");
        properties.put("datetime", "2026-10-15T00:00:00Z").put("title", "Levels, " + id);
        properties.put("description", "Levels of a gauge.").put("license", "CC-BY-4.0");
        properties.put("kfm:dataset_version_id", "kfm://dataset/" + VERSION).put("kfm:policy_label", "public");
        properties
                .putArray("providers")
                .addObject()
                .put("name", "Office of Rivers")
                .putArray("roles")
                .add("producer");
        var links = item.putArray("links");
        links.addObject()
                .put("rel", "collection")
                .put("href", "https://catalog.example/" + collection + ".json")
                .put("type", "application/json");
        links.addObject().put("rel", "processing-execution").put("href", "kfm://run/" + run);
        item.putObject("assets")
                .putObject("data")
                .put("href", "https://data.example/published/" + run + ".csv")
                .put("type", "text/csv")
                .put("file:checksum", "1220" + digest(run).substring("sha256:".length()));
        return item;
    }

    /** A collection, described in full. */
    public static ObjectNode collection(String id) {
        ObjectNode collection = JsonNodeFactory.instance.objectNode();
        collection.put("type", "Collection").put("stac_version", "1.1.0").put("id", id);
        collection
                .put("title", "Rivers")
                .put("description", "Levels of rivers.")
                .put("license", "CC-BY-4.0");
        collection.put("kfm:dataset_version_id", "kfm://dataset/" + VERSION);
        collection
                .putArray("providers")
                .addObject()
                .put("name", "Office of Rivers")
                .putArray("roles")
                .add("producer");
        ObjectNode extent = collection.putObject("extent");
        extent.putObject("spatial")
                .putArray("bbox")
                .addArray()
                .add(9.5)
                .add(46.5)
                .add(13)
                .add(48.5);
        extent.putObject("temporal")
                .putArray("interval")
                .addArray()
                .add("2026-10-01T00:00:00Z")
                .addNull();
        collection.putArray("links");
        return collection;
    }

    public static byte[] bytes(ObjectNode json) {
        return json.toString().getBytes(StandardCharsets.UTF_8);
    }
}
