package dev.whence.harvest;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Counts what each listing shows, page after page. One that shows fewer records than it says it has is not to be believed
 * that the others are gone; some count more than records, and those are not believed either. One that shows nothing new page
 * after page has no end: its cursors are ever new, and what stands behind them is not. For one thread.
 */
final class Listings {
    /** While records are added a page or two may repeat what was shown. */
    private static final int MOST_BARREN = 10;

    private final Map<String, Listing> listings = new LinkedHashMap<>();
    /** The listing's first page, by each further one. */
    private final Map<String, String> firsts = new HashMap<>();

    private static final class Listing {
        private final Set<String> shown = new HashSet<>();
        private long total;
        /** Pages in a row that showed nothing but what others had shown; those with no record at all tell nothing. */
        private int barren;
    }

    /**
     * Adds what a page shows; whatever it leads to is a page of the same listing.
     *
     * @return whether there may be more behind it
     */
    boolean page(String url, PageMemo memo) {
        if (!memo.isListing()) {
            return true;
        }
        String first = firsts.getOrDefault(url, url);
        Listing listing = listings.computeIfAbsent(first, any -> new Listing());
        boolean hasNews = listing.shown.addAll(memo.ids());
        if (!memo.ids().isEmpty()) {
            listing.barren = hasNews ? 0 : listing.barren + 1;
        }
        // Where it changes while it is read, the largest is the safest.
        memo.total().ifPresent(said -> listing.total = Math.max(listing.total, said));
        memo.links().forEach(link -> firsts.putIfAbsent(link, first));
        return listing.barren < MOST_BARREN;
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
