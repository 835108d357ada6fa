package dev.whence.store;

import org.apache.jena.sparql.algebra.op.OpPath;
import org.apache.jena.sparql.core.TriplePath;
import org.apache.jena.sparql.engine.ExecutionContext;
import org.apache.jena.sparql.engine.QueryIterator;
import org.apache.jena.sparql.engine.binding.Binding;
import org.apache.jena.sparql.engine.iterator.QueryIterRepeatApply;
import org.apache.jena.tdb2.solver.OpExecutorTDB2;

/**
 * TDB2's executor with another way to follow property paths. ARQ's own way recurses once a step, so that a chain of
 * 10,000 overflows the stack, and does not look at the query's cancel signal until it has found all nodes.
 */
final class PathExecutor extends OpExecutorTDB2 {

    PathExecutor(ExecutionContext context) {
        super(context);
    }

    @Override
    protected QueryIterator execute(OpPath path, QueryIterator input) {
        return new Solutions(path.getTriplePath(), input, execCxt);
    }

    private static final class Solutions extends QueryIterRepeatApply {
        private final TriplePath path;

        Solutions(TriplePath path, QueryIterator input, ExecutionContext context) {
            super(input, context);
            this.path = path;
        }

        @Override
        protected QueryIterator nextStage(Binding binding) {
            return new PathSolver(getExecContext()).solve(binding, path);
        }
    }
}
