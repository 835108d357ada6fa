package dev.whence.receipt;

/**
 * Where something lies, as well-known text (OGC 06-103r4) in CRS84: longitude, latitude, and height where it is known.
 *
 * @param wkt such as {@code POINT (10.5 47.25)} or {@code POLYGON Z ((…))}
 * @param extent the smallest box around it that does not lie across the antimeridian
 */
public record Geometry(String wkt, Bbox extent) {}
