package dev.whence.harvest.read;

import dev.whence.vocab.ActivityStreams;
import java.net.URI;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.vocabulary.RDF;

/**
 * Reads a page of a linked data event stream: its members in the order of their times, and where its relations lead. A
 * member is an activity ({@code as:Create}, {@code as:Update}, {@code as:Delete}) about a dataset, described in the graph
 * that has the member's name (DCAT-AP Feeds); or a version of a dataset, described where it stands.
 */
public final class LdesReader implements PageReader {
    private static final Comparator<Member> IN_TIME =
            Comparator.comparing(Member::at, Comparator.comparing(at -> at.orElse(Instant.MIN)));

    static boolean isStream(DatasetGraph read) {
        Graph graph = read.getDefaultGraph();
        return graph.contains(Node.ANY, RDF.type.asNode(), Terms.EVENT_STREAM)
                || graph.contains(Node.ANY, Terms.RELATION, Node.ANY)
                || graph.contains(Node.ANY, Terms.MEMBER, Node.ANY);
    }

    private record Member(Node node, Node object, Optional<Instant> at, boolean isDeletion) {}

    @Override
    public Page read(Document document) throws UnreadableException {
        DatasetGraph read = Rdf.read(document);
        if (!isStream(read)) {
            throw new UnreadableException("it is no page of an event stream");
        }
        Graph graph = read.getDefaultGraph();
        List<String> troubles = new ArrayList<>();
        List<Page.Event> events = new ArrayList<>();
        LdesVersions versions = new LdesVersions(read, document, troubles);
        for (Member member : members(read)) {
            if (member.isDeletion()) {
                events.add(new Page.Event.NoMore(new Removed(name(member.object()), member.at())));
            } else {
                there(member, versions, troubles).forEach(found -> events.add(new Page.Event.There(found)));
            }
        }
        return new Page(
                events,
                links(graph, document, troubles),
                false,
                OptionalLong.empty(),
                troubles,
                isImmutable(graph, document));
    }

    private static List<Member> members(DatasetGraph read) {
        Graph graph = read.getDefaultGraph();
        Optional<Node> time = graph.find(Node.ANY, Terms.TIMESTAMP_PATH, Node.ANY)
                .nextOptional()
                .map(triple -> triple.getObject());
        Optional<Node> version = graph.find(Node.ANY, Terms.VERSION_OF_PATH, Node.ANY)
                .nextOptional()
                .map(triple -> triple.getObject());
        List<Member> members = new ArrayList<>();
        graph.find(Node.ANY, Terms.MEMBER, Node.ANY).mapWith(triple -> triple.getObject()).toList().stream()
                .distinct()
                .forEach(node -> members.add(member(read, node, time, version)));
        members.sort(IN_TIME.thenComparing(member -> member.node().toString()));
        return members;
    }

    /** An activity stands beside its stream, or in the graph of its name. */
    private static Member member(DatasetGraph read, Node node, Optional<Node> time, Optional<Node> version) {
        Optional<Node> object =
                said(read, node, ActivityStreams.OBJECT).or(() -> version.flatMap(path -> said(read, node, path)));
        Optional<Instant> at = said(read, node, ActivityStreams.PUBLISHED)
                .or(() -> time.flatMap(path -> said(read, node, path)))
                .flatMap(LdesReader::instant);
        boolean isDeletion =
                Stream.of(read.getDefaultGraph(), read.getGraph(node)).anyMatch(LdesReader.deletes(node));
        return new Member(node, object.orElse(node), at, isDeletion);
    }

    private static Predicate<Graph> deletes(Node node) {
        return graph -> graph.contains(node, RDF.type.asNode(), ActivityStreams.DELETE);
    }

    private static Optional<Node> said(DatasetGraph read, Node subject, Node predicate) {
        return Graphs.object(read.getDefaultGraph(), subject, predicate)
                .or(() -> Graphs.object(read.getGraph(subject), subject, predicate));
    }

    private static Optional<Instant> instant(Node node) {
        try {
            return node.isLiteral()
                    ? Optional.of(
                            OffsetDateTime.parse(node.getLiteralLexicalForm()).toInstant())
                    : Optional.empty();
        } catch (DateTimeException notAnInstant) {
            return Optional.empty();
        }
    }

    private static List<Found> there(Member member, LdesVersions versions, List<String> troubles)
            throws UnreadableException {
        List<Found> found = versions.of(member.node(), name(member.node()), name(member.object())).stream()
                .map(version -> new Found(
                        name(member.object()), version.kind(), version.envelope(), version.url(), member.at()))
                .toList();
        if (found.isEmpty()) {
            troubles.add("the member " + name(member.node()) + " describes no dataset that is taken");
        }
        return found;
    }

    private static String name(Node node) {
        return node.isURI() ? node.getURI() : node.toString();
    }

    /** By their bounds, so that older pages come first. */
    private static List<URI> links(Graph graph, Document document, List<String> troubles) {
        List<Node> relations =
                graph.find(Node.ANY, Terms.RELATION, Node.ANY).mapWith(triple -> triple.getObject()).toList().stream()
                        .distinct()
                        .sorted(Comparator.comparing((Node relation) -> bound(graph, relation))
                                .thenComparing(relation -> target(graph, relation)))
                        .toList();
        List<String> targets = new ArrayList<>(relations.stream()
                .map(relation -> target(graph, relation))
                .distinct()
                .toList());
        if (targets.isEmpty()) {
            graph.find(Node.ANY, Terms.VIEW, Node.ANY).forEachRemaining(view -> targets.add(name(view.getObject())));
        }
        List<URI> links = new ArrayList<>();
        for (String target : targets) {
            Optional<URI> link = Addresses.resolve(document.url(), target);
            link.ifPresentOrElse(
                    links::add,
                    () -> troubles.add("a relation of " + document.url() + " leads nowhere that can be followed"));
        }
        return links;
    }

    private static String bound(Graph graph, Node relation) {
        return Graphs.object(graph, relation, Terms.VALUE)
                .filter(Node::isLiteral)
                .map(Node::getLiteralLexicalForm)
                .orElse("");
    }

    private static String target(Graph graph, Node relation) {
        return Graphs.object(graph, relation, Terms.NODE).map(LdesReader::name).orElse("");
    }

    /** A page may say the same of those that it leads to. */
    private static boolean isImmutable(Graph graph, Document document) {
        return document.isImmutable()
                || graph.find(Node.ANY, Terms.IMMUTABLE, Node.ANY).toList().stream()
                        .filter(triple -> !graph.contains(Node.ANY, Terms.NODE, triple.getSubject()))
                        .anyMatch(triple -> triple.getObject().isLiteral()
                                && Boolean.parseBoolean(triple.getObject().getLiteralLexicalForm()));
    }
}
