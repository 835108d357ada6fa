package dev.whence.vocab;

import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;

/** Terms of {@link Stac}'s namespace that the building blocks' JSON-LD contexts use and their ontology does not declare. */
public final class StacContext {
    public static final Node HAS_EXTENSION = term("hasExtension");
    public static final Node ROLES = term("roles");
    public static final Node VERSION = term("version");

    private StacContext() {}

    private static Node term(String name) {
        return NodeFactory.createURI(Stac.NAMESPACE + name);
    }
}
