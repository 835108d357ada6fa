package dev.whence.store;

import java.util.Collection;
import java.util.Iterator;
import org.apache.jena.atlas.iterator.Iter;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.sparql.core.TriplePath;
import org.apache.jena.sparql.core.Var;
import org.apache.jena.sparql.engine.ExecutionContext;
import org.apache.jena.sparql.engine.QueryIterator;
import org.apache.jena.sparql.engine.binding.Binding;
import org.apache.jena.sparql.engine.binding.BindingFactory;
import org.apache.jena.sparql.engine.iterator.QueryIter;
import org.apache.jena.sparql.engine.iterator.QueryIterExtendByVar;
import org.apache.jena.sparql.engine.iterator.QueryIterPlainWrapper;
import org.apache.jena.sparql.engine.iterator.QueryIterYieldN;
import org.apache.jena.sparql.path.P_Alt;
import org.apache.jena.sparql.path.P_Inverse;
import org.apache.jena.sparql.path.P_Link;
import org.apache.jena.sparql.path.P_OneOrMore1;
import org.apache.jena.sparql.path.P_Seq;
import org.apache.jena.sparql.path.Path;
import org.apache.jena.sparql.util.graph.GraphUtils;
import org.apache.jena.system.G;
import org.jspecify.annotations.Nullable;

/** Turns one path pattern and one binding into solutions (SPARQL 1.1 §18.4), by way of a {@link PathWalk}. */
final class PathSolver {
    private final ExecutionContext context;
    private final Graph graph;
    private final PathWalk walk;

    PathSolver(ExecutionContext context) {
        this.context = context;
        this.graph = new StoppableGraph(context.getActiveGraph(), context.getCancelSignal());
        this.walk = new PathWalk(graph, context);
    }

    QueryIterator solve(Binding binding, TriplePath pattern) {
        Path path = pattern.getPath() == null ? new P_Link(pattern.getPredicate()) : pattern.getPath();
        Node subject = Var.lookup(binding, pattern.getSubject());
        Node object = Var.lookup(binding, pattern.getObject());
        if (!Var.isVar(subject)) {
            return Var.isVar(object)
                    ? bindEach(binding, Var.alloc(object), walk.from(subject, path, true))
                    : repeat(binding, walk.from(subject, path, true), object);
        }
        if (!Var.isVar(object)) {
            return bindEach(binding, Var.alloc(subject), walk.from(object, path, false));
        }
        return fromEverywhere(binding, Var.alloc(subject), path, Var.alloc(object));
    }

    private QueryIterator fromEverywhere(Binding binding, Var subject, Path path, Var object) {
        QueryIterator starts = new QueryIterExtendByVar(binding, subject, starts(path), context);
        return QueryIter.flatMap(
                starts,
                start -> {
                    Node node = start.get(subject);
                    Collection<Node> ends = walk.from(node, path, true);
                    return subject.equals(object) ? repeat(start, ends, node) : bindEach(start, object, ends);
                },
                context);
    }

    private QueryIterator bindEach(Binding binding, Var variable, Collection<Node> nodes) {
        return QueryIterPlainWrapper.create(
                Iter.map(nodes.iterator(), node -> BindingFactory.binding(binding, variable, node)), context);
    }

    private QueryIterator repeat(Binding binding, Collection<Node> nodes, Node wanted) {
        int count =
                (int) nodes.stream().filter(node -> node.sameValueAs(wanted)).count();
        return new QueryIterYieldN(count, binding, context);
    }

    /** Nodes from which the path might lead somewhere; all nodes where its first step does not tell. */
    private Iterator<Node> starts(Path path) {
        Iterator<Node> known = firstStep(path, true);
        return known == null ? GraphUtils.allNodes(graph) : known;
    }

    private @Nullable Iterator<Node> firstStep(Path path, boolean forward) {
        if (path instanceof P_Link link) {
            return forward
                    ? G.iterSubjectsOfPredicate(graph, link.getNode())
                    : G.iterObjectsOfPredicate(graph, link.getNode());
        }
        if (path instanceof P_Inverse inverse) {
            return firstStep(inverse.getSubPath(), !forward);
        }
        if (path instanceof P_OneOrMore1 more) {
            return firstStep(more.getSubPath(), forward);
        }
        if (path instanceof P_Seq sequence) {
            return firstStep(forward ? sequence.getLeft() : sequence.getRight(), forward);
        }
        return path instanceof P_Alt choice ? eitherStep(choice, forward) : null;
    }

    private @Nullable Iterator<Node> eitherStep(P_Alt choice, boolean forward) {
        Iterator<Node> left = firstStep(choice.getLeft(), forward);
        Iterator<Node> right = firstStep(choice.getRight(), forward);
        return left == null || right == null ? null : Iter.distinct(Iter.concat(left, right));
    }
}
