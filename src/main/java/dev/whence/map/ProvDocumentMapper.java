package dev.whence.map;

import dev.whence.dcat.DatasetFacts;
import dev.whence.dcat.ProvGraph;
import dev.whence.dcat.RdfDocument;
import dev.whence.dcat.RdfSyntax;
import dev.whence.dcat.UnreadableException;
import dev.whence.dcat.WrittenRecord;
import dev.whence.receipt.Iris;
import dev.whence.receipt.ProvDocument;
import dev.whence.receipt.ReceiptKind;
import dev.whence.receipt.RecordSource;
import dev.whence.vocab.Dct;
import dev.whence.vocab.Foaf;
import dev.whence.vocab.Prov;
import dev.whence.vocab.Whence;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;
import org.apache.jena.vocabulary.RDF;
import org.apache.jena.vocabulary.RDFS;

/**
 * A document of PROV: its entities, activities and agents under names of ours where they have none, and the relations between
 * them. An activity that names a run is that run. A claim: it adds nothing to lineage, for the run's own receipt does.
 */
final class ProvDocumentMapper implements KindMapper<ProvDocument> {
    private static final String PROV = "http://www.w3.org/ns/prov#";
    private static final String RECEIPT_OF_RUN = "kfm://receipt/run/";

    private static final Set<Node> TEXTS = Set.of(Dct.TITLE, Dct.DESCRIPTION, Dct.IDENTIFIER, RDFS.Nodes.label);

    @Override
    public void map(ProvDocument record, Statements out) {
        Node document = NodeFactory.createURI(
                out.iris().record(out.organisation(), ReceiptKind.PROV_DOCUMENT.ledgerName(), record.subject()));
        Graph graph = read(record);
        out.type(out.receipt(), Whence.PROV_DOCUMENT_RECEIPT);
        out.say(out.receipt(), Foaf.PRIMARY_TOPIC, document);
        out.type(document, Prov.BUNDLE);
        out.text(document, Dct.IDENTIFIER, record.identifier());
        record.datasetVersion()
                .ifPresent(version -> out.say(
                        document,
                        Dct.IS_PART_OF,
                        NodeFactory.createURI(out.iris().datasetVersion(out.organisation(), version))));
        new Work(graph, document, out, new DcatNodes(graph, out, record.source().map(RecordSource::url))).say();
    }

    private static Graph read(ProvDocument record) {
        try {
            RdfSyntax syntax = RdfSyntax.ofMediaType(record.mediaType()).orElseThrow();
            Optional<String> address = record.source().map(RecordSource::url);
            return ProvGraph.of(new WrittenRecord.Body(record.body(), syntax, address))
                    .graph();
        } catch (UnreadableException unreadable) {
            throw new IllegalStateException("a record that was checked cannot be read", unreadable);
        }
    }

    /** One document while it is said. */
    private static final class Work {
        private final Graph graph;
        private final Node document;
        private final Statements out;
        private final DcatNodes nodes;
        private final Map<Node, Node> names = new HashMap<>();

        Work(Graph graph, Node document, Statements out, DcatNodes nodes) {
            this.graph = graph;
            this.document = document;
            this.out = out;
            this.nodes = nodes;
        }

        void say() {
            for (Triple triple : graph.find().toList()) {
                Node property = triple.getPredicate();
                if (isOurs(triple.getSubject())) {
                    continue;
                }
                if (property.equals(RDF.Nodes.type)) {
                    type(triple);
                } else if (property.getURI().startsWith(PROV) || TEXTS.contains(property)) {
                    say(triple);
                } else if (property.equals(Dct.LICENSE)) {
                    license(triple);
                }
            }
            identify();
            identifyAgents();
            for (Node subject : Set.copyOf(names.keySet())) {
                RecordReferences.of(graph, subject)
                        .forEach(name -> out.say(name(subject), Dct.REFERENCES, NodeFactory.createURI(name)));
            }
        }

        /** An activity is known by one identifier: its own, else its name. */
        private void identify() {
            for (Triple triple :
                    graph.find(Node.ANY, RDF.Nodes.type, Prov.ACTIVITY).toList()) {
                Node activity = triple.getSubject();
                if (!isOurs(activity)) {
                    out.text(name(activity), Dct.IDENTIFIER, identifier(activity));
                }
            }
        }

