package dev.whence.vocab;

import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;

/** STAC's processing extension in RDF: the OGC building blocks' namespace. */
public final class Processing {
    public static final String NAMESPACE = "https://w3id.org/ogc/stac/processing/";

    public static final Node DATETIME = term("datetime");
    public static final Node EXPRESSION = term("expression");
    public static final Node FACILITY = term("facility");
    public static final Node LEVEL = term("level");
    public static final Node LINEAGE = term("lineage");
    public static final Node SOFTWARE = term("software");
    public static final Node VERSION = term("version");

    private Processing() {}

    private static Node term(String name) {
        return NodeFactory.createURI(NAMESPACE + name);
    }
}
