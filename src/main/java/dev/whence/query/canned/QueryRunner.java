package dev.whence.query.canned;

import dev.whence.access.Sight;
import dev.whence.query.Turns;
import dev.whence.receipt.ProblemType;
import dev.whence.receipt.RefusedException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.apache.jena.query.Query;
import org.apache.jena.query.QueryCancelledException;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.sparql.core.Var;
import org.apache.jena.sparql.engine.binding.Binding;
import org.apache.jena.sparql.engine.binding.BindingFactory;
import org.apache.jena.sparql.exec.QueryExec;
import org.apache.jena.sparql.exec.RowSet;
import org.apache.jena.sparql.expr.NodeValue;
import org.apache.jena.system.Txn;

/**
 * Runs queries that we trust (our own files, or a local user's) against the graph, within bounds: so long, so many rows,
 * and so many at once. The store follows property paths without recursion and stops them when their query is cancelled,
 * so that an ordinary thread's stack does. Thread-safe.
 */
public final class QueryRunner {
    private static final Var ASKED = Var.alloc("answer");
    private static final int AT_ONCE = 4;
    private static final int MAY_WAIT = 16;
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);

    private final Function<Sight, DatasetGraph> graph;
    private final Duration timeout;
    private final int mostRows;
    private final Turns turns;

    /** @param graph the current one as a sight shows it; asked anew for every query, because a compaction swaps it */
    public QueryRunner(Function<Sight, DatasetGraph> graph, Duration timeout, int mostRows) {
        this(graph, timeout, mostRows, new Turns(AT_ONCE, MAY_WAIT, LONGEST_WAIT));
    }

    QueryRunner(Function<Sight, DatasetGraph> graph, Duration timeout, int mostRows, Turns turns) {
        this.graph = graph;
        this.timeout = timeout;
        this.mostRows = mostRows;
        this.turns = turns;
    }

    /**
     * Runs one query in one read transaction.
     *
     * @param sight what the asker sees: the answer is made of that alone
     * @throws RefusedException {@link ProblemType#TIMED_OUT} when it takes longer than it may,
     *     {@link ProblemType#OVERLOADED} when its turn does not come
     */
    public CannedAnswer run(Query query, Sight sight) throws RefusedException {
        turns.enter();
        try {
            return inTransaction(query, sight);
        } catch (QueryCancelledException tooLong) {
            throw new RefusedException(
                    ProblemType.TIMED_OUT,
                    "The query was stopped after " + timeout.toSeconds() + " s; narrow it and ask again.");
        } finally {
            turns.leave();
        }
    }

    private CannedAnswer inTransaction(Query query, Sight sight) {
        DatasetGraph dataset = graph.apply(sight);
        return Txn.calculateRead(dataset, () -> {
            try (QueryExec execution = QueryExec.dataset(dataset)
                    .query(query)
                    .overallTimeout(timeout.toMillis(), TimeUnit.MILLISECONDS)
                    .build()) {
                return answer(query, execution);
            }
        });
    }

    private CannedAnswer answer(Query query, QueryExec execution) {
        if (query.isAskType()) {
            Binding row = BindingFactory.binding(
                    ASKED, NodeValue.makeBoolean(execution.ask()).asNode());
            return new CannedAnswer.Table(List.of(ASKED), List.of(row), true);
        }
        if (query.isConstructType()) {
            return new CannedAnswer.Triples(execution.construct());
        }
        if (query.isDescribeType()) {
            return new CannedAnswer.Triples(execution.describe());
        }
        return table(execution.select());
    }

    private CannedAnswer.Table table(RowSet rowSet) {
        List<Binding> rows = new ArrayList<>();
        while (rows.size() < mostRows && rowSet.hasNext()) {
            // A row of TDB2 looks its terms up only when it is asked for them, which may be after the transaction.
            rows.add(rowSet.next().detach());
        }
        return new CannedAnswer.Table(rowSet.getResultVars(), rows, !rowSet.hasNext());
    }
}
