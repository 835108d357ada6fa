package dev.whence.dcat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.whence.receipt.Iris;
import dev.whence.vocab.Dct;
import dev.whence.vocab.Prov;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.jena.datatypes.TypeMapper;
import org.apache.jena.datatypes.xsd.XSDDatatype;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;
import org.apache.jena.riot.web.LangTag;
import org.apache.jena.sparql.graph.GraphFactory;
import org.apache.jena.vocabulary.RDF;
import org.apache.jena.vocabulary.RDFS;

/**
 * PROV-JSON (W3C member submission of 2013) and the sidecars of KFM, which look like it and call their prefixes
 * {@code @context}: as PROV-O, without qualification. A name whose prefix nobody declares is one of the document's own, and
 * becomes a relative reference. One document, one thread.
 */
final class ProvJson {
    private static final Map<String, Node> THINGS =
            Map.of("entity", Prov.ENTITY, "activity", Prov.ACTIVITY, "agent", Prov.AGENT);

    private static final String PROV = "http://www.w3.org/ns/prov#";

    private final Graph graph = GraphFactory.createGraphMem();
    private final Map<String, String> prefixes = new HashMap<>();
    private final Set<String> named = new HashSet<>();

    private ProvJson() {
        prefixes.put("prov", PROV);
        prefixes.put("xsd", "http://www.w3.org/2001/XMLSchema#");
    }

    /** @throws UnreadableException by the rules {@code prov:record-type}, {@code prov:form}, {@code rdf:iri} */
    static Graph read(JsonNode document) throws UnreadableException {
        ProvJson reader = new ProvJson();
        reader.document(document);
        return reader.graph;
    }

    private void document(JsonNode document) throws UnreadableException {
        for (String declared : new String[] {"prefix", "@context"}) {
            for (Map.Entry<String, JsonNode> prefix : document.path(declared).properties()) {
                prefix(prefix.getKey(), prefix.getValue());
            }
        }
        for (String thing : THINGS.keySet()) {
            for (Map.Entry<String, JsonNode> entry : document.path(thing).properties()) {
                named.add(entry.getKey());
            }
        }
        for (Map.Entry<String, JsonNode> member : document.properties()) {
            member(member.getKey(), member.getValue());
        }
    }

    private void prefix(String name, JsonNode namespace) throws UnreadableException {
        if (!namespace.isTextual()) {
            throw form("A prefix stands for a text.");
        }
        prefixes.put(name, namespace.textValue());
    }

    private void member(String name, JsonNode value) throws UnreadableException {
        Node type = THINGS.get(name);
        Optional<ProvRelation> relation = ProvRelation.named(name);
        if (type != null) {
            for (Map.Entry<String, JsonNode> thing : object(value).properties()) {
                things(name(thing.getKey()), type, thing.getValue());
            }
        } else if (relation.isPresent()) {
            relations(relation.get(), value);
        } else if (name.equals("bundle")) {
            for (JsonNode bundle : object(value)) {
                document(object(bundle));
            }
        } else if (!isAside(name)) {
            throw new UnreadableException("prov:record-type", "A member is no type of record that PROV-JSON knows.");
        }
    }

    /** What stands beside the records: declarations, and what has a prefix of its own. */
    private static boolean isAside(String name) {
        return name.equals("prefix") || name.startsWith("@") || name.indexOf(':') > 0 || name.startsWith("_");
    }

    /** A thing may be described more than once. */
    private void things(Node thing, Node type, JsonNode descriptions) throws UnreadableException {
        add(thing, RDF.Nodes.type, type);
        for (JsonNode description : descriptions.isArray() ? descriptions : Set.of(descriptions)) {
            for (Map.Entry<String, JsonNode> attribute : object(description).properties()) {
                attribute(thing, attribute.getKey(), attribute.getValue());
            }
        }
    }

    private void attribute(Node thing, String name, JsonNode value) throws UnreadableException {
        for (JsonNode one : value.isArray() ? value : Set.of(value)) {
            if (name.equals("prov:type")) {
                add(thing, RDF.Nodes.type, type(one));
            } else if (!one.isNull()) {
                Optional<Node> property = property(name);
                if (property.isPresent()) {
                    add(thing, property.get(), value(name, one));
                }
            }
        }
    }

    private Optional<Node> property(String name) throws UnreadableException {
        return switch (name) {
            case "prov:label" -> Optional.of(RDFS.Nodes.label);
            case "prov:startTime" -> Optional.of(Prov.STARTED_AT_TIME);
            case "prov:endTime" -> Optional.of(Prov.ENDED_AT_TIME);
            case "prov:location" -> Optional.of(Prov.AT_LOCATION);
            default -> {
                Node property = name(name);
                yield RdfDocument.isRelative(property.getURI()) ? Optional.empty() : Optional.of(property);
            }
        };
    }

