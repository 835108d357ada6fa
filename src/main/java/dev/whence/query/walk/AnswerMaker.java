package dev.whence.query.walk;

import dev.whence.lineage.LineageSnapshot;
import dev.whence.lineage.Relation;
import dev.whence.lineage.Subject;
import dev.whence.lineage.Walk;
import dev.whence.lineage.WalkOptions;
import dev.whence.receipt.Iris;
import dev.whence.receipt.LineageFacts.Thing;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/** Turns one walk's numbers into names. For one answer. */
final class AnswerMaker {
    private final Iris iris;
    private final LineageSnapshot snapshot;
    private final NamedEntries named;
    private final long ledgerSize;
    private final Map<Integer, String> iriOf = new HashMap<>();

    AnswerMaker(Iris iris, LineageSnapshot snapshot, NamedEntries named, long ledgerSize) {
        this.iris = iris;
        this.snapshot = snapshot;
        this.named = named;
        this.ledgerSize = ledgerSize;
    }

    LineageAnswer make(ThingResolver.Found found, Walk walk, WalkOptions options) {
        List<LineageAnswer.Node> nodes =
                NamedOnce.nodes(walk.nodes().stream().map(this::node).toList());
        List<LineageAnswer.Edge> edges =
                NamedOnce.edges(walk.edges().stream().map(this::edge).toList());
        List<LineageAnswer.Version> versions =
                found.kind() == SubjectKind.GROUP ? List.of() : versions(found.subject());
        List<String> roots = walk.roots().stream().map(this::iri).distinct().toList();
        return new LineageAnswer(
                new LineageAnswer.Root(found.thing(), found.kind(), found.iri(), roots),
                new LineageAnswer.Asked(options.direction(), options.maxDepth(), options.includeSuperseded()),
                walk.size(),
                ledgerSize,
                reason(walk),
                nodes,
                edges,
                versions,
                warnings(found, walk, nodes, versions));
    }

    private static Optional<String> reason(Walk walk) {
        return walk.complete()
                ? Optional.empty()
                : Optional.of(walk.cuts().stream().map(Words::of).collect(Collectors.joining(",")));
    }

    private LineageAnswer.Node node(Walk.Node node) {
        Thing thing = named.thing(node.entity(), node.sequence());
        String name = thing.iri();
        iriOf.put(node.entity(), name);
        Place place = Place.of(iris, name);
        Optional<LineageAnswer.RunRef> run =
                node.generated() ? Optional.of(named.run(node.sequence())) : Optional.empty();
        return new LineageAnswer.Node(
                name,
                node.kind(),
                node.depth(),
                place.entity(),
                place.uri(),
                digest(thing),
                thing.content(),
                thing.location(),
                run,
                node.superseded(),
                named.isMakerErased(thing));
    }

    private Optional<String> digest(Thing thing) {
        return Place.of(iris, thing.iri())
                .digest()
                .or(() -> thing.content()
                        .flatMap(content -> Place.of(iris, content).digest()));
    }

    private LineageAnswer.Edge edge(Walk.Edge edge) {
        OptionalLong sequence = edge.sequence();
        String from = iri(edge.from());
        String to = iri(edge.to());
        boolean stated = edge.relation() == Relation.STATED && sequence.isPresent();
        return new LineageAnswer.Edge(
                from,
                to,
                edge.relation(),
                edge.direction(),
                edge.depth(),
                sequence.isPresent() ? Optional.of(named.run(sequence.getAsLong())) : Optional.empty(),
                stated ? named.qualified(sequence.getAsLong(), from, to) : Optional.empty(),
                edge.superseded());
    }

    private String iri(int entity) {
        return Optional.ofNullable(iriOf.get(entity))
                .orElseThrow(() -> new IllegalStateException("a walk's edge leads to a node that is not in it"));
    }

    /** The history of the place that was asked for, or at which the one artifact lies that was. */
    private List<LineageAnswer.Version> versions(Subject subject) {
        Optional<Subject> location = switch (subject.type()) {
            case LOCATION -> Optional.of(subject);
            case ENTITY -> snapshot.location(subject);
            default -> Optional.empty();
        };
        return location.map(snapshot::versions).orElse(List.of()).stream()
                .map(version -> {
                    Thing thing = named.thing(version.entity(), version.sequence());
                    return new LineageAnswer.Version(
                            thing.iri(),
                            digest(thing),
                            version.time(),
                            named.run(version.sequence()),
                            version.generated(),
                            version.superseded());
                })
                .toList();
    }

    private List<String> warnings(
            ThingResolver.Found found,
            Walk walk,
            List<LineageAnswer.Node> nodes,
            List<LineageAnswer.Version> versions) {
        List<String> warnings = new ArrayList<>();
        if (found.kind() == SubjectKind.LOCATION && versions.size() > 1) {
            warnings.add("This place has " + versions.size() + " versions; the walk begins at the latest. "
                    + "Ask for URI@digest to begin at another.");
        }
        if (found.kind() != SubjectKind.GROUP) {
            successor(found.subject()).ifPresent(warnings::add);
        }
        if (nodes.isEmpty()) {
            emptyHanded(found.subject()).ifPresent(warnings::add);
        }
        long failed = nodes.stream()
                .filter(node ->
                        node.generatedBy().filter(by -> by.summary().failed()).isPresent())
                .count();
        if (failed > 0) {
            warnings.add(
                    failed == 1
                            ? "1 artifact here comes from a run that failed."
                            : failed + " artifacts here come from runs that failed.");
        }
        erased(nodes).ifPresent(warnings::add);
        walk.hubs().forEach(hub -> warnings.add("Not all neighbours of " + VisibleText.of(iri(hub)) + " are shown."));
        return warnings;
    }

    /** A run that failed may have left nothing to walk from; that is worth a word. */
    private Optional<String> emptyHanded(Subject subject) {
        List<Long> entries = subject.type() == Subject.Type.RUN ? snapshot.entries(subject) : List.of();
        return entries.stream()
                .reduce((earlier, later) -> later)
                .map(newest -> named.run(newest).summary())
                .filter(RunSummary::failed)
                .flatMap(RunSummary::status)
                .map(status -> "This run failed (" + status + ") and made nothing.");
    }

    private static Optional<String> erased(List<LineageAnswer.Node> nodes) {
        long count = nodes.stream().filter(LineageAnswer.Node::erased).count();
        if (count == 0) {
            return Optional.empty();
        }
        return Optional.of(
                count == 1
                        ? "A receipt that told how 1 artifact here was made was erased; what it said is not shown."
                        : "Receipts that told how " + count
                                + " artifacts here were made were erased; what they said is not shown.");
    }

    private Optional<String> successor(Subject subject) {
        List<Long> entries = snapshot.entries(subject);
        if (entries.isEmpty()) {
            return Optional.empty();
        }
        OptionalLong by = snapshot.supersededBy(entries.get(entries.size() - 1));
        if (by.isEmpty()) {
            return Optional.empty();
        }
        String other = named.isErased(by.getAsLong()) ? "one that was erased" : named.receipt(by.getAsLong());
        return Optional.of("This receipt was superseded by " + other + "; its edges are shown only on request.");
    }
}
