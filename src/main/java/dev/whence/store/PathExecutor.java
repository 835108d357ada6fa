package dev.whence.store;

import org.apache.jena.sparql.algebra.op.OpBGP;
import org.apache.jena.sparql.algebra.op.OpDatasetNames;
import org.apache.jena.sparql.algebra.op.OpGraph;
import org.apache.jena.sparql.algebra.op.OpPath;
import org.apache.jena.sparql.engine.ExecutionContext;
import org.apache.jena.sparql.engine.QueryIterator;
import org.apache.jena.sparql.engine.main.iterator.QueryIterGraph;
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
        return new PathSolutions(path.getTriplePath(), input, execCxt);
    }

    /** TDB2's own way forgets what the pattern is to be joined with. */
    @Override
    protected QueryIterator execute(OpDatasetNames names, QueryIterator input) {
        return input.isJoinIdentity()
                ? super.execute(names, input)
                : new QueryIterGraph(input, new OpGraph(names.getGraphNode(), new OpBGP()), execCxt);
    }
}
