package dev.whence.serve.sparql;

import java.util.List;
import org.apache.jena.query.QueryCancelledException;
import org.apache.jena.sparql.core.Var;
import org.apache.jena.sparql.engine.binding.Binding;
import org.apache.jena.sparql.exec.RowSet;

/** Rows up to a limit; one more is an error. Remembers a timeout, because Fuseki's writers swallow it. */
final class LimitedRows implements RowSet {
    private final RowSet rows;
    private final int limit;
    private boolean cancelled;

    LimitedRows(RowSet rows, int limit) {
        this.rows = rows;
        this.limit = limit;
    }

    /** Whether the query ran out of time while its rows were written. */
    boolean cancelled() {
        return cancelled;
    }

    @Override
    public boolean hasNext() {
        try {
            return rows.hasNext();
        } catch (QueryCancelledException e) {
            cancelled = true;
            throw e;
        }
    }

    @Override
    public Binding next() {
        if (rows.getRowNumber() >= limit) {
            throw new LimitException("The answer has more than " + limit
                    + " rows; ask for a part of it with LIMIT and OFFSET, or count with COUNT.");
        }
        try {
            return rows.next();
        } catch (QueryCancelledException e) {
            cancelled = true;
            throw e;
        }
    }

    @Override
    public List<Var> getResultVars() {
        return rows.getResultVars();
    }

    @Override
    public long getRowNumber() {
        return rows.getRowNumber();
    }

    @Override
    public void close() {
        rows.close();
    }
}
