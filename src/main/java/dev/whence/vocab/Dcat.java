package dev.whence.vocab;

import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;

/** DCAT 3, W3C Recommendation of 22 August 2024. */
public final class Dcat {
    public static final String NAMESPACE = "http://www.w3.org/ns/dcat#";

    public static final Node ACCESS_SERVICE = term("accessService");
    public static final Node ACCESS_URL = term("accessURL");
    public static final Node BBOX = term("bbox");
    public static final Node BYTE_SIZE = term("byteSize");
    public static final Node CATALOG = term("Catalog");
    public static final Node CATALOG_RECORD = term("CatalogRecord");
    public static final Node CENTROID = term("centroid");
    public static final Node COMPRESS_FORMAT = term("compressFormat");
    public static final Node CONTACT_POINT = term("contactPoint");
    public static final Node DATASET = term("Dataset");
    public static final Node DATASET_PROPERTY = term("dataset");
    public static final Node DATASET_SERIES = term("DatasetSeries");
    /** That a catalog has a dataset; the class is {@link #DATASET}. */
    public static final Node DATA_SERVICE = term("DataService");

    public static final Node DISTRIBUTION = term("distribution");
    public static final Node DISTRIBUTION_CLASS = term("Distribution");
    public static final Node DOWNLOAD_URL = term("downloadURL");
    public static final Node ENDPOINT_DESCRIPTION = term("endpointDescription");
    public static final Node ENDPOINT_URL = term("endpointURL");
    public static final Node END_DATE = term("endDate");
    public static final Node HAS_CURRENT_VERSION = term("hasCurrentVersion");
    public static final Node HAS_VERSION = term("hasVersion");
    public static final Node IN_SERIES = term("inSeries");
    public static final Node KEYWORD = term("keyword");
    public static final Node LANDING_PAGE = term("landingPage");
    public static final Node MEDIA_TYPE = term("mediaType");
    public static final Node PREVIOUS_VERSION = term("previousVersion");
    public static final Node RECORD = term("record");
    public static final Node RESOURCE = term("Resource");
    public static final Node SERVICE = term("service");
    public static final Node START_DATE = term("startDate");
    public static final Node THEME = term("theme");
    public static final Node VERSION = term("version");

    private Dcat() {}

    private static Node term(String name) {
        return NodeFactory.createURI(NAMESPACE + name);
    }
}
