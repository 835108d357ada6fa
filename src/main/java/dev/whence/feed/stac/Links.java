package dev.whence.feed.stac;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashSet;
import java.util.Set;

/** The links of a document, in the order in which they are added; the same one is not added twice. For one thread. */
final class Links {
    static final String JSON = "application/json";
    static final String OPEN_API = "application/vnd.oai.openapi+json;version=3.0";
    static final String GEO_JSON = "application/geo+json";

    private final ArrayNode links = JsonNodeFactory.instance.arrayNode();
    private final Set<String> said = new HashSet<>();

    Links add(String rel, String href, String type) {
        if (isNew(rel, href, type)) {
            links.addObject().put("rel", rel).put("href", href).put("type", type);
        }
        return this;
    }

    Links add(String rel, String href, String type, String title) {
        if (isNew(rel, href, type)) {
            links.addObject()
                    .put("rel", rel)
                    .put("href", href)
                    .put("type", type)
                    .put("title", title);
        }
        return this;
    }

    /** One as it stood in a document, with more than those members perhaps. */
    Links add(ObjectNode link) {
        if (isNew(text(link, "rel"), text(link, "href"), text(link, "type"))) {
            links.add(link);
        }
        return this;
    }

    private boolean isNew(String rel, String href, String type) {
        return said.add(rel + "\n" + href + "\n" + type);
    }

    boolean leadsTo(String rel, String href) {
        for (JsonNode link : links) {
            if (text(link, "rel").equals(rel) && text(link, "href").equals(href)) {
                return true;
            }
        }
        return false;
    }

    static String text(JsonNode link, String member) {
        return link.path(member).asText("");
    }

    ArrayNode json() {
        return links;
    }
}
