package dev.whence.bench;

import dev.whence.bench.HttpConnection.Answer;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One client that follows {@code Link rel=next} to the end, as fast as it is answered. */
final class CatalogCrawl {
    private static final Pattern NEXT = Pattern.compile("<([^>]*)>; rel=\"next\"");

    private final HttpConnection connection;
    private final String mediaType;
    private final List<Long> nanos = new ArrayList<>();
    private long bytes;
    private long seconds;

    CatalogCrawl(URI server, String mediaType) throws IOException {
        this.connection = new HttpConnection(server);
        this.mediaType = mediaType;
    }

    /** Called after each page, not counted. */
    interface Watcher {
        void after(int page) throws IOException;
    }

    void crawl(String first, Watcher watcher) throws IOException {
        for (Optional<String> next = Optional.of(first); next.isPresent(); ) {
            long start = System.nanoTime();
            Answer page = connection.get(next.get(), mediaType);
            long took = System.nanoTime() - start;
            if (page.status() != 200) {
                throw new IOException("a page was answered " + page.status() + ": " + page.text());
            }
            nanos.add(took);
            seconds += took;
            bytes += page.body().length;
            watcher.after(nanos.size());
            next = page.links().stream()
                    .map(NEXT::matcher)
                    .filter(Matcher::find)
                    .map(found -> pathOf(found.group(1)))
                    .findFirst();
        }
        connection.close();
    }

    private static String pathOf(String address) {
        URI uri = URI.create(address);
        return uri.getRawPath() + "?" + uri.getRawQuery();
    }

    int pages() {
        return nanos.size();
    }

    long bytes() {
        return bytes;
    }

    /** Time that was spent waiting for answers and reading them. */
    double seconds() {
        return seconds / 1e9;
    }

    /** Times of a share of the pages, in the order in which they came. */
    Times times(double from, double to) {
        return new Times(nanos.subList((int) (from * nanos.size()), Math.max(1, (int) (to * nanos.size()))).stream()
                .mapToLong(Long::longValue)
                .toArray());
    }
}
