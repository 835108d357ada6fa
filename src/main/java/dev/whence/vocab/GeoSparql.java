package dev.whence.vocab;

import org.apache.jena.datatypes.BaseDatatype;
import org.apache.jena.datatypes.RDFDatatype;

/** GeoSPARQL 1.1 (OGC 22-047r1), as far as DCAT uses it for geometries. */
public final class GeoSparql {
    public static final String NAMESPACE = "http://www.opengis.net/ont/geosparql#";

    /** Well-known text; without a reference system in front it is CRS84: longitude, latitude. */
    public static final RDFDatatype WKT_LITERAL = new BaseDatatype(NAMESPACE + "wktLiteral");

    private GeoSparql() {}
}
