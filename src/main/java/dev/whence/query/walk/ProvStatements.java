package dev.whence.query.walk;

import dev.whence.receipt.LineageFacts;
import dev.whence.vocab.Dct;
import dev.whence.vocab.Prov;
import dev.whence.vocab.Whence;
import java.util.Comparator;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.jena.datatypes.xsd.XSDDatatype;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;
import org.apache.jena.vocabulary.RDF;

/**
 * An answer in PROV-O, so that the property path {@code (prov:wasGeneratedBy/prov:used|prov:wasDerivedFrom)+} over it
 * leads where the walk led. What is assumed is not stated here either: it follows from the run.
 */
final class ProvStatements {
    private final SortedSet<Triple> triples = new TreeSet<>(
            Comparator.comparing((Triple triple) -> triple.getSubject().toString())
                    .thenComparing(triple -> !triple.predicateMatches(RDF.Nodes.type))
                    .thenComparing(triple -> triple.getPredicate().toString())
                    .thenComparing(triple -> triple.getObject().toString()));

    private ProvStatements() {}

    /** Sorted by subject, predicate (types first) and object. */
    static SortedSet<Triple> of(LineageAnswer answer) {
        ProvStatements statements = new ProvStatements();
        answer.nodes().forEach(statements::node);
        answer.edges().forEach(statements::edge);
        return statements.triples;
    }

    private void node(LineageAnswer.Node node) {
        Node entity = NodeFactory.createURI(node.iri());
        say(entity, RDF.Nodes.type, Prov.ENTITY);
        node.uri().ifPresent(uri -> say(entity, Dct.IDENTIFIER, NodeFactory.createLiteralString(uri)));
        node.entity().ifPresent(name -> {
            say(entity, Dct.IDENTIFIER, NodeFactory.createLiteralString(name.id()));
            say(entity, Whence.ENTITY_TYPE, NodeFactory.createLiteralString(name.type()));
        });
        Stream.concat(node.content().stream(), node.location().stream())
                .filter(general -> !general.equals(node.iri()))
                .forEach(general -> say(entity, Prov.SPECIALIZATION_OF, NodeFactory.createURI(general)));
        if (node.erased()) {
            say(entity, Whence.MAKER_ERASED, NodeFactory.createLiteralDT("true", XSDDatatype.XSDboolean));
        }
        node.generatedBy().ifPresent(run -> say(entity, Prov.WAS_GENERATED_BY, activity(run)));
    }

    private void edge(LineageAnswer.Edge edge) {
        Node from = NodeFactory.createURI(edge.from());
        Node to = NodeFactory.createURI(edge.to());
        switch (edge.relation()) {
            case STATED -> {
                say(to, Prov.WAS_DERIVED_FROM, from);
                edge.run().ifPresent(this::activity);
                edge.qualified().ifPresent(qualified -> qualify(qualified, edge));
            }
            case ASSUMED ->
                edge.run().ifPresent(run -> {
                    say(to, Prov.WAS_GENERATED_BY, activity(run));
                    say(activity(run), Prov.USED, from);
                });
            case SAME_BYTES, ASSUMED_LOCATION -> {
                // Said already: both ends are specializations of the content, or of the place, that they share.
            }
        }
    }

    private void qualify(LineageFacts.Qualified qualified, LineageAnswer.Edge edge) {
        Node derivation = NodeFactory.createURI(qualified.iri());
        say(NodeFactory.createURI(edge.to()), Prov.QUALIFIED_DERIVATION, derivation);
        say(derivation, RDF.Nodes.type, Prov.DERIVATION);
        say(derivation, Prov.DERIVED_ENTITY, NodeFactory.createURI(edge.from()));
        edge.run().ifPresent(run -> say(derivation, Prov.HAD_ACTIVITY, activity(run)));
        say(derivation, Whence.RELATION, NodeFactory.createLiteralString(qualified.relation()));
    }

    private Node activity(LineageAnswer.RunRef ref) {
        Node run = NodeFactory.createURI(ref.run());
        say(run, RDF.Nodes.type, Prov.ACTIVITY);
        say(run, Dct.IDENTIFIER, NodeFactory.createLiteralString(ref.summary().runId()));
        ref.summary()
                .operation()
                .ifPresent(operation -> say(run, Whence.OPERATION, NodeFactory.createLiteralString(operation)));
        Node receipt = NodeFactory.createURI(ref.receipt());
        say(receipt, RDF.Nodes.type, Prov.BUNDLE);
        ref.summary()
                .time()
                .ifPresent(time -> say(
                        receipt,
                        Prov.GENERATED_AT_TIME,
                        NodeFactory.createLiteralDT(time.toString(), XSDDatatype.XSDdateTime)));
        say(receipt, Whence.DESCRIBES, run);
        ref.attested().ifPresent(mark -> say(receipt, Whence.ATTESTATION_MARK, mark(mark)));
        return run;
    }

    private static Node mark(Mark mark) {
        return switch (mark) {
            case VERIFIED -> Whence.ATTESTATION_VERIFIED;
            case FAILED -> Whence.ATTESTATION_FAILED;
            case UNKNOWN -> Whence.ATTESTATION_UNKNOWN_KEY;
        };
    }

    private void say(Node subject, Node predicate, Node object) {
        triples.add(Triple.create(subject, predicate, object));
    }
}
