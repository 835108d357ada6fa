package dev.whence.feed.dcat;

import dev.whence.feed.rdf.Syntax;
import java.time.Instant;
import java.util.Optional;

/**
 * Which page is asked for.
 *
 * @param isBySuffix whether the syntax stands in the address, so that it must in the next one too
 * @param cursor from the page before; stands above {@code since}
 * @param limit most records on a page
 * @param since only what changed then or later; nothing: everything
 */
public record PageRequest(
        String organisation,
        Syntax syntax,
        boolean isBySuffix,
        Optional<String> cursor,
        int limit,
        Optional<Instant> since) {
    public static final int USUAL_LIMIT = 100;
    public static final int MOST = 1000;

    public PageRequest {
        if (limit < 1 || limit > MOST) {
            throw new IllegalArgumentException("a page holds 1 to " + MOST + " records");
        }
    }
}
