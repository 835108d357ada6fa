package dev.whence.harvest.read;

import java.net.URI;
import java.util.List;
import java.util.OptionalLong;

/**
 * What a document says.
 *
 * @param events in the order in which they happened; {@link Found} or {@link Removed}
 * @param links to the documents that come next
 * @param isListing whether it is one page of a listing, which leads to nothing but the next
 * @param total how many records that listing says it has, where it does
 * @param troubles what could not be read, or not be followed: a crawl with any is not complete
 * @param isImmutable whether it never changes
 */
public record Page(
        List<Event> events,
        List<URI> links,
        boolean isListing,
        OptionalLong total,
        List<String> troubles,
        boolean isImmutable) {
    public Page {
        events = List.copyOf(events);
        links = List.copyOf(links);
        troubles = List.copyOf(troubles);
    }

    /** What happened to a record. */
    public sealed interface Event {
        /** It is there, or there in another version. */
        record There(Found found) implements Event {}

        /** It is there no more. */
        record NoMore(Removed removed) implements Event {}
    }
}
