package dev.whence.store;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.jena.atlas.iterator.Iter;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.sparql.engine.ExecutionContext;
import org.apache.jena.sparql.path.P_Alt;
import org.apache.jena.sparql.path.P_Inverse;
import org.apache.jena.sparql.path.P_OneOrMore1;
import org.apache.jena.sparql.path.P_Seq;
import org.apache.jena.sparql.path.P_ZeroOrMore1;
import org.apache.jena.sparql.path.P_ZeroOrOne;
import org.apache.jena.sparql.path.Path;
import org.apache.jena.sparql.path.eval.PathEval;

/**
 * Follows a property path from one node. Repetition is a loop with a queue, so that depth costs heap and not stack; the
 * only recursion is over the written path. Single steps and ARQ's own extensions are left to ARQ.
 */
final class PathWalk {
    private final Graph graph;
    private final ExecutionContext context;

    PathWalk(Graph graph, ExecutionContext context) {
        this.graph = graph;
        this.context = context;
    }

    /** The nodes at the other end, as often as SPARQL counts them. */
    Collection<Node> from(Node start, Path path, boolean forward) {
        if (path instanceof P_Inverse inverse) {
            return from(start, inverse.getSubPath(), !forward);
        }
        if (path instanceof P_Seq sequence) {
            return sequence(start, sequence, forward);
        }
        if (path instanceof P_Alt choice) {
            List<Node> ends = new ArrayList<>(from(start, choice.getLeft(), forward));
            ends.addAll(from(start, choice.getRight(), forward));
            return ends;
        }
        if (path instanceof P_ZeroOrOne maybe) {
            Set<Node> ends = new LinkedHashSet<>(List.of(start));
            ends.addAll(from(start, maybe.getSubPath(), forward));
            return ends;
        }
        if (path instanceof P_ZeroOrMore1 more) {
            return closure(List.of(start), more.getSubPath(), forward);
        }
        if (path instanceof P_OneOrMore1 more) {
            return closure(from(start, more.getSubPath(), forward), more.getSubPath(), forward);
        }
        return step(start, path, forward);
    }

    private Collection<Node> sequence(Node start, P_Seq path, boolean forward) {
        List<Node> ends = new ArrayList<>();
        for (Node middle : from(start, forward ? path.getLeft() : path.getRight(), forward)) {
            ends.addAll(from(middle, forward ? path.getRight() : path.getLeft(), forward));
        }
        return ends;
    }

    private Set<Node> closure(Collection<Node> starts, Path path, boolean forward) {
        Set<Node> seen = new LinkedHashSet<>(starts);
        Deque<Node> open = new ArrayDeque<>(seen);
        while (!open.isEmpty()) {
            for (Node next : from(open.remove(), path, forward)) {
                if (seen.add(next)) {
                    open.add(next);
                }
            }
        }
        return seen;
    }

    private List<Node> step(Node start, Path path, boolean forward) {
        return Iter.toList(
                forward
                        ? PathEval.eval(graph, start, path, context.getContext())
                        : PathEval.evalReverse(graph, start, path, context.getContext()));
    }
}
