package dev.whence.store;

import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.Triple;
import org.apache.jena.graph.impl.WrappedGraph;
import org.apache.jena.query.QueryCancelledException;
import org.apache.jena.util.iterator.ExtendedIterator;
import org.jspecify.annotations.Nullable;

/** A graph that looks at a query's cancel signal at every search and every triple that it finds. */
final class StoppableGraph extends WrappedGraph {
    private final @Nullable AtomicBoolean cancelled;

    StoppableGraph(Graph graph, @Nullable AtomicBoolean cancelled) {
        super(graph);
        this.cancelled = cancelled;
    }

    @Override
    public ExtendedIterator<Triple> find(Node subject, Node predicate, Node object) {
        goOn();
        return super.find(subject, predicate, object).filterKeep(triple -> goOn());
    }

    @Override
    public ExtendedIterator<Triple> find(Triple pattern) {
        return find(pattern.getMatchSubject(), pattern.getMatchPredicate(), pattern.getMatchObject());
    }

    private boolean goOn() {
        if (cancelled != null && cancelled.get()) {
            throw new QueryCancelledException();
        }
        return true;
    }
}
