package dev.whence.map;

import dev.whence.receipt.Iris;
import dev.whence.receipt.LineageFacts;
import dev.whence.vocab.Dct;
import dev.whence.vocab.Prov;
import dev.whence.vocab.Whence;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;
import org.apache.jena.mem2.GraphMem2Fast;
import org.apache.jena.vocabulary.RDF;

/** What one receipt says, while it is being said: its graph, its run (if it tells of one), and what it adds to
 * lineage. One thread only. */
final class Statements {
    private final Iris iris;
    private final String organisation;
    private final Node receipt;
    private final Optional<Node> run;
    private final List<LineageFacts.Derivation> derivations = new ArrayList<>();
    private final Graph graph = new GraphMem2Fast();
    private final Artifacts artifacts;
    private Optional<Instant> at = Optional.empty();
    private Optional<String> datasetVersion = Optional.empty();

    Statements(Iris iris, MappingInput in) {
        this.iris = iris;
        this.organisation = in.organisation();
        this.receipt = NodeFactory.createURI(iris.receipt(organisation, in.id()));
        this.run = in.receipt().tellsOfRun()
                ? Optional.of(NodeFactory.createURI(
                        iris.run(organisation, in.receipt().subject())))
                : Optional.empty();
        this.artifacts = new Artifacts(this);
        type(receipt, Prov.BUNDLE);
        run.ifPresent(node -> openRun(node, in.receipt().subject()));
    }

    private void openRun(Node node, String runId) {
        say(receipt, Whence.DESCRIBES, node);
        type(node, Prov.ACTIVITY);
        text(node, Dct.IDENTIFIER, runId);
    }

    Iris iris() {
        return iris;
    }

    String organisation() {
        return organisation;
    }

    Node receipt() {
        return receipt;
    }

    /** The run that the receipt tells of; only for kinds that tell of one. */
    Node run() {
        return run.orElseThrow(() -> new IllegalStateException("a receipt of this kind tells of no run"));
    }

    /** What the run used and made. */
    Artifacts artifacts() {
        return artifacts;
    }

    /** The receipt's own time, which orders generations of one place. */
    void at(Instant time) {
        at = Optional.of(time);
    }

    void datasetVersion(Node version) {
        datasetVersion = Optional.of(version.getURI());
    }

    void type(Node subject, Node type) {
        say(subject, RDF.Nodes.type, type);
    }

    void say(Node subject, Node property, Node object) {
        graph.add(Triple.create(subject, property, object));
    }

    /** Whether it was said before. */
    boolean says(Node subject, Node property, Node object) {
        return graph.contains(subject, property, object);
    }

    void text(Node subject, Node property, String text) {
        say(subject, property, Terms.text(text));
    }

    void text(Node subject, Node property, Optional<String> text) {
        text.ifPresent(present -> text(subject, property, present));
    }

    void time(Node subject, Node property, Instant time) {
        say(subject, property, Terms.time(time));
    }

    void time(Node subject, Node property, Optional<Instant> time) {
        time.ifPresent(present -> time(subject, property, present));
    }

    void flag(Node subject, Node property, boolean value) {
        say(subject, property, Terms.flag(value));
    }

    /** A place that the receipt refers to, with the text by which it does. */
    Node place(String reference) {
        Node place = NodeFactory.createURI(iris.location(organisation, reference));
        text(place, Dct.IDENTIFIER, reference);
        return place;
    }

    /**
     * States that one thing was made from another.
     *
     * @param how {@code prov:wasDerivedFrom}, or a property below it
     */
    void derived(Node how, Node thing, Node source) {
        derived(how, thing, source, Optional.empty());
    }

    /** The same, with the receipt's own word for what the two have to do with each other. */
    void derived(Node how, Node thing, Node source, Optional<LineageFacts.Qualified> qualified) {
        say(thing, how, source);
        derivations.add(new LineageFacts.Derivation(artifacts.thing(thing), artifacts.thing(source), qualified));
    }

    Mapped mapped() {
        LineageFacts lineage = new LineageFacts(
                receipt.getURI(),
                run.map(Node::getURI),
                at,
                artifacts.usedThings(),
                artifacts.generatedThings(),
                derivations,
                datasetVersion);
        return new Mapped(receipt.getURI(), graph, lineage);
    }
}
