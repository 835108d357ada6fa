package dev.whence.receipt;

import java.time.Instant;
import java.util.Optional;

/**
 * A STAC Item (item-spec 1.0 and 1.1): a dataset that says where and when.
 *
 * @param collection the id of its collection
 * @param geometry where it lies; absent where it lies nowhere
 * @param bbox the box around the geometry
 * @param datetime the time that stands for it, where there is one
 * @param start of the interval in which it lies
 * @param end of that interval
 * @param processing how it was made, as the catalog has it
 */
public record StacItem(
        StacDescription description,
        Optional<String> collection,
        Optional<Geometry> geometry,
        Optional<Bbox> bbox,
        Optional<Instant> datetime,
        Optional<Instant> start,
        Optional<Instant> end,
        StacProcessing processing)
        implements StacRecord {
    /** What stands for the collection of an Item that has none; no collection has this id. */
    public static final String NO_COLLECTION = "_";

    @Override
    public ReceiptKind kind() {
        return ReceiptKind.STAC_ITEM;
    }

    /** An Item's id is its own only within its collection. A slash in that one's id cannot pass for the one between them. */
    @Override
    public String subject() {
        return Iris.segment(collection.orElse(NO_COLLECTION)) + "/" + description.id();
    }
}
