package dev.whence.catalog;

/**
 * A record of the catalog, over all its versions.
 *
 * @param kind of record: {@code stac-item}, {@code dcat-dataset} …
 * @param subject what tells it from others of its kind, in its own words
 */
public record RecordKey(String kind, String subject) {}
