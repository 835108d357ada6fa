package dev.whence.gate.packet;

import com.fasterxml.jackson.databind.JsonNode;
import dev.whence.canonical.Pointers;
import org.apache.jena.datatypes.xsd.XSDDatatype;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.sparql.core.DatasetGraphFactory;

/**
 * A JSON document in triples, so that queries can be asked of it. Objects and arrays are nodes named by their pointers; a
 * member is a property of its name; an array's element has {@code j:_index}, and {@code j:_value} where it is no object.
 */
final class JsonFacts {
    static final String DOCUMENT = "https://w3id.org/whence/json/document#";

    private static final String JSON = "https://w3id.org/whence/json#";
    private static final Node NULL = property("_null");
    private static final Node ITEM = property("_item");
    private static final Node INDEX = property("_index");
    private static final Node VALUE = property("_value");

    private final DatasetGraph facts = DatasetGraphFactory.create();
    private final Graph graph = facts.getDefaultGraph();

    private JsonFacts() {}

    static DatasetGraph of(JsonNode document) {
        JsonFacts facts = new JsonFacts();
        facts.inside(document, "");
        return facts.facts;
    }

    private Node node(JsonNode value, String pointer) {
        if (value.isContainerNode()) {
            inside(value, pointer);
            return NodeFactory.createURI(DOCUMENT + pointer);
        }
        if (value.isNull()) {
            return NULL;
        }
        if (value.isBoolean()) {
            return NodeFactory.createLiteralByValue(value.asBoolean());
        }
        return value.isNumber()
                ? NodeFactory.createLiteralDT(value.decimalValue().toPlainString(), XSDDatatype.XSDdecimal)
                : NodeFactory.createLiteralString(value.asText());
    }

    /** Documents are as deep as the reader of JSON lets them be. */
    private void inside(JsonNode container, String pointer) {
        Node it = NodeFactory.createURI(DOCUMENT + pointer);
        container
                .properties()
                .forEach(member -> graph.add(Triple.create(
                        it,
                        property(member.getKey()),
                        node(member.getValue(), Pointers.member(pointer, member.getKey())))));
        for (int i = 0; container.isArray() && i < container.size(); i++) {
            String place = Pointers.element(pointer, i);
            Node element = NodeFactory.createURI(DOCUMENT + place);
            Node value = node(container.get(i), place);
            graph.add(Triple.create(it, ITEM, element));
            graph.add(Triple.create(element, INDEX, index(i)));
            if (!value.equals(element)) {
                graph.add(Triple.create(element, VALUE, value));
            }
        }
    }

    /** Of the type that a number has which stands in a query. */
    private static Node index(int index) {
        return NodeFactory.createLiteralDT(Integer.toString(index), XSDDatatype.XSDinteger);
    }

    private static Node property(String name) {
        return NodeFactory.createURI(JSON + name);
    }
}
