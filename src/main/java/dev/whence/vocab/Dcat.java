package dev.whence.vocab;

import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;

/** DCAT 3, W3C Recommendation of 22 August 2024. */
public final class Dcat {
    public static final String NAMESPACE = "http://www.w3.org/ns/dcat#";

    public static final Node DATASET = term("Dataset");
    public static final Node DISTRIBUTION = term("distribution");
    public static final Node HAS_VERSION = term("hasVersion");
    public static final Node MEDIA_TYPE = term("mediaType");
    public static final Node VERSION = term("version");

    private Dcat() {}

    private static Node term(String name) {
        return NodeFactory.createURI(NAMESPACE + name);
    }
}
