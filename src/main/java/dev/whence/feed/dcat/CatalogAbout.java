package dev.whence.feed.dcat;

import java.util.Optional;

/**
 * What the catalog says of itself.
 *
 * @param language of title and description, a BCP 47 tag
 * @param publisher the name of who publishes it
 * @param contact e-mail address of who answers for it
 */
public record CatalogAbout(
        String title, String description, String language, String publisher, Optional<String> contact) {}
