package dev.whence.vocab;

import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;

/**
 * The terms in which a dossier is put before the promotion gates ({@code ontology/gate.ttl}). They are for the gates' shapes
 * and queries; nothing that is kept or served is said in them.
 */
public final class GateTerms {
    public static final String NAMESPACE = "https://w3id.org/whence/gate#";

    /** The one dossier that is judged. */
    public static final Node DOSSIER = term("dossier");

    /** The graph with what the receipts say, apart from what the records say. */
    public static final Node RECEIPTS = term("receipts");

    public static final Node VERSION = term("version");
    public static final Node OF_VERSION = term("ofVersion");
    public static final Node ID = term("id");
    public static final Node SLUG = term("slug");
    public static final Node RECORD = term("Record");
    public static final Node KIND = term("kind");
    public static final Node LABEL = term("label");
    public static final Node SOURCE = term("source");
    public static final Node ABOUT = term("about");
    public static final Node PUBLIC_LABEL = term("publicLabel");
    public static final Node MET = term("met");
    public static final Node SAYS = term("says");
    public static final Node POINTER = term("pointer");
    public static final Node TEXT = term("text");
    public static final Node TOLD = term("Told");
    public static final Node DESCRIBES = term("describes");
    public static final Node DECISION = term("decision");
    public static final Node OUTCOME = term("outcome");
    public static final Node CITATION = term("Citation");
    public static final Node BY = term("by");
    public static final Node REF = term("ref");
    public static final Node RESOLVES = term("resolves");
    public static final Node MADE_BY = term("madeBy");
    public static final Node MAY_BE_SHARED = term("mayBeShared");
    public static final Node REMEDY = term("remedy");

    public static final Node TOPIC = term("Topic");
    public static final Node ITEM = term("Item");
    public static final Node COLLECTION = term("Collection");
    public static final Node CATALOG = term("Catalog");
    public static final Node DATASET = term("Dataset");
    public static final Node PROVENANCE = term("Provenance");
    public static final Node KNOWN_COLLECTION = term("KnownCollection");
    public static final Node PUBLISHED_COLLECTION = term("PublishedCollection");

    private GateTerms() {}

    private static Node term(String name) {
        return NodeFactory.createURI(NAMESPACE + name);
    }
}
