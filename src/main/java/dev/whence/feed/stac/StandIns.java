package dev.whence.feed.stac;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.whence.receipt.StacItem;

/**
 * What stands where Items need a collection and none is published: those that name none lie in {@code _}. It says so, and
 * claims nothing of them.
 */
final class StandIns {
    private StandIns() {}

    static ObjectNode collection(StacAddresses addresses, String id) {
        ObjectNode collection = JsonNodeFactory.instance.objectNode();
        collection.put("type", "Collection").put("stac_version", StacApi.STAC_VERSION).put("id", id);
        boolean isNamed = !id.equals(StacItem.NO_COLLECTION);
        collection.put("title", isNamed ? id : "Items without a collection");
        collection.put(
                "description",
                isNamed
                        ? "Items that say to be in the collection " + id + ", which is not published here."
                        : "Items that are published here and are in no collection.");
        collection.put("license", "other");
        ObjectNode extent = collection.putObject("extent");
        extent.putObject("spatial")
                .putArray("bbox")
                .addArray()
                .add(-180)
                .add(-90)
                .add(180)
                .add(90);
        extent.putObject("temporal").putArray("interval").addArray().addNull().addNull();
        Links links = new Links()
                .add("self", addresses.collection(id), Links.JSON)
                .add("root", addresses.root(), Links.JSON)
                .add("parent", addresses.root(), Links.JSON)
                .add("items", addresses.items(id), Links.GEO_JSON);
        collection.set("links", links.json());
        return collection;
    }
}
