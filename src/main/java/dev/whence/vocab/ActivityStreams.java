package dev.whence.vocab;

import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;

/** Activity Streams 2.0, W3C Recommendation of 23 May 2017: what happened to something, and when. */
public final class ActivityStreams {
    public static final String NAMESPACE = "https://www.w3.org/ns/activitystreams#";

    public static final Node CREATE = term("Create");
    public static final Node DELETE = term("Delete");
    public static final Node OBJECT = term("object");
    public static final Node PUBLISHED = term("published");
    public static final Node SUMMARY = term("summary");
    public static final Node UPDATE = term("Update");

    private ActivityStreams() {}

    private static Node term(String name) {
        return NodeFactory.createURI(NAMESPACE + name);
    }
}
