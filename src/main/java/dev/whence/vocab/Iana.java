package dev.whence.vocab;

import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;

/** Link relations (RFC 8288), named as the OGC building blocks do; those that IANA does not know too. */
public final class Iana {
    public static final String NAMESPACE = "http://www.iana.org/assignments/";

    /** Says what a link means. */
    public static final Node RELATION = NodeFactory.createURI(NAMESPACE + "relation");

    private static final String RELATIONS = NAMESPACE + "relation/";

    private Iana() {}

    /** @param segment the relation's name, without characters that may not stand in an IRI */
    public static Node relation(String segment) {
        return NodeFactory.createURI(RELATIONS + segment);
    }
}
