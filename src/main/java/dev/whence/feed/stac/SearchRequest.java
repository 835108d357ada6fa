package dev.whence.feed.stac;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A page of a search.
 *
 * @param from who asks, and so how the next page is asked for
 * @param parameters as they stood in the address, without the token: those of the next page
 * @param limit most Items on the page
 * @param token from the page before
 */
public record SearchRequest(
        String organisation,
        From from,
        Search search,
        Map<String, List<String>> parameters,
        int limit,
        Optional<String> token) {
    public static final int USUAL_LIMIT = 10;
    public static final int MOST = 10_000;

    public SearchRequest {
        if (limit < 1 || limit > MOST) {
            throw new IllegalArgumentException("a page holds 1 to " + MOST + " Items");
        }
    }

    /** By which address a search came. */
    public sealed interface From {
        /** The search page. */
        record Get() implements From {}

        /** The search page, with what is sought in the body. */
        record Post() implements From {}

        /** The Items of a collection. */
        record Items(String collection) implements From {}
    }
}
