package dev.whence.feed.stac;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** The documents that say what the API can do, and where. */
final class Landing {
    private static final List<String> CONFORMS_TO = List.of(
            "https://api.stacspec.org/v1.0.0/core",
            "https://api.stacspec.org/v1.0.0/collections",
            "https://api.stacspec.org/v1.0.0/ogcapi-features",
            "https://api.stacspec.org/v1.0.0/item-search",
            "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/core",
            "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/geojson",
            "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/oas30");

    private Landing() {}

    static ObjectNode page(StacAddresses addresses, String title, String description, List<String> children) {
        ObjectNode page = JsonNodeFactory.instance.objectNode();
        page.put("type", "Catalog").put("stac_version", StacApi.STAC_VERSION).put("id", addresses.organisation());
        page.put("title", title).put("description", description);
        CONFORMS_TO.forEach(page.putArray("conformsTo")::add);
        Links links = around(addresses, addresses.root())
                .add("service-desc", addresses.openApi(), Links.OPEN_API, "The API, route by route")
                .add("service-doc", addresses.iris().base(), "text/html", "Where to begin")
                .add("conformance", addresses.conformance(), Links.JSON)
                .add("data", addresses.collections(), Links.JSON)
                .add(search(addresses, "GET"));
        // The same address and type: only the method tells them apart.
        ArrayNode all = links.json();
        all.add(search(addresses, "POST"));
        links.add("alternate", addresses.dcat(), "text/turtle", "The catalog as DCAT");
        children.forEach(child -> links.add("child", child, Links.JSON));
        page.set("links", all);
        return page;
    }

    private static ObjectNode search(StacAddresses addresses, String method) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("rel", "search")
                .put("href", addresses.search())
                .put("type", Links.GEO_JSON)
                .put("method", method);
    }

    private static Links around(StacAddresses addresses, String self) {
        return new Links().add("self", self, Links.JSON).add("root", addresses.root(), Links.JSON);
    }

    static ObjectNode conformance() {
        ObjectNode conformance = JsonNodeFactory.instance.objectNode();
        CONFORMS_TO.forEach(conformance.putArray("conformsTo")::add);
        return conformance;
    }

    static ObjectNode collections(StacAddresses addresses, List<ObjectNode> all) {
        ObjectNode collections = JsonNodeFactory.instance.objectNode();
        collections.putArray("collections").addAll(all);
        collections.set("links", around(addresses, addresses.collections()).json());
        collections.put("numberMatched", all.size()).put("numberReturned", all.size());
        return collections;
    }
}
