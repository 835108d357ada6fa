package dev.whence.vocab;

import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;

/** DCMI Metadata Terms. */
public final class Dct {
    public static final String NAMESPACE = "http://purl.org/dc/terms/";

    public static final Node DESCRIPTION = term("description");
    public static final Node FORMAT = term("format");
    public static final Node IDENTIFIER = term("identifier");
    public static final Node LICENSE = term("license");
    public static final Node TITLE = term("title");

    private Dct() {}

    private static Node term(String name) {
        return NodeFactory.createURI(NAMESPACE + name);
    }
}
