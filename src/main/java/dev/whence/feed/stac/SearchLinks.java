package dev.whence.feed.stac;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.whence.feed.stac.SearchRequest.From;
import dev.whence.receipt.StacItem;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The links of a page of Items: to itself, around it, and to the next page where there is one. */
final class SearchLinks {
    private SearchLinks() {}

    static Links of(StacAddresses addresses, SearchRequest request, Optional<PageToken> next) {
        Links links = new Links().add("root", addresses.root(), Links.JSON);
        if (request.from() instanceof From.Items items) {
            above(addresses, items.collection(), links);
            get(addresses.items(items.collection()), request, next, links);
        } else if (request.from() instanceof From.Get) {
            get(addresses.search(), request, next, links);
        } else {
            next.ifPresent(token -> post(addresses.search(), token, links));
        }
        return links;
    }

    /** The Items of no collection have a list, but nothing answers where their collection would. */
    private static void above(StacAddresses addresses, String id, Links links) {
        if (id.equals(StacItem.NO_COLLECTION)) {
            links.add("parent", addresses.root(), Links.JSON);
        } else {
            String collection = addresses.collection(id);
            links.add("collection", collection, Links.JSON).add("parent", collection, Links.JSON);
        }
    }

    private static void get(String address, SearchRequest request, Optional<PageToken> next, Links links) {
        links.add("self", withQuery(address, request, request.token()), Links.GEO_JSON);
        next.ifPresent(
                token -> links.add("next", withQuery(address, request, Optional.of(token.text())), Links.GEO_JSON));
    }

    private static String withQuery(String address, SearchRequest request, Optional<String> token) {
        List<String> query = new ArrayList<>();
        request.parameters().forEach((name, values) -> values.forEach(value -> query.add(pair(name, value))));
        token.ifPresent(text -> query.add(pair("token", text)));
        return query.isEmpty() ? address : address + "?" + String.join("&", query);
    }

    private static String pair(String name, String value) {
        return name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8);
    }

    /** What is sought stays in the body that the caller has; the token is put beside it. */
    private static void post(String address, PageToken token, Links links) {
        ObjectNode next = JsonNodeFactory.instance.objectNode();
        next.put("rel", "next").put("href", address).put("type", Links.GEO_JSON).put("method", "POST");
        next.putObject("body").put("token", token.text());
        next.put("merge", true);
        links.add(next);
    }
}
