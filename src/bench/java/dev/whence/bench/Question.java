package dev.whence.bench;

import dev.whence.lineage.Direction;
import dev.whence.lineage.LineageSnapshot;
import dev.whence.lineage.Subject;
import dev.whence.lineage.WalkOptions;
import java.util.List;

/** A walk to measure, and the size of its answer. */
record Question(Subject subject, WalkOptions options, int nodes, int run) {
    private static final int[] DEPTHS = {2, 3, 4, 5, 6, 7, 8, 9, 10, 20, 50};

    /** Milliseconds of CPU that the walk takes, when everything is compiled. */
    double ask(LineageSnapshot snapshot) {
        int rounds = Math.max(15, 300_000 / Math.max(1, nodes));
        return ThreadCpu.of(rounds, () -> snapshot.walk(subject, options)).median();
    }

    /** The walk whose answer is closest to the wanted size, among some runs and depths. */
    static Question closest(LineageSnapshot snapshot, Direction direction, int wanted) {
        Question best = new Question(new Subject(Subject.Type.ENTITY, 0), options(direction, 1), 0, 0);
        for (int back = 1; back < (int) snapshot.size(); back += (int) snapshot.size() / 60 + 1) {
            int run = direction == Direction.UP ? (int) snapshot.size() - back : back;
            List<Subject> generated = snapshot.generated(run);
            if (generated.isEmpty()) {
                continue;
            }
            Subject made = generated.get(0);
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

    static Question closer(int wanted, Question one, Question other) {
        return Math.abs(other.nodes() - wanted) < Math.abs(one.nodes() - wanted) ? other : one;
    }

    static WalkOptions options(Direction direction, int depth) {
        return WalkOptions.of(direction)
                .withDepth(depth)
                .withLimits(new WalkOptions.Limits(1_000_000, 5_000_000, 1_000_000));
    }
}
