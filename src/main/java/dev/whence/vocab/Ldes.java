package dev.whence.vocab;

import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;

/** Linked Data Event Streams, SEMIC specification of 10 May 2026: a log of changes that clients follow. */
public final class Ldes {
    public static final String NAMESPACE = "https://w3id.org/ldes#";

    public static final Node EVENT_STREAM = term("EventStream");
    public static final Node IMMUTABLE = term("immutable");
    public static final Node RETENTION_POLICY = term("retentionPolicy");
    public static final Node RETENTION_POLICY_CLASS = term("RetentionPolicy");
    public static final Node STARTING_FROM = term("startingFrom");
    public static final Node TIMESTAMP_PATH = term("timestampPath");
    public static final Node VERSION_CREATE_OBJECT = term("versionCreateObject");
    public static final Node VERSION_DELETE_OBJECT = term("versionDeleteObject");
    public static final Node VERSION_OF_PATH = term("versionOfPath");
    public static final Node VERSION_UPDATE_OBJECT = term("versionUpdateObject");

    private Ldes() {}

    private static Node term(String name) {
        return NodeFactory.createURI(NAMESPACE + name);
    }
}
