package dev.whence.serve.sparql;

import dev.whence.receipt.ProblemType;
import dev.whence.receipt.RefusedException;
import java.util.ArrayList;
import java.util.List;
import org.apache.jena.query.Query;
import org.apache.jena.sparql.algebra.Algebra;
import org.apache.jena.sparql.algebra.OpVisitorBase;
import org.apache.jena.sparql.algebra.op.OpGroup;
import org.apache.jena.sparql.algebra.op.OpOrder;
import org.apache.jena.sparql.algebra.op.OpService;
import org.apache.jena.sparql.algebra.walker.Walker;
import org.apache.jena.sparql.expr.E_Function;
import org.apache.jena.sparql.expr.Expr;
import org.apache.jena.sparql.expr.ExprFunctionN;
import org.apache.jena.sparql.expr.ExprList;
import org.apache.jena.sparql.expr.ExprVisitorBase;

/**
 * Reads a parsed query for what is not done here, before any of it runs: requests to other servers, wherever in the query
 * they stand and however silent, and functions named by an IRI other than those of SPARQL, XPath and XSD (ARQ would load
 * Java classes by such names). For one query.
 */
final class QueryGuard {
    private static final List<String> FUNCTIONS = List.of(
            "http://www.w3.org/2001/XMLSchema#",
            "http://www.w3.org/2005/xpath-functions#",
            "http://www.w3.org/2005/xpath-functions/math#");

    private final List<String> found = new ArrayList<>();
    private final Operators operators = new Operators();
    private final Expressions expressions = new Expressions();

    private QueryGuard() {}

    static void check(Query query) throws RefusedException {
        if (query.getQueryPattern() == null) {
            return; // DESCRIBE <iri>
        }
        QueryGuard guard = new QueryGuard();
        Walker.walk(Algebra.compile(query), guard.operators, guard.expressions);
        if (!guard.found.isEmpty()) {
            throw new RefusedException(ProblemType.QUERY_REFUSED, guard.found.get(0));
        }
    }

    private void look(Expr expression) {
        Walker.walk(expression, operators, expressions);
    }

    /** The walker does not go into aggregates and orders by itself. */
    private final class Operators extends OpVisitorBase {
        @Override
        public void visit(OpService service) {
            found.add("SERVICE is not offered: this server asks no other server.");
        }

        @Override
        public void visit(OpGroup group) {
            group.getAggregators().forEach(aggregate -> {
                ExprList inside = aggregate.getAggregator().getExprList();
                if (inside != null) {
                    inside.forEach(QueryGuard.this::look);
                }
            });
            group.getGroupVars().getExprs().values().forEach(QueryGuard.this::look);
        }

        @Override
        public void visit(OpOrder order) {
            order.getConditions().forEach(condition -> look(condition.getExpression()));
        }
    }

    private final class Expressions extends ExprVisitorBase {
        @Override
        public void visit(ExprFunctionN function) {
            if (function instanceof E_Function named && !offered(named.getFunctionIRI())) {
                found.add("The function <" + named.getFunctionIRI() + "> is not offered.");
            }
        }
    }

    private static boolean offered(String iri) {
        return FUNCTIONS.stream().anyMatch(iri::startsWith);
    }
}
