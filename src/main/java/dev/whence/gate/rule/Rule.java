package dev.whence.gate.rule;

import dev.whence.receipt.Gate;
import dev.whence.receipt.Gate.Finding;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.jena.graph.Node;
import org.apache.jena.query.Query;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.sparql.core.Var;
import org.apache.jena.sparql.engine.binding.Binding;
import org.apache.jena.sparql.exec.QueryExec;
import org.apache.jena.sparql.exec.RowSet;

/**
 * One query that finds what is wrong: each row is a finding. Immutable.
 *
 * @param code what a finding of it is called: the file's name, or what the header says
 * @param result what a row means for whoever is judged
 * @param message why; the names of the row's variables in braces stand for their values
 * @param remedy what to do about it
 * @param query a SELECT with a variable {@code where}; never changed
 */
public record Rule(String code, Gate.Result result, String message, String remedy, Query query) {
    private static final int MOST_ROWS = 100;
    private static final int MOST_SECONDS = 20;
    private static final int LONGEST_VALUE = 300;
    private static final Var WHERE = Var.alloc("where");

    /**
     * Everything that it finds, in order; at most a hundred, and one more that says that there are more.
     *
     * @throws RuntimeException where it could not be judged in time, or at all
     */
    public List<Finding> findings(DatasetGraph facts) {
        List<Finding> findings = new ArrayList<>();
        try (QueryExec run = QueryExec.dataset(facts)
                .query(query)
                .timeout(MOST_SECONDS, TimeUnit.SECONDS)
                .build()) {
            RowSet rows = run.select();
            while (rows.hasNext() && findings.size() <= MOST_ROWS) {
                Binding row = rows.next();
                findings.add(new Finding(code, text(row.get(WHERE)), said(rows.getResultVars(), row), remedy));
            }
        }
        findings.sort(Comparator.comparing(Finding::where).thenComparing(Finding::message));
        if (findings.size() > MOST_ROWS) {
            findings.set(MOST_ROWS, new Finding(code, "", "There are more of these than are told.", remedy));
        }
        return findings;
    }

    private String said(List<Var> variables, Binding row) {
        String said = message;
        for (Var variable : variables) {
            if (row.contains(variable)) {
                said = said.replace("{" + variable.getVarName() + "}", text(row.get(variable)));
            }
        }
        return said;
    }

    private static String text(Node node) {
        String text = node.isLiteral() ? node.getLiteralLexicalForm() : node.toString();
        return text.length() > LONGEST_VALUE ? text.substring(0, LONGEST_VALUE) + "…" : text;
    }
}
