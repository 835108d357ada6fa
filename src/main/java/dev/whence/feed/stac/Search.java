package dev.whence.feed.stac;

import dev.whence.receipt.Bbox;
import java.util.Optional;
import java.util.Set;

/**
 * Which Items are sought (STAC API item-search); what is empty asks for nothing.
 *
 * @param collections any of these
 * @param ids any of these
 * @param bbox whose own box has a point in common with it
 * @param intersects whose own geometry has a point in common with it
 * @param datetime whose own time has a moment in common with it
 * @param updated whose last change in the catalog was then
 */
public record Search(
        Set<String> collections,
        Set<String> ids,
        Optional<Bbox> bbox,
        Optional<Area> intersects,
        Optional<TimeSpan> datetime,
        Optional<TimeSpan> updated) {
    public Search {
        collections = Set.copyOf(collections);
        ids = Set.copyOf(ids);
    }

    boolean matches(ItemEntry entry) {
        return (collections.isEmpty() || collections.contains(entry.collection()))
                && (ids.isEmpty() || ids.contains(entry.id()))
                && updated.map(span -> span.contains(entry.change().time())).orElse(true)
                && datetime.map(span -> span.meets(entry.time())).orElse(true)
                && near().map(box -> entry.bbox().filter(box::meets).isPresent())
                        .orElse(true)
                && intersects
                        .map(area -> entry.wkt().filter(area::meets).isPresent())
                        .orElse(true);
    }

    /** The box outside of which no Item is sought. */
    Optional<Bbox> near() {
        return bbox.or(() -> intersects.map(Area::extent));
    }
}
