package dev.whence.query.walk;

import dev.whence.lineage.Relation;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** An answer's edges as a picture needs them: once, whichever way the walk found them. */
final class DrawnEdges {
    private DrawnEdges() {}

    private record Line(String from, String to, Relation relation, String run) {}

    static List<LineageAnswer.Edge> of(LineageAnswer answer) {
        Set<Line> drawn = new HashSet<>();
        List<LineageAnswer.Edge> edges = new ArrayList<>();
        for (LineageAnswer.Edge edge : answer.edges()) {
            String run = edge.run().map(LineageAnswer.RunRef::run).orElse("");
            Line line = new Line(edge.from(), edge.to(), edge.relation(), run);
            Line mirror = new Line(edge.to(), edge.from(), edge.relation(), run);
            boolean repeated = edge.relation() == Relation.SAME_BYTES && drawn.contains(mirror);
            if (!repeated && drawn.add(line)) {
                edges.add(edge);
            }
        }
        return edges;
    }
}
