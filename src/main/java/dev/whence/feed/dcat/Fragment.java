package dev.whence.feed.dcat;

import java.util.List;

/**
 * A record as text in one syntax. It never changes: whoever has one may keep it.
 *
 * @param body the dataset, its distributions, the catalog's record of it, and that the catalog has both; UTF-8
 * @param shared what other records speak of too (agents, licences, media types …), a text each; a page says each once
 * @param series IRIs of the series that it is in, which a page must describe too
 * @param stub where it is a series: enough of it for a page that has its members
 */
record Fragment(byte[] body, List<String> shared, List<String> series, String stub) {
    Fragment {
        shared = List.copyOf(shared);
        series = List.copyOf(series);
    }

    /** What it takes in memory, about. */
    int weight() {
        return 200
                + body.length
                + 2 * (stub.length() + shared.stream().mapToInt(String::length).sum());
    }
}
