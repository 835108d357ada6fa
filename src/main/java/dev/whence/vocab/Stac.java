package dev.whence.vocab;

import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;

/** STAC in RDF: the OGC building blocks' core ontology. */
public final class Stac {
    public static final String NAMESPACE = "https://w3id.org/ogc/stac/core/";

    public static final Node ASSET = term("Asset");

    private Stac() {}

    private static Node term(String name) {
        return NodeFactory.createURI(NAMESPACE + name);
    }
}
