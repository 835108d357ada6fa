package dev.whence.vocab;

import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;

/** STAC in RDF: the OGC building blocks' core ontology. */
public final class Stac {
    public static final String NAMESPACE = "https://w3id.org/ogc/stac/core/";

    public static final Node ASSET = term("Asset");
    public static final Node CATALOG = term("Catalog");
    public static final Node COLLECTION = term("Collection");
    public static final Node DATETIME = term("datetime");
    public static final Node END_DATETIME = term("end_datetime");
    public static final Node ID = term("id");
    public static final Node ITEM = term("Item");
    public static final Node LINK = term("Link");
    public static final Node START_DATETIME = term("start_datetime");

    private Stac() {}

    private static Node term(String name) {
        return NodeFactory.createURI(NAMESPACE + name);
    }
}
