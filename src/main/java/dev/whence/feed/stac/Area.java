package dev.whence.feed.stac;

import dev.whence.receipt.Bbox;
import dev.whence.receipt.Geometry;
import org.locationtech.jts.geom.TopologyException;
import org.locationtech.jts.geom.prep.PreparedGeometry;
import org.locationtech.jts.geom.prep.PreparedGeometryFactory;
import org.locationtech.jts.io.ParseException;
import org.locationtech.jts.io.WKTReader;

/**
 * A geometry that Items are sought by. On a plane of degrees, as GeoJSON has its lines. Used by one thread at a time.
 *
 * @param extent the box around it
 */
public record Area(Bbox extent, PreparedGeometry prepared) {
    /**
     * Makes an area of a geometry.
     *
     * @throws IllegalArgumentException where it is none that can be compared
     */
    public static Area of(Geometry geometry) {
        try {
            return new Area(geometry.extent(), PreparedGeometryFactory.prepare(new WKTReader().read(geometry.wkt())));
        } catch (ParseException | IllegalArgumentException strange) {
            throw new IllegalArgumentException("not a geometry that can be compared", strange);
        }
    }

    /** Whether it has a point in common with another geometry, in well-known text. */
    boolean meets(String wkt) {
        try {
            return prepared.intersects(new WKTReader().read(wkt));
        } catch (ParseException | TopologyException | IllegalArgumentException crossesItself) {
            // Its box meets, or nobody would have asked; one too many is better than one too few.
            return true;
        }
    }
}
