package dev.whence.harvest.read;

import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;

/** What sources say of their pages and streams, beside what we say ourselves. */
final class Terms {
    private static final String HYDRA = "http://www.w3.org/ns/hydra/core#";
    private static final String TREE = "https://w3id.org/tree#";
    private static final String LDES = "https://w3id.org/ldes#";

    static final Node PAGED_COLLECTION = term(HYDRA, "PagedCollection");
    static final Node NEXT_PAGE = term(HYDRA, "nextPage");

    static final Node RELATION = term(TREE, "relation");
    static final Node NODE = term(TREE, "node");
    static final Node VALUE = term(TREE, "value");
    static final Node VIEW = term(TREE, "view");
    static final Node MEMBER = term(TREE, "member");

    static final Node EVENT_STREAM = term(LDES, "EventStream");
    static final Node TIMESTAMP_PATH = term(LDES, "timestampPath");
    static final Node VERSION_OF_PATH = term(LDES, "versionOfPath");
    static final Node IMMUTABLE = term(LDES, "immutable");

    private Terms() {}

    private static Node term(String namespace, String name) {
        return NodeFactory.createURI(namespace + name);
    }
}
