package dev.whence.map;

import dev.whence.receipt.LineageFacts.Thing;
import dev.whence.vocab.Whence;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.jena.datatypes.xsd.XSDDatatype;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;

/** What tests ask of a graph. */
final class Graphs {
    private Graphs() {}

    static Set<String> iris(List<Thing> things) {
        return things.stream().map(Thing::iri).collect(Collectors.toSet());
    }

    static Set<String> objects(Graph graph, Node subject, Node property) {
        return graph.find(subject, property, Node.ANY).mapWith(Triple::getObject).toList().stream()
                .map(Node::getURI)
                .collect(Collectors.toSet());
    }

    static Set<String> subjects(Graph graph, Node property, Node object) {
        return graph.find(Node.ANY, property, object).mapWith(Triple::getSubject).toList().stream()
                .map(Node::getURI)
                .collect(Collectors.toSet());
    }

    static Node receipt() {
        return NodeFactory.createURI(Fixtures.IRIS.receipt("default", SampleReceipts.ID));
    }

    static Node run(String id) {
        return NodeFactory.createURI(Fixtures.IRIS.run("default", id));
    }

    static Node whence(String name) {
        return NodeFactory.createURI(Whence.NAMESPACE + name);
    }

    static Node text(String text) {
        return NodeFactory.createLiteralString(text);
    }

    static Node time(String text) {
        return NodeFactory.createLiteralDT(text, XSDDatatype.XSDdateTime);
    }
}
