package dev.whence.lineage;

import dev.whence.receipt.DatasetVersionId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** All that a snapshot answers, in words that do not depend on how the index numbers things. */
final class Answers {
    private static final WalkOptions.Limits TIGHT = new WalkOptions.Limits(4, 6, 2);
    private static final WalkOptions.Limits FEW_EDGES = new WalkOptions.Limits(1_000, 9, 3);

    private final LineageSnapshot snapshot;

    Answers(LineageSnapshot snapshot) {
        this.snapshot = snapshot;
    }

    static List<WalkOptions> ways() {
        List<WalkOptions> ways = new ArrayList<>();
        for (Direction direction : Direction.values()) {
            WalkOptions plain = WalkOptions.of(direction);
            for (WalkOptions way : List.of(plain, plain.withSuperseded(), plain.withoutCrossings())) {
                ways.addAll(List.of(way, way.withDepth(1), way.withLimits(TIGHT), way.withLimits(FEW_EDGES)));
            }
        }
        return ways;
    }

    /** What is known of an entry apart from any walk. */
    List<String> ofEntry(long sequence) {
        return List.of(
                "recorded " + snapshot.recordedAt(sequence),
                "run " + snapshot.run(sequence).map(this::name),
                "used " + snapshot.used(sequence).stream().map(this::name).toList(),
                "generated "
                        + snapshot.generated(sequence).stream().map(this::name).toList(),
                "superseded by " + snapshot.supersededBy(sequence));
    }

    /** What an IRI finds, and all that is known of it but the walks. */
    List<String> of(String iri) {
        Optional<Subject> found = snapshot.find(iri);
        if (found.isEmpty()) {
            return List.of("nothing");
        }
        Subject subject = found.get();
        boolean placed = subject.type() == Subject.Type.ENTITY;
        return List.of(
                name(subject),
                "entries " + snapshot.entries(subject),
                "roots " + snapshot.roots(subject).stream().map(this::key).toList(),
                "location " + (placed ? snapshot.location(subject).map(this::name) : ""),
                "versions " + (subject.type() == Subject.Type.LOCATION ? versions(subject) : ""));
    }

    List<String> versionsWithId(DatasetVersionId id) {
        return snapshot.versionsWithId(Story.IRIS.datasetVersion("default", id)).stream()
                .map(version -> "version " + snapshot.entries(version))
                .toList();
    }

    /** A walk but for {@link Cut#POLICY}, which no index tells of that never knew of anything hidden. */
    List<String> of(Walk walk) {
        Set<Cut> cuts = EnumSet.noneOf(Cut.class);
        cuts.addAll(walk.cuts());
        cuts.remove(Cut.POLICY);
        return Stream.of(
                        Stream.of(
                                "roots " + walk.roots().stream().map(this::key).toList()),
                        walk.nodes().stream().map(this::node),
                        walk.edges().stream().map(this::edge),
                        Stream.of("cuts " + cuts, "size " + walk.size()),
                        walk.hubs().stream().map(this::key).sorted())
                .flatMap(one -> one)
                .toList();
    }

    String key(int entity) {
        return snapshot.key(entity).toString();
    }

    private String node(Walk.Node node) {
        return String.join(
                " ",
                key(node.entity()),
                node.kind().name(),
                "depth " + node.depth(),
                "by " + node.sequence(),
                node.generated() ? "generated" : "mentioned",
                node.superseded() ? "superseded" : "stands");
    }

    private String edge(Walk.Edge edge) {
        return String.join(
                " ",
                key(edge.from()),
                edge.relation().name(),
                key(edge.to()),
                edge.direction().name(),
                "depth " + edge.depth(),
                "by " + edge.sequence(),
                edge.superseded() ? "superseded" : "stands");
    }

    private List<String> versions(Subject place) {
        return snapshot.versions(place).stream()
                .map(version -> key(version.entity()) + version.kind() + version.time() + " " + version.sequence()
                        + version.generated() + version.superseded())
                .toList();
    }

    /** Runs and versions by their entries: the numbers of their names count what is hidden. */
    private String name(Subject subject) {
        return switch (subject.type()) {
            case ENTITY -> key(subject.id());
            case RUN, DATASET_VERSION -> subject.type() + " " + snapshot.entries(subject);
            case CONTENT, LOCATION -> subject.type().name();
            case RECEIPT -> "RECEIPT " + subject.id();
        };
    }
}
