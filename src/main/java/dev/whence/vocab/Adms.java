package dev.whence.vocab;

import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;

/** Asset Description Metadata Schema, as DCAT-AP uses it. */
public final class Adms {
    public static final String NAMESPACE = "http://www.w3.org/ns/adms#";

    public static final Node STATUS = term("status");

    /** Of the vocabulary of statuses that goes with ADMS. */
    public static final Node WITHDRAWN = NodeFactory.createURI("http://purl.org/adms/status/Withdrawn");

    private Adms() {}

    private static Node term(String name) {
        return NodeFactory.createURI(NAMESPACE + name);
    }
}
