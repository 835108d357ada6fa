package dev.whence.bench;

import dev.whence.lineage.Direction;
import dev.whence.lineage.LineageSnapshot;
import dev.whence.lineage.Subject;
import dev.whence.lineage.Walk;
import dev.whence.lineage.WalkOptions;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The lineage index on a {@link LayeredGraph}: what it weighs, what a walk costs, how long a start takes; and the property
 * path of the same meaning in TDB2, which must give the same answer. In CPU time of the one thread. Options:
 * {@code --receipts} (300000), {@code --seed} (1).
 */
final class WalkBench {
    private static final int[] DEPTHS = {2, 3, 4, 5, 6, 7, 8, 9, 10, 20, 50};

    private final LayeredGraph graph;
    private final Result result;

    /** A question and the size of its answer. */
    private record Question(Subject subject, WalkOptions options, int nodes, int run) {}

    private WalkBench(Arguments arguments) {
        LayeredGraph.Shape large = LayeredGraph.LARGE;
        int receipts = arguments.number("receipts", large.runs());
        int hubs = Math.max(1, (int) ((long) large.hubs() * receipts / large.runs()));
        this.graph = new LayeredGraph(
                arguments.seed(), new LayeredGraph.Shape(receipts, large.layers(), hubs, large.joins()));
        this.result = new Result("walk", arguments);
    }

    public static void main(String[] args) throws Exception {
        Arguments arguments = Arguments.parse(args);
        WalkBench bench = new WalkBench(arguments);
        try (PropertyPath path = new PropertyPath(arguments.work().resolve("graph"))) {
            bench.run(path);
        }
        bench.result.print();
    }

    private void run(PropertyPath path) throws Exception {
        WalkIndex index = new WalkIndex(graph, path::add);
        path.flush();
        compare(index, path);
        LineageSnapshot snapshot = index.snapshot();
        measure("up_1000", snapshot, closest(snapshot, Direction.UP, 1_000));
        measure("up_100000", snapshot, closest(snapshot, Direction.UP, 100_000));
        measure("down_100000", snapshot, closest(snapshot, Direction.DOWN, 100_000));
        index.report(result);
    }

    /** The path has no depth and no limit, so both are asked for something whose whole ancestry is of the wanted size. */
    private void compare(WalkIndex index, PropertyPath path) {
        LineageSnapshot snapshot = index.snapshot();
        Question question = wholeAncestry(snapshot, 1_000);
        String iri = index.madeFirst(question.run());
        Set<Integer> answer = path.ancestors(iri).stream()
                .map(ancestor -> snapshot.find(ancestor)
                        .orElseThrow(() -> new IllegalStateException(ancestor))
                        .id())
                .collect(Collectors.toSet());
        requireSame(snapshot.walk(question.subject(), question.options()), answer);
        Times walk = ThreadCpu.of(300, () -> snapshot.walk(question.subject(), question.options()));
        Times asked = ThreadCpu.of(15, () -> path.ancestors(iri));
        Times stock = ThreadCpu.of(15, () -> path.ancestorsByStockJena(iri));
        result.figure(walk.median(), "ms CPU a walk", "the property path in the same TDB2 store", asked.median());
        result.put("ancestors", answer.size()).put("stock_jena_path_ms", stock.median());
    }

    private static void requireSame(Walk walk, Set<Integer> answer) {
        Set<Integer> nodes = walk.nodes().stream()
                .map(Walk.Node::entity)
                .filter(entity -> !walk.roots().contains(entity))
                .collect(Collectors.toSet());
        if (!nodes.equals(answer)) {
            throw new IllegalStateException(
                    "the walk gives " + nodes.size() + " ancestors, the property path " + answer.size());
        }
    }

    private Question wholeAncestry(LineageSnapshot snapshot, int wanted) {
        Question best = new Question(new Subject(Subject.Type.ENTITY, 0), options(Direction.UP, 1), 0, 0);
        for (int run = 0; run < Math.min(graph.size(), 20 * wanted); run += 7) {
            Subject made = snapshot.generated(run).get(0);
            Walk walk = snapshot.walk(made, options(Direction.UP, WalkOptions.GREATEST_DEPTH));
            Question question = new Question(
                    made,
                    options(Direction.UP, WalkOptions.GREATEST_DEPTH),
                    walk.nodes().size(),
                    run);
            if (walk.complete()) {
                best = closer(wanted, best, question);
            }
        }
        return best;
    }

    private Question closest(LineageSnapshot snapshot, Direction direction, int wanted) {
        Question best = new Question(new Subject(Subject.Type.ENTITY, 0), options(direction, 1), 0, 0);
        for (int back = 1; back < graph.size(); back += graph.size() / 60 + 1) {
            int run = direction == Direction.UP ? graph.size() - back : back;
            Subject made = snapshot.generated(run).get(0);
            for (int depth : DEPTHS) {
                int nodes =
                        snapshot.walk(made, options(direction, depth)).nodes().size();
                best = closer(wanted, best, new Question(made, options(direction, depth), nodes, run));
                if (nodes > wanted) {
                    break;
                }
            }
        }
        return best;
    }

    private static Question closer(int wanted, Question one, Question other) {
        return Math.abs(other.nodes() - wanted) < Math.abs(one.nodes() - wanted) ? other : one;
    }

    private static WalkOptions options(Direction direction, int depth) {
        return WalkOptions.of(direction)
                .withDepth(depth)
                .withLimits(new WalkOptions.Limits(1_000_000, 5_000_000, 1_000_000));
    }

    private void measure(String name, LineageSnapshot snapshot, Question question) {
        int rounds = Math.max(15, 300_000 / Math.max(1, question.nodes()));
        Times times = ThreadCpu.of(rounds, () -> snapshot.walk(question.subject(), question.options()));
        result.put(name + "_nodes", question.nodes()).put(name + "_ms", times.median());
    }
}
