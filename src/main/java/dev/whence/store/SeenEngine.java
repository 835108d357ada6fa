package dev.whence.store;

import org.apache.jena.query.Query;
import org.apache.jena.sparql.algebra.Algebra;
import org.apache.jena.sparql.algebra.Op;
import org.apache.jena.sparql.algebra.OpLib;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.sparql.engine.ExecutionContext;
import org.apache.jena.sparql.engine.Plan;
import org.apache.jena.sparql.engine.QueryEngineFactory;
import org.apache.jena.sparql.engine.QueryIterator;
import org.apache.jena.sparql.engine.binding.Binding;
import org.apache.jena.sparql.engine.iterator.QueryIterRoot;
import org.apache.jena.sparql.engine.iterator.QueryIteratorCheck;
import org.apache.jena.sparql.engine.main.QC;
import org.apache.jena.sparql.engine.main.QueryEngineMain;
import org.apache.jena.sparql.util.Context;

/**
 * ARQ's general engine over a {@link SeenDataset}, with the union as the default graph. Patterns take the quad form, so that
 * {@code GRAPH ?g} is one lookup and not one a graph. A dataset that {@code FROM} makes of seen graphs is asked in the
 * triple form, graph by graph, as ARQ has it.
 */
final class SeenEngine extends QueryEngineMain {
    /** The one engine that such a dataset's context names, so that ARQ looks for no other. */
    static final QueryEngineFactory FACTORY = new Factory();

    private SeenEngine(Query query, DatasetGraph dataset, Binding input, Context context) {
        super(query, dataset, input, context);
    }

    private SeenEngine(Op op, DatasetGraph dataset, Binding input, Context context) {
        super(op, dataset, input, context);
    }

    @Override
    protected Op modifyOp(Op op) {
        Op optimized = super.modifyOp(op);
        return dataset instanceof SeenDataset ? OpLib.unionDefaultGraphQuads(Algebra.toQuadForm(optimized)) : optimized;
    }

    @Override
    public QueryIterator eval(Op op, DatasetGraph asked, Binding input, Context context) {
        // For patterns inside of expressions, which take their executor from here.
        QC.setFactory(context, SeenExecutor::new);
        ExecutionContext execution = asked instanceof SeenDataset seen
                ? ExecutionContext.create(seen, seen.getUnionGraph(), context)
                : ExecutionContext.create(asked, context);
        QueryIterator start =
                input.isEmpty() ? QueryIterRoot.create(execution) : QueryIterRoot.create(input, execution);
        return QueryIteratorCheck.check(QC.execute(op, start, execution), execution);
    }

    private static final class Factory implements QueryEngineFactory {
        @Override
        public boolean accept(Query query, DatasetGraph dataset, Context context) {
            return true;
        }

        @Override
        public Plan create(Query query, DatasetGraph dataset, Binding input, Context context) {
            return new SeenEngine(query, dataset, input, context).getPlan();
        }

        @Override
        public boolean accept(Op op, DatasetGraph dataset, Context context) {
            return true;
        }

        @Override
        public Plan create(Op op, DatasetGraph dataset, Binding input, Context context) {
            return new SeenEngine(op, dataset, input, context).getPlan();
        }
    }
}
