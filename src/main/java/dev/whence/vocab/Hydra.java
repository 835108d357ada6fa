package dev.whence.vocab;

import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;

/** Hydra Core, W3C Community Group draft of 13 July 2021: how a collection is read page by page. */
public final class Hydra {
    public static final String NAMESPACE = "http://www.w3.org/ns/hydra/core#";

    public static final Node COLLECTION = term("Collection");
    public static final Node FIRST = term("first");
    public static final Node NEXT = term("next");
    public static final Node PARTIAL_COLLECTION_VIEW = term("PartialCollectionView");
    public static final Node TOTAL_ITEMS = term("totalItems");
    public static final Node VIEW = term("view");

    private Hydra() {}

    private static Node term(String name) {
        return NodeFactory.createURI(NAMESPACE + name);
    }
}
