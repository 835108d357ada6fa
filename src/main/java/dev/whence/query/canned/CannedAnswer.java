package dev.whence.query.canned;

import java.util.List;
import org.apache.jena.graph.Graph;
import org.apache.jena.sparql.core.Var;
import org.apache.jena.sparql.engine.binding.Binding;

/** What a query gave. */
public sealed interface CannedAnswer {

    /**
     * The rows of a SELECT (or the one row of an ASK).
     *
     * @param complete whether these are all rows; false when the row limit cut them
     */
    record Table(List<Var> columns, List<Binding> rows, boolean complete) implements CannedAnswer {
        public Table {
            columns = List.copyOf(columns);
            rows = List.copyOf(rows);
        }
    }

    /** The triples of a CONSTRUCT or DESCRIBE. */
    record Triples(Graph graph) implements CannedAnswer {}
}
