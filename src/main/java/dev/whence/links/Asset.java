package dev.whence.links;

import java.util.List;
import java.util.OptionalLong;

/**
 * A file that a document describes: a STAC asset or a DCAT distribution.
 *
 * @param link how it is named; the link's rel is the asset's key
 * @param checksums every digest that the document claims for it, as written
 * @param size the bytes that the document claims for it
 */
public record Asset(Link link, List<String> checksums, OptionalLong size) {
    public Asset {
        checksums = List.copyOf(checksums);
    }
}
