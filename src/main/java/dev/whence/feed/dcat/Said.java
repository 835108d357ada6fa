package dev.whence.feed.dcat;

import dev.whence.feed.rdf.Description;
import java.util.ArrayList;
import java.util.List;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;

/** What is said of one thing, while it is being said. */
record Said(Node node, List<Triple> triples) {
    Said(String iri) {
        this(NodeFactory.createURI(iri), new ArrayList<>());
    }

    Said say(Node property, Node value) {
        triples.add(Triple.create(node, property, value));
        return this;
    }

    /** That it has to do with something that has an IRI. */
    Said say(Node property, String iri) {
        return say(property, NodeFactory.createURI(iri));
    }

    Description description() {
        return Description.of(node.getURI(), triples);
    }
}