    /** A type is a name, though it may be written as a text. */
    private Node type(JsonNode type) throws UnreadableException {
        String text = type.isObject() ? type.path("$").asText() : type.asText();
        return text.isEmpty() || text.indexOf(' ') >= 0 ? NodeFactory.createLiteralString(text) : name(text);
    }

    private Node value(String property, JsonNode value) throws UnreadableException {
        if (value.isObject()) {
            return typed(value);
        }
        if (value.isArray()) {
            throw form("An attribute has arrays within arrays.");
        }
        String text = value.asText();
        boolean refers = property.startsWith("prov:") && named.contains(text);
        if (refers) {
            return name(text);
        }
        if (value.isTextual()) {
            return NodeFactory.createLiteralString(text);
        }
        XSDDatatype type = value.isBoolean()
                ? XSDDatatype.XSDboolean
                : value.isIntegralNumber() ? XSDDatatype.XSDinteger : XSDDatatype.XSDdouble;
        return NodeFactory.createLiteralDT(text, type);
    }

    private Node typed(JsonNode value) throws UnreadableException {
        if (!value.path("$").isValueNode()) {
            throw form("A value that is an object says what it is in $.");
        }
        String text = value.path("$").asText();
        String language = value.path("lang").asText();
        if (!language.isEmpty()) {
            return LangTag.check(language)
                    ? NodeFactory.createLiteralLang(text, language)
                    : NodeFactory.createLiteralString(text);
        }
        String type = value.path("type").asText();
        if (type.isEmpty()) {
            return NodeFactory.createLiteralString(text);
        }
        String datatype = name(type).getURI();
        return datatype.equals(PROV + "QUALIFIED_NAME") || datatype.endsWith("#anyURI") || datatype.endsWith("#QName")
                ? name(text)
                : NodeFactory.createLiteralDT(text, TypeMapper.getInstance().getSafeTypeByName(datatype));
    }

    /** Under their ids; or one, or an array of them, without. */
    private void relations(ProvRelation relation, JsonNode value) throws UnreadableException {
        boolean single = value.isObject()
                && value.properties().stream()
                        .anyMatch(member -> member.getValue().isValueNode());
        if (single) {
            relation(relation, value);
            return;
        }
        if (!value.isContainerNode()) {
            throw form("A relation is an object, or an array of them.");
        }
        for (JsonNode one : value) {
            for (JsonNode said : one.isArray() ? one : Set.of(one)) {
                relation(relation, object(said));
            }
        }
    }

    private void relation(ProvRelation relation, JsonNode said) throws UnreadableException {
        Optional<Node> subject = end(said, relation.subject());
        Optional<Node> object = end(said, relation.object());
        if (subject.isEmpty()) {
            throw form("A relation does not say of what.");
        }
        if (relation.subject().equals("prov:activity")) {
            add(subject.get(), RDF.Nodes.type, Prov.ACTIVITY);
        }
        if (object.isPresent() && relation.object().equals("prov:activity")) {
            add(object.get(), RDF.Nodes.type, Prov.ACTIVITY);
        }
        if (object.isPresent()) {
            add(subject.get(), relation.property(said.path("prov:type").toString()), object.get());
        }
        String time = said.path("prov:time").asText();
        if (!time.isEmpty() && relation.time().isPresent()) {
            add(subject.get(), relation.time().get(), NodeFactory.createLiteralString(time));
        }
        Optional<Node> plan = end(said, "prov:plan");
        if (plan.isPresent()) {
            add(plan.get(), RDF.Nodes.type, Prov.PLAN);
            add(subject.get(), Dct.CONFORMS_TO, plan.get());
        }
    }

    private Optional<Node> end(JsonNode said, String name) throws UnreadableException {
        JsonNode end = said.path(name);
        String text = end.isObject() ? end.path("$").asText() : end.asText();
        return text.isEmpty() ? Optional.empty() : Optional.of(name(text));
    }

    private Node name(String text) throws UnreadableException {
        int colon = text.indexOf(':');
        String namespace = prefixes.get(colon < 0 ? "default" : text.substring(0, colon));
        String iri;
        if (namespace != null) {
            iri = namespace + text.substring(colon + 1);
        } else {
            iri = text.startsWith("//", colon + 1) || text.startsWith("urn:")
                    ? text
                    : RdfDocument.RELATIVE + Iris.segment(text);
        }
        if (!RdfDocument.isIri(iri)) {
            throw new UnreadableException("rdf:iri", "A name of the document does not make an IRI.");
        }
        return NodeFactory.createURI(iri);
    }

    private void add(Node subject, Node property, Node object) {
        graph.add(Triple.create(subject, property, object));
    }

    private static JsonNode object(JsonNode node) throws UnreadableException {
        if (!node.isObject()) {
            throw form("A record is an object.");
        }
        return node;
    }

    private static UnreadableException form(String message) {
        return new UnreadableException(
                "prov:form", message + " PROV-JSON has another form; mend it and send it again.");
    }
}
