package dev.whence.bench;

import dev.whence.access.Access;
import dev.whence.access.EntryRights;
import dev.whence.access.Principal;
import dev.whence.access.Rights;
import dev.whence.access.Scope;
import dev.whence.access.Sight;
import dev.whence.lineage.Direction;
import dev.whence.lineage.LineageIndex;
import dev.whence.lineage.LineageSnapshot;
import dev.whence.lineage.Walk;
import dev.whence.receipt.Iris;
import dev.whence.receipt.LineageFacts;
import dev.whence.receipt.PolicyLabel;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What rights cost a walk on a {@link LayeredGraph}: some of the entries belong to an organisation that the caller is
 * not of, against the same walk, with the same answer, over an index that never got them and asks nobody's rights; and a
 * caller who sees everything entry by entry, against one who stands above rights. In CPU time of the one thread. Options:
 * {@code --receipts} (300000), {@code --hidden-thirds} (1, of three), {@code --seed} (1).
 */
final class SeenBench {
    private static final Iris IRIS = new Iris(Iris.DEFAULT_BASE);

    private static final int TURNS = 4;

    private final LineageIndex all = new LineageIndex(IRIS);
    private final LineageIndex pruned = new LineageIndex(IRIS);
    private final EntryRights rights = new EntryRights();
    private final Result result;
    private double worst;

    private SeenBench(LayeredGraph graph, int hiddenThirds, Result result) {
        this.result = result;
        Random random = new Random(1);
        for (int i = 0; i < graph.size(); i++) {
            LayeredGraph.Run run = graph.next();
            LineageFacts facts = LayeredGraph.facts(IRIS, run);
            all.add(i, run.at(), facts, OptionalLong.empty());
            boolean hidden = random.nextInt(3) < hiddenThirds;
            if (hidden) {
                pruned.skip(i, run.at());
            } else {
                pruned.add(i, run.at(), facts, OptionalLong.empty());
            }
            rights.add(i, new Rights(hidden ? "globex" : "acme", PolicyLabel.INTERNAL, Optional.empty()));
        }
    }

    public static void main(String[] args) {
        Arguments arguments = Arguments.parse(args);
        LayeredGraph.Shape large = LayeredGraph.LARGE;
        int receipts = arguments.number("receipts", large.runs());
        int hubs = Math.max(1, (int) ((long) large.hubs() * receipts / large.runs()));
        LayeredGraph graph = new LayeredGraph(
                arguments.seed(), new LayeredGraph.Shape(receipts, large.layers(), hubs, large.joins()));
        Result result = new Result("seen", arguments);
        int hiddenThirds = arguments.number("hidden-thirds", 1);
        result.put("hidden_thirds", hiddenThirds);
        new SeenBench(graph, hiddenThirds, result).run();
        result.print();
    }

    private void run() {
        LineageSnapshot without = pruned.snapshot();
        LineageSnapshot seen = all.snapshot().seenBy(sight("acme"));
        compare("hidden_up_1000", without, seen, Direction.UP, 1_000, true);
        compare("hidden_up_100000", without, seen, Direction.UP, 100_000, false);
        compare("hidden_down_100000", without, seen, Direction.DOWN, 100_000, false);
        LineageSnapshot above = all.snapshot();
        LineageSnapshot everything = all.snapshot().seenBy(sight("acme", "globex"));
        compare("all_seen_up_1000", above, everything, Direction.UP, 1_000, false);
        compare("all_seen_up_100000", above, everything, Direction.UP, 100_000, false);
        compare("all_seen_down_100000", above, everything, Direction.DOWN, 100_000, false);
        result.put("worst_ratio", worst);
    }

    private Sight sight(String... organisations) {
        Principal caller =
                new Principal("caller", Principal.Means.KEY, List.of(organisations), Set.of(Scope.PROVENANCE_READ));
        return rights.sight(new Access(Set.of()), caller, Instant.EPOCH);
    }

    private void compare(
            String name, LineageSnapshot without, LineageSnapshot with, Direction direction, int size, boolean figure) {
        Question plain = Question.closest(without, direction, size);
        Question filtered =
                new Question(with.generated(plain.run()).get(0), plain.options(), plain.nodes(), plain.run());
        requireSame(without.walk(plain.subject(), plain.options()), with.walk(filtered.subject(), filtered.options()));
        double before = Double.MAX_VALUE;
        double after = Double.MAX_VALUE;
        // In turns, so that both are as warm, and as often in the way of what else the machine does.
        for (int turn = 0; turn < TURNS; turn++) {
            before = Math.min(before, plain.ask(without));
            after = Math.min(after, filtered.ask(with));
        }
        worst = Math.max(worst, after / before);
        result.put(name + "_nodes", plain.nodes()).put(name + "_ms", after).put(name + "_unfiltered_ms", before);
        result.put(name + "_times_slower", after / before);
        if (figure) {
            result.figure(after, "ms CPU a walk", "the same answer without rights", before);
        }
    }

    /** The two indexes number entities differently, so the answers are compared by shape. */
    private static void requireSame(Walk one, Walk other) {
        if (!shape(one).equals(shape(other))) {
            throw new IllegalStateException("rights changed the answer");
        }
    }

    private static Map<String, Long> shape(Walk walk) {
        return walk.nodes().stream()
                .map(node -> node.depth() + " " + node.sequence() + " " + node.generated())
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
    }
}
