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
 * @param total how many records the source said it has
 * @param troubles what could not be read in it
 */
record PageMemo(
        Validators validators,
        String digest,
        boolean isImmutable,
        List<String> links,
        List<String> ids,
        OptionalLong total,
        List<String> troubles) {
    PageMemo {
        links = List.copyOf(links);
        ids = List.copyOf(ids);
        troubles = List.copyOf(troubles);
    }
}
