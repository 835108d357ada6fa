package dev.whence.serve.sparql;

import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.jena.graph.Triple;
import org.apache.jena.graph.impl.WrappedGraph;
import org.apache.jena.query.QueryCancelledException;
import org.apache.jena.sparql.graph.GraphFactory;

/** A graph in memory that takes so many triples, until its query is cancelled. */
final class LimitedGraph extends WrappedGraph {
    private final int limit;
    private final AtomicBoolean cancelled;

    LimitedGraph(int limit, AtomicBoolean cancelled) {
        super(GraphFactory.createDefaultGraph());
        this.limit = limit;
        this.cancelled = cancelled;
    }

    @Override
    public void add(Triple triple) {
        performAdd(triple);
    }

    @Override
    public void performAdd(Triple triple) {
        if (cancelled.get()) {
            throw new QueryCancelledException();
        }
        super.add(triple);
        if (size() > limit) {
            throw new LimitException("The answer has more than " + limit + " triples; ask for less at a time.");
        }
    }
}
