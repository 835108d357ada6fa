package dev.whence.vocab;

import org.apache.jena.datatypes.RDFDatatype;
import org.apache.jena.datatypes.TypeMapper;

/** GeoSPARQL 1.1 (OGC 22-047r1), as far as DCAT uses it for geometries. */
public final class GeoSparql {
    public static final String NAMESPACE = "http://www.opengis.net/ont/geosparql#";

    /**
     * Well-known text; without a reference system in front it is CRS84: longitude, latitude. The one that Jena's readers use,
     * so that a literal that was read equals one that was made.
     */
    public static final RDFDatatype WKT_LITERAL = TypeMapper.getInstance().getSafeTypeByName(NAMESPACE + "wktLiteral");

    private GeoSparql() {}
}
