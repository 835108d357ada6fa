package dev.whence.feed.dcat;

/**
 * What the catalog says of itself.
 *
 * @param language of title and description, a BCP 47 tag
 * @param publisher the name of who publishes it
 */
public record CatalogAbout(String title, String description, String language, String publisher) {}
