package dev.whence.vocab;

import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;

/** FOAF 0.99, as far as DCAT uses it. */
public final class Foaf {
    public static final String NAMESPACE = "http://xmlns.com/foaf/0.1/";

    public static final Node AGENT = term("Agent");
    public static final Node HOMEPAGE = term("homepage");
    public static final Node NAME = term("name");
    public static final Node PRIMARY_TOPIC = term("primaryTopic");

    private Foaf() {}

    private static Node term(String name) {
        return NodeFactory.createURI(NAMESPACE + name);
    }
}
