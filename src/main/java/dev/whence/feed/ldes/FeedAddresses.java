package dev.whence.feed.ldes;

import dev.whence.catalog.Change;
import dev.whence.receipt.Iris;

/**
 * The IRIs of an organisation's feed, its pages and its members; pages and members answer under them.
 *
 * @param suffix at the end of a page's address, where each syntax has a file of its own; stream and members are called the same
 *     all the while
 */
record FeedAddresses(Iris iris, String organisation, String suffix) {
    /** As pages are answered over HTTP, in every syntax under one address. */
    FeedAddresses(Iris iris, String organisation) {
        this(iris, organisation, "");
    }

    /** The first page. */
    String first() {
        return feed() + suffix;
    }

    String page(FeedTree.Place place) {
        return named(place) + suffix;
    }

    private String feed() {
        return iris.space(organisation) + "feed";
    }

    private String named(FeedTree.Place place) {
        return feed() + "/" + place.level() + "/" + place.index();
    }

    /** The stream itself, over all its pages. */
    String stream() {
        return feed() + "#stream";
    }

    /** The one member that tells of a change. */
    String member(Change change) {
        return named(FeedTree.leaf(change.number())) + "#change-" + change.number();
    }
}