        /** So is whoever took part in one. */
        private void identifyAgents() {
            for (Triple triple :
                    graph.find(Node.ANY, Prov.WAS_ASSOCIATED_WITH, Node.ANY).toList()) {
                Node agent = triple.getObject();
                if (!agent.isLiteral()
                        && !isOurs(agent)
                        && nodes.objects(agent, Dct.IDENTIFIER).isEmpty()) {
                    out.text(name(agent), Dct.IDENTIFIER, identifier(agent));
                }
            }
        }

        private String identifier(Node activity) {
            return (isActivity(activity) ? run(activity) : Optional.<Node>empty())
                    .flatMap(run -> out.iris().read(run.getURI()))
                    .map(run -> run.names().get(0))
                    .or(() -> nodes.text(activity, Dct.IDENTIFIER))
                    .orElseGet(() -> activity.isBlank()
                            ? nodes.key(activity)
                            : RdfDocument.isRelative(activity.getURI())
                                    ? Iris.unsegment(RdfDocument.reference(activity.getURI()))
                                    : activity.getURI());
        }

        private boolean isActivity(Node node) {
            return graph.contains(node, RDF.Nodes.type, Prov.ACTIVITY);
        }

        /** A document may refer to what is ours, and not speak for it. */
        private boolean isOurs(Node subject) {
            return subject.isURI() && subject.getURI().startsWith(out.iris().base());
        }

        private void type(Triple triple) {
            Node type = triple.getObject();
            Node subject = name(triple.getSubject());
            if (type.isURI() && type.getURI().startsWith(PROV)) {
                out.type(subject, type);
            } else if (type.isURI()) {
                out.say(subject, Dct.TYPE, nodes.iri(type));
            }
        }

        private void say(Triple triple) {
            Node subject = name(triple.getSubject());
            Node object = triple.getObject();
            if (!object.isLiteral()) {
                out.say(subject, triple.getPredicate(), name(object));
                return;
            }
            boolean time =
                    DatasetFacts.localName(triple.getPredicate().getURI()).endsWith("Time");
            if (time) {
                RdfValues.time(object.getLiteralLexicalForm())
                        .ifPresent(at -> out.time(subject, triple.getPredicate(), at));
            } else if (triple.getPredicate().equals(Dct.IDENTIFIER)) {
                if (isActivity(triple.getSubject())) {
                    return;
                }
                out.text(subject, Dct.IDENTIFIER, object.getLiteralLexicalForm());
            } else {
                nodes.literal(subject, triple.getPredicate(), object);
            }
        }

        private void license(Triple triple) {
            String text = DcatNodes.written(triple.getObject());
            RdfValues.license(text)
                    .or(() -> RdfValues.isAbsolute(text) ? Optional.of(NodeFactory.createURI(text)) : Optional.empty())
                    .ifPresent(license -> out.say(name(triple.getSubject()), Dct.LICENSE, license));
        }

        private Node name(Node node) {
            return names.computeIfAbsent(node, this::named);
        }

        private Node named(Node node) {
            Optional<Node> run = isActivity(node) ? run(node) : Optional.empty();
            if (run.isPresent()) {
                return run.get();
            }
            if (node.isBlank()) {
                return helper(nodes.key(node));
            }
            String iri = node.getURI();
            return RdfDocument.isRelative(iri) ? helper(Iris.unsegment(RdfDocument.reference(iri))) : node;
        }

        private Node helper(String name) {
            return NodeFactory.createURI(Iris.helper(document.getURI(), Iris.segment(name)));
        }

        /** By its own name, by its identifier, or by the receipt that it points to. */
        private Optional<Node> run(Node activity) {
            Optional<Node> own = activity.isURI() ? nodes.hrefs().run(activity.getURI()) : Optional.empty();
            return own.or(() -> nodes.text(activity, Dct.IDENTIFIER).flatMap(nodes.hrefs()::run))
                    .or(() -> RecordReferences.of(graph, activity).stream()
                            .filter(name -> name.startsWith(RECEIPT_OF_RUN))
                            .findFirst()
                            .map(name -> "kfm://run/" + name.substring(RECEIPT_OF_RUN.length()))
                            .flatMap(nodes.hrefs()::run));
        }
    }
}
