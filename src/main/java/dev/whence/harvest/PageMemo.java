package dev.whence.harvest;

import dev.whence.harvest.web.Validators;
import java.util.List;
import java.util.OptionalLong;

/**
 * What is kept of a document, so that it need not be sent again while it stays the same.
 *
 * @param digest of its bytes
 * @param isImmutable so that it is not even asked for again
 * @param links where it led
 * @param ids of the records that stood in it
 * @param isListing whether it was a page of a listing: when such a page is gone, what stood on it need not be
 * @param total how many records its listing was said to have
 * @param troubles what could not be read in it
 */
record PageMemo(
        Validators validators,
        String digest,
        boolean isImmutable,
        List<String> links,
        List<String> ids,
        boolean isListing,
        OptionalLong total,
        List<String> troubles) {
    PageMemo {
        links = List.copyOf(links);
        ids = List.copyOf(ids);
        troubles = List.copyOf(troubles);
    }

    /** The same, as its server names it now. */
    PageMemo with(Validators newer) {
        return new PageMemo(newer, digest, isImmutable, links, ids, isListing, total, troubles);
    }

    /** Whether it was of one record at most, and of nothing else: then it is gone when its document is. */
    boolean isOfOneRecord() {
        return !isListing && links.isEmpty() && ids.size() <= 1;
    }

    /** What is kept of a document that is gone, so that whoever still leads to it is no trouble. */
    static PageMemo gone() {
        return new PageMemo(Validators.NONE, "", false, List.of(), List.of(), false, OptionalLong.empty(), List.of());
    }
}
