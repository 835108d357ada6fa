package dev.whence.store;

import org.apache.jena.graph.Node;
import org.apache.jena.sparql.algebra.Op;
import org.apache.jena.sparql.algebra.op.OpBGP;
import org.apache.jena.sparql.algebra.op.OpDatasetNames;
import org.apache.jena.sparql.algebra.op.OpFilter;
import org.apache.jena.sparql.algebra.op.OpGraph;
import org.apache.jena.sparql.algebra.op.OpPath;
import org.apache.jena.sparql.algebra.op.OpQuadPattern;
import org.apache.jena.sparql.algebra.optimize.TransformFilterPlacement;
import org.apache.jena.sparql.core.BasicPattern;
import org.apache.jena.sparql.core.Quad;
import org.apache.jena.sparql.core.Substitute;
import org.apache.jena.sparql.engine.ExecutionContext;
import org.apache.jena.sparql.engine.QueryIterator;
import org.apache.jena.sparql.engine.iterator.QueryIterNullIterator;
import org.apache.jena.sparql.engine.iterator.QueryIterPeek;
import org.apache.jena.sparql.engine.main.OpExecutor;
import org.apache.jena.sparql.engine.main.QC;
import org.apache.jena.sparql.engine.main.iterator.QueryIterGraph;
import org.apache.jena.sparql.engine.optimizer.reorder.ReorderLib;
import org.apache.jena.sparql.engine.optimizer.reorder.ReorderTransformation;

/**
 * Executes what {@link SeenEngine} plans: patterns by way of {@link SeenQuads#match}, paths by {@link PathSolver}, and all
 * else as ARQ does. The order of a join is chosen by the pattern's form alone, never by figures of what is stored.
 */
final class SeenExecutor extends OpExecutor {
    private static final ReorderTransformation BY_FORM = ReorderLib.fixed();

    /** Whether patterns are yet to be put into the order in which they are joined. */
    private final boolean ordering;

    SeenExecutor(ExecutionContext context) {
        this(context, true);
    }

    private SeenExecutor(ExecutionContext context, boolean ordering) {
        super(context);
        this.ordering = ordering;
    }

    @Override
    protected QueryIterator execute(OpQuadPattern pattern, QueryIterator input) {
        return match(pattern.getGraphNode(), pattern.getBasicPattern(), input);
    }

    /** In the triple form: of a dataset made by {@code FROM}, or inside of {@code GRAPH}. */
    @Override
    protected QueryIterator execute(OpBGP pattern, QueryIterator input) {
        if (pattern.getPattern().isEmpty()) {
            return input;
        }
        return execCxt.getActiveGraph() instanceof SeenGraph graph
                ? match(graph.getDataset(), graph.place(), pattern.getPattern(), input)
                : super.execute(pattern, input);
    }

    private QueryIterator match(Node graph, BasicPattern pattern, QueryIterator input) {
        Node place = Quad.isUnionGraph(graph) ? Node.ANY : graph;
        return match((SeenDataset) execCxt.getDataset(), place, pattern, input);
    }

    private QueryIterator match(SeenDataset dataset, Node place, BasicPattern pattern, QueryIterator input) {
        if (!input.hasNext()) {
            return input;
        }
        SeenQuads quads = dataset.quads();
        if (place.isConcrete() && !quads.sees(place)) {
            return nothing(input);
        }
        QueryIterPeek first = QueryIterPeek.create(input, execCxt);
        return quads.match(place, ordering ? ordered(pattern, first) : pattern, first, execCxt);
    }

    private QueryIterator nothing(QueryIterator input) {
        input.close();
        return QueryIterNullIterator.create(execCxt);
    }

    /** By what the first solution binds. */
    private static BasicPattern ordered(BasicPattern pattern, QueryIterPeek input) {
        return pattern.size() < 2
                ? pattern
                : BY_FORM.reorderIndexes(Substitute.substitute(pattern, input.peek()))
                        .reorder(pattern);
    }

    /** A filter goes to where in the join its variables are bound; for that, the order must stand first. */
    @Override
    protected QueryIterator execute(OpFilter filter, QueryIterator input) {
        if (!ordering || !(filter.getSubOp() instanceof OpQuadPattern quads) || !input.hasNext()) {
            return super.execute(filter, input);
        }
        QueryIterPeek first = QueryIterPeek.create(input, execCxt);
        BasicPattern pattern = ordered(quads.getBasicPattern(), first);
        Op placed = TransformFilterPlacement.transform(filter.getExprs(), quads.getGraphNode(), pattern);
        ExecutionContext asPlaced = ExecutionContext.copy(execCxt);
        asPlaced.setExecutor(context -> new SeenExecutor(context, false));
        return QC.execute(placed, first, asPlaced);
    }

    @Override
    protected QueryIterator execute(OpGraph graph, QueryIterator input) {
        return new QueryIterGraph(input, graph, execCxt);
    }

    @Override
    protected QueryIterator execute(OpPath path, QueryIterator input) {
        return new PathSolutions(path.getTriplePath(), input, execCxt);
    }

    /** {@code GRAPH ?g {}} and {@code GRAPH <name> {}}. */
    @Override
    protected QueryIterator execute(OpDatasetNames names, QueryIterator input) {
        return execute(new OpGraph(names.getGraphNode(), new OpBGP()), input);
    }
}
