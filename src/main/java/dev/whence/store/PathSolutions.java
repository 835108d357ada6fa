package dev.whence.store;

import org.apache.jena.sparql.core.TriplePath;
import org.apache.jena.sparql.engine.ExecutionContext;
import org.apache.jena.sparql.engine.QueryIterator;
import org.apache.jena.sparql.engine.binding.Binding;
import org.apache.jena.sparql.engine.iterator.QueryIterRepeatApply;

/** The solutions of a path pattern, one {@link PathSolver} for each that comes in. */
final class PathSolutions extends QueryIterRepeatApply {
    private final TriplePath path;

    PathSolutions(TriplePath path, QueryIterator input, ExecutionContext context) {
        super(input, context);
        this.path = path;
    }

    @Override
    protected QueryIterator nextStage(Binding binding) {
        return new PathSolver(getExecContext()).solve(binding, path);
    }
}
