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
    private final LayeredGraph graph;
    private final Result result;

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
        measure("up_1000", snapshot, Question.closest(snapshot, Direction.UP, 1_000));
        measure("up_100000", snapshot, Question.closest(snapshot, Direction.UP, 100_000));
        measure("down_100000", snapshot, Question.closest(snapshot, Direction.DOWN, 100_000));
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
        Question best = new Question(new Subject(Subject.Type.ENTITY, 0), Question.options(Direction.UP, 1), 0, 0);
        for (int run = 0; run < Math.min(graph.size(), 20 * wanted); run += 7) {
            Subject made = snapshot.generated(run).get(0);
            Walk walk = snapshot.walk(made, Question.options(Direction.UP, WalkOptions.GREATEST_DEPTH));
            Question question = new Question(
                    made,
                    Question.options(Direction.UP, WalkOptions.GREATEST_DEPTH),
                    walk.nodes().size(),
                    run);
            if (walk.complete()) {
                best = Question.closer(wanted, best, question);
            }
        }
        return best;
    }

    private void measure(String name, LineageSnapshot snapshot, Question question) {
        result.put(name + "_nodes", question.nodes()).put(name + "_ms", question.ask(snapshot));
    }
}
