package dev.whence.vocab;

import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;

/** Web Annotation Vocabulary, as the OGC building blocks use it for the target of a link. */
public final class Oa {
    public static final String NAMESPACE = "http://www.w3.org/ns/oa#";

    public static final Node HAS_TARGET = term("hasTarget");

    private Oa() {}

    private static Node term(String name) {
        return NodeFactory.createURI(NAMESPACE + name);
    }
}
