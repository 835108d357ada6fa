package dev.whence.harvest;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Counts what each listing shows, page after page. One that shows fewer records than it says it has is not to be believed
 * that the others are gone; some count more than records, and those are not believed either. For one thread.
 */
final class Listings {
    private final Map<String, Listing> listings = new LinkedHashMap<>();
    /** The listing's first page, by each further one. */
    private final Map<String, String> firsts = new HashMap<>();

    private static final class Listing {
        private final Set<String> shown = new HashSet<>();
        private long total;
    }

    /** Adds what a page shows; whatever it leads to is a page of the same listing. */
    void page(String url, PageMemo memo) {
        if (!memo.isListing()) {
            return;
        }
        String first = firsts.getOrDefault(url, url);
        Listing listing = listings.computeIfAbsent(first, any -> new Listing());
        listing.shown.addAll(memo.ids());
        // Where it changes while it is read, the largest is the safest.
        memo.total().ifPresent(said -> listing.total = Math.max(listing.total, said));
        memo.links().forEach(link -> firsts.putIfAbsent(link, first));
    }

    /** Of each listing that shows fewer than it says. */
    List<String> troubles() {
        return listings.entrySet().stream()
                .filter(listing -> listing.getValue().shown.size() < listing.getValue().total)
                .map(listing -> listing.getKey() + ": the source says that it has " + listing.getValue().total
                        + " records and shows " + listing.getValue().shown.size())
                .toList();
    }
}
