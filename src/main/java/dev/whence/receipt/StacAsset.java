package dev.whence.receipt;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * An asset of a STAC Item or Collection.
 *
 * @param key its name in the record
 * @param href absolute, or relative to where the document lies
 * @param size in bytes ({@code file:size})
 * @param digest of its bytes ({@code file:checksum}), where the algorithm is one that receipts use
 * @param statedChecksum as it is written, where no digest can be made of it
 */
public record StacAsset(
        String key,
        String href,
        Optional<String> title,
        Optional<String> description,
        Optional<String> mediaType,
        List<String> roles,
        OptionalLong size,
        Optional<Digest.WellFormed> digest,
        Optional<String> statedChecksum,
        Optional<Instant> created,
        Optional<Instant> updated) {
    public StacAsset {
        roles = List.copyOf(roles);
    }
}
