package dev.whence.receipt;

import java.util.Optional;

/**
 * A link of a STAC document, as it stands there.
 *
 * @param rel the relation, such as {@code derived_from}
 * @param href absolute, or relative to where the document lies
 */
public record StacLink(String rel, String href, Optional<String> mediaType, Optional<String> title) {}
