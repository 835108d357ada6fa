package dev.whence.vocab;

import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;

/** VoID, W3C Interest Group Note of 3 March 2011: what a set of RDF holds and how to get at it. */
public final class VoidTerms {
    public static final String NAMESPACE = "http://rdfs.org/ns/void#";

    public static final Node DATA_DUMP = term("dataDump");
    public static final Node DATASET = term("Dataset");
    public static final Node DATASET_DESCRIPTION = term("DatasetDescription");
    public static final Node ENTITIES = term("entities");
    public static final Node SPARQL_ENDPOINT = term("sparqlEndpoint");
    public static final Node URI_SPACE = term("uriSpace");
    public static final Node VOCABULARY = term("vocabulary");

    private VoidTerms() {}

    private static Node term(String name) {
        return NodeFactory.createURI(NAMESPACE + name);
    }
}
