package dev.whence.vocab;

import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;

/** DCMI Metadata Terms. */
public final class Dct {
    public static final String NAMESPACE = "http://purl.org/dc/terms/";

    public static final Node ACCESS_RIGHTS = term("accessRights");
    public static final Node ACCRUAL_PERIODICITY = term("accrualPeriodicity");
    public static final Node CONFORMS_TO = term("conformsTo");
    public static final Node CONTRIBUTOR = term("contributor");
    public static final Node CREATED = term("created");
    public static final Node CREATOR = term("creator");
    public static final Node DESCRIPTION = term("description");
    public static final Node FORMAT = term("format");
    public static final Node FREQUENCY = term("Frequency");
    public static final Node HAS_PART = term("hasPart");
    public static final Node IDENTIFIER = term("identifier");
    public static final Node ISSUED = term("issued");
    public static final Node IS_PART_OF = term("isPartOf");
    public static final Node LANGUAGE = term("language");
    public static final Node LICENSE = term("license");
    public static final Node LICENSE_DOCUMENT = term("LicenseDocument");
    public static final Node LINGUISTIC_SYSTEM = term("LinguisticSystem");
    public static final Node LOCATION = term("Location");
    public static final Node MEDIA_TYPE = term("MediaType");
    public static final Node MODIFIED = term("modified");
    public static final Node PERIOD_OF_TIME = term("PeriodOfTime");
    public static final Node PROVENANCE = term("provenance");
    public static final Node PROVENANCE_STATEMENT = term("ProvenanceStatement");
    public static final Node PUBLISHER = term("publisher");
    public static final Node REFERENCES = term("references");
    public static final Node RIGHTS = term("rights");
    public static final Node RIGHTS_HOLDER = term("rightsHolder");
    public static final Node RIGHTS_STATEMENT = term("RightsStatement");
    public static final Node SOURCE = term("source");
    public static final Node SPATIAL = term("spatial");
    public static final Node TEMPORAL = term("temporal");
    public static final Node TITLE = term("title");
    public static final Node TYPE = term("type");
    public static final Node VALID = term("valid");

    private Dct() {}

    private static Node term(String name) {
        return NodeFactory.createURI(NAMESPACE + name);
    }
}
