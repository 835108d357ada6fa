package dev.whence.query.canned;

import java.util.Map;
import org.apache.jena.graph.Node;
import org.apache.jena.query.Query;
import org.apache.jena.sparql.core.Var;
import org.apache.jena.sparql.syntax.syntaxtransform.QueryTransformOps;

/** A canned query with the terms that stand for its parameters. */
public record BoundQuery(CannedQuery canned, Map<Var, Node> terms) {
    public BoundQuery {
        terms = Map.copyOf(terms);
    }

    /**
     * A fresh query in which the terms stand where the variables stood. Terms are put into the parsed query and never
     * into its text, so that no value can become syntax.
     */
    public Query query() {
        return QueryTransformOps.replaceVars(canned.query(), terms);
    }
}
