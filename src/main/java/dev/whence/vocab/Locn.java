package dev.whence.vocab;

import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;

/** ISA Programme Location Core Vocabulary, as DCAT uses it for geometries. */
public final class Locn {
    public static final String NAMESPACE = "http://www.w3.org/ns/locn#";

    public static final Node GEOMETRY = term("geometry");

    private Locn() {}

    private static Node term(String name) {
        return NodeFactory.createURI(NAMESPACE + name);
    }
}
