package dev.whence.serve;

import dev.whence.feed.PublishedRecords;
import dev.whence.feed.dcat.CatalogAbout;
import dev.whence.feed.dcat.CatalogDumps;

/**
 * What is published, for the routes that show it.
 *
 * @param about what the catalog says of itself
 */
public record PublicCatalog(PublishedRecords records, CatalogAbout about, CatalogDumps dumps) {}
