package dev.whence.feed.ldes;

import dev.whence.catalog.Change;
import dev.whence.receipt.Iris;

/** The IRIs of an organisation's feed, its pages and its members; pages and members answer under them. */
record FeedAddresses(Iris iris, String organisation) {
    /** The first page. */
    String first() {
        return iris.space(organisation) + "feed";
    }

    String page(FeedTree.Place place) {
        return first() + "/" + place.level() + "/" + place.index();
    }

    /** The stream itself, over all its pages. */
    String stream() {
        return first() + "#stream";
    }

    /** The one member that tells of a change. */
    String member(Change change) {
        return page(FeedTree.leaf(change.number())) + "#change-" + change.number();
    }
}
