package dev.whence.receipt;

import java.time.Instant;
import java.util.Optional;

/**
 * A STAC Collection (collection-spec 1.0 and 1.1): a series of Items.
 *
 * @param bbox the box around all that there is
 * @param start when it begins; absent where that is open
 * @param end when it ends; absent where that is open
 */
public record StacCollection(
        StacDescription description, Optional<Bbox> bbox, Optional<Instant> start, Optional<Instant> end)
        implements StacRecord {
    @Override
    public ReceiptKind kind() {
        return ReceiptKind.STAC_COLLECTION;
    }

    @Override
    public String subject() {
        return description.id();
    }
}
