package dev.whence.vocab;

import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;

/** PROV-O, W3C Recommendation of 30 April 2013. */
public final class Prov {
    public static final String NAMESPACE = "http://www.w3.org/ns/prov#";

    public static final Node ACTIVITY = term("Activity");
    public static final Node AGENT = term("Agent");
    public static final Node ASSOCIATED_AGENT = term("agent");
    public static final Node AT_LOCATION = term("atLocation");
    public static final Node BUNDLE = term("Bundle");
    public static final Node DERIVATION = term("Derivation");
    public static final Node DERIVED_ENTITY = term("entity");
    public static final Node ENDED_AT_TIME = term("endedAtTime");
    public static final Node ENTITY = term("Entity");
    public static final Node GENERATED_AT_TIME = term("generatedAtTime");
    public static final Node HAD_ACTIVITY = term("hadActivity");
    public static final Node HAD_PLAN = term("hadPlan");
    public static final Node HAD_ROLE = term("hadRole");
    public static final Node INVALIDATED_AT_TIME = term("invalidatedAtTime");
    public static final Node ORGANIZATION = term("Organization");
    public static final Node PERSON = term("Person");
    public static final Node PLAN = term("Plan");
    public static final Node QUALIFIED_ASSOCIATION = term("qualifiedAssociation");
    public static final Node QUALIFIED_DERIVATION = term("qualifiedDerivation");
    public static final Node SOFTWARE_AGENT = term("SoftwareAgent");
    public static final Node SPECIALIZATION_OF = term("specializationOf");
    public static final Node STARTED_AT_TIME = term("startedAtTime");
    public static final Node USED = term("used");
    public static final Node VALUE = term("value");
    public static final Node WAS_ASSOCIATED_WITH = term("wasAssociatedWith");
    public static final Node WAS_ATTRIBUTED_TO = term("wasAttributedTo");
    public static final Node WAS_DERIVED_FROM = term("wasDerivedFrom");
    public static final Node WAS_GENERATED_BY = term("wasGeneratedBy");
    public static final Node WAS_INFLUENCED_BY = term("wasInfluencedBy");
    public static final Node WAS_INFORMED_BY = term("wasInformedBy");
    public static final Node WAS_INVALIDATED_BY = term("wasInvalidatedBy");
    public static final Node WAS_REVISION_OF = term("wasRevisionOf");

    private Prov() {}

    private static Node term(String name) {
        return NodeFactory.createURI(NAMESPACE + name);
    }
}
