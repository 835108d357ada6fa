package dev.whence.vocab;

import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;

/** TREE hypermedia, W3C Community Group draft of 20 June 2025: how a collection is split over pages. */
public final class Tree {
    public static final String NAMESPACE = "https://w3id.org/tree#";

    public static final Node GREATER_THAN_OR_EQUAL_TO = term("GreaterThanOrEqualToRelation");
    public static final Node LESS_THAN_OR_EQUAL_TO = term("LessThanOrEqualToRelation");
    public static final Node MEMBER = term("member");
    public static final Node NODE = term("node");
    public static final Node NODE_CLASS = term("Node");
    public static final Node PATH = term("path");
    public static final Node RELATION = term("relation");
    public static final Node SHAPE = term("shape");
    public static final Node VALUE = term("value");
    public static final Node VIEW = term("view");
    public static final Node VIEW_DESCRIPTION = term("viewDescription");

    private Tree() {}

    private static Node term(String name) {
        return NodeFactory.createURI(NAMESPACE + name);
    }
}
