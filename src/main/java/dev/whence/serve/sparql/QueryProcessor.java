package dev.whence.serve.sparql;

import dev.whence.receipt.Problem;
import dev.whence.receipt.ProblemType;
import dev.whence.receipt.RefusedException;
import dev.whence.serve.Caller;
import dev.whence.serve.Freshness;
import dev.whence.store.GraphStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.jena.fuseki.servlets.HttpAction;
import org.apache.jena.fuseki.servlets.Responses;
import org.apache.jena.fuseki.servlets.SPARQLProtocol;
import org.apache.jena.fuseki.servlets.SPARQL_QueryDataset;
import org.apache.jena.fuseki.servlets.ServletOps;
import org.apache.jena.query.Query;
import org.apache.jena.query.QueryBuildException;
import org.apache.jena.query.QueryCancelledException;
import org.apache.jena.query.QueryException;
import org.apache.jena.query.QueryFactory;
import org.apache.jena.query.ReadWrite;
import org.apache.jena.query.Syntax;
import org.apache.jena.sparql.ARQConstants;
import org.apache.jena.sparql.core.DatasetDescription;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.sparql.core.DynamicDatasets;
import org.apache.jena.sparql.exec.QueryExec;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs one query inside its limits. Takes from Fuseki the reading of the protocol and the writing of results; the
 * refusals it leaves as a {@link Problem} on the request, for {@link EndpointFilter} to answer with.
 */
final class QueryProcessor extends SPARQL_QueryDataset {
    static final String PROBLEM = "dev.whence.sparql.problem";
    private static final Logger log = LoggerFactory.getLogger(QueryProcessor.class);

    private final GraphStore store;
    private final SparqlSettings.Limits limits;
    private final Stopper stopper;

    QueryProcessor(GraphStore store, SparqlSettings.Limits limits, Stopper stopper) {
        this.store = store;
        this.limits = limits;
        this.stopper = stopper;
    }

    /** Reads no more than a query may have, whatever the request says of its length. */
    @Override
    protected void executeBody(HttpAction action) {
        int most = limits.characters() * 4;
        try {
            byte[] body = action.getRequestInputStream().readNBytes(most + 1);
            execute(new String(body, StandardCharsets.UTF_8), action);
        } catch (IOException e) {
            refuse(action, Problem.of(ProblemType.BAD_REQUEST, "The body ended too soon."));
        }
    }

    @Override
    protected void execute(String text, HttpAction action) {
        try {
            answerInTime(action, text);
        } catch (RefusedException e) {
            refuse(action, e.problem());
        } catch (LimitException e) {
            refuse(action, Problem.of(ProblemType.RESULT_TOO_LARGE, String.valueOf(e.getMessage())));
        } catch (QueryCancelledException e) {
            refuse(
                    action,
                    Problem.of(
                            ProblemType.TIMED_OUT,
                            "The query took too much time or memory and was stopped; narrow it."));
        } catch (QueryException e) {
            refuse(action, Problem.of(ProblemType.BAD_REQUEST, ParseMessage.of(e)));
        } catch (StackOverflowError e) {
            refuse(action, Problem.of(ProblemType.QUERY_REFUSED, "The query is nested too deeply."));
        } catch (OutOfMemoryError e) {
            log.error("A query used up the memory");
            refuse(
                    action,
                    Problem.of(ProblemType.UNAVAILABLE, "The query needs more memory than there is; narrow it."));
        }
    }

    private void answerInTime(HttpAction action, String text) throws RefusedException {
        try (Stopper.Watched watched = stopper.watch(timeout(action))) {
            run(action, parse(text, watched.signal()), watched.signal());
        }
    }

    private Query parse(String text, AtomicBoolean cancelled) throws RefusedException {
        if (text.length() > limits.characters()) {
            throw new RefusedException(
                    ProblemType.TOO_LARGE, "A query has at most " + limits.characters() + " characters.");
        }
        Query query = QueryFactory.create(text, "http://server/unset-base/", Syntax.syntaxSPARQL_11);
        QueryGuard.check(query);
        return TextBounds.on(query, cancelled);
    }

    /** The client's {@code timeout=} in seconds, up to the longest, or else the default. */
    private Duration timeout(HttpAction action) throws RefusedException {
        Optional<String> asked = Optional.ofNullable(action.getRequestParameter("timeout"));
        if (asked.isEmpty()) {
            return limits.timeout();
        }
        try {
            Duration wanted = Duration.ofMillis(Math.round(Double.parseDouble(asked.get()) * 1000));
            if (wanted.isNegative() || wanted.isZero()) {
                throw new NumberFormatException("not positive");
            }
            return wanted.compareTo(limits.longestTimeout()) > 0 ? limits.longestTimeout() : wanted;
        } catch (NumberFormatException e) {
            throw new RefusedException(ProblemType.BAD_REQUEST, "timeout is a number of seconds greater than 0.");
        }
    }

    /** Over a dataset of the caller's own, in a transaction on it: Fuseki holds none that shows anything. */
    private void run(HttpAction action, Query query, AtomicBoolean cancelled) {
        long size = store.watermark().size(); // before the transaction, which may see more and never less
        action.setResponseHeader(Freshness.LEDGER_SIZE, String.valueOf(size));
        DatasetGraph seen = store.dataset(Caller.of(action.getRequest()).sight());
        seen.begin(ReadWrite.READ);
        try (QueryExec exec = QueryExec.dataset(named(action, query, seen))
                .query(withoutDataset(query))
                .set(ARQConstants.symCancelQuery, cancelled)
                .build()) {
            answer(action, query, exec, cancelled);
        } finally {
            seen.end();
        }
    }

    /** Of the dataset, what the request or else the query names, where one does. */
    private static DatasetGraph named(HttpAction action, Query query, DatasetGraph seen) {
        DatasetDescription named = SPARQLProtocol.getDatasetDescription(action, query);
        return named == null ? seen : DynamicDatasets.dynamicDataset(named, seen, false);
    }

    private static Query withoutDataset(Query query) {
        if (!query.hasDatasetDescription()) {
            return query;
        }
        Query bare = query.cloneQuery();
        bare.getGraphURIs().clear();
        bare.getNamedGraphURIs().clear();
        return bare;
    }

    private void answer(HttpAction action, Query query, QueryExec exec, AtomicBoolean cancelled) {
        if (query.isSelectType()) {
            LimitedRows rows = new LimitedRows(exec.select(), limits.rows());
            Responses.doResponseResultSet(action, rows, query.getPrologue());
            if (rows.cancelled()) {
                throw new QueryCancelledException();
            }
        } else if (query.isAskType()) {
            Responses.doResponseBoolean(action, exec.ask());
        } else if (query.isConstructType() || query.isDescribeType()) {
            LimitedGraph graph = new LimitedGraph(limits.rows(), cancelled);
            fill(graph, query, exec);
            graph.getPrefixMapping().setNsPrefixes(query.getPrefixMapping());
            Responses.doResponseGraph(action, graph);
        } else {
            throw new QueryBuildException("This form of query is not offered");
        }
    }

    private static void fill(LimitedGraph graph, Query query, QueryExec exec) {
        if (query.isDescribeType()) {
            exec.describe(graph);
        } else {
            exec.constructTriples().forEachRemaining(graph::add);
        }
    }

    private static void refuse(HttpAction action, Problem problem) {
        action.getRequest().setAttribute(PROBLEM, problem);
        ServletOps.error(problem.type().status(), problem.detail());
    }
}
