package dev.whence.vocab;

import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;

/** vCard ontology, as DCAT uses it for whom to ask. */
public final class Vcard {
    public static final String NAMESPACE = "http://www.w3.org/2006/vcard/ns#";

    public static final Node FN = term("fn");
    public static final Node HAS_EMAIL = term("hasEmail");
    public static final Node KIND = term("Kind");

    private Vcard() {}

    private static Node term(String name) {
        return NodeFactory.createURI(NAMESPACE + name);
    }
}
