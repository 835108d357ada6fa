package dev.whence.gate;

import dev.whence.receipt.Gate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.query.Query;
import org.apache.jena.query.QueryFactory;
import org.apache.jena.sparql.engine.binding.Binding;
import org.apache.jena.sparql.exec.QueryExec;
import org.apache.jena.sparql.exec.RowSet;
import org.apache.jena.sparql.core.Var;

/**
 * A query of a gate, from a file whose header says what a row means. A row has {@code ?where}, what the finding is about, and
 * may have {@code ?detail}, what was found there; {@code ?version} and {@code ?versionId} are given. Immutable.
 */
record GateRule(Query query, Gate.Result result, String code, String message, String remediation) {
    private static final Pattern HEADER = Pattern.compile("(?m)^# (result|code|message|remediation): (.*)$");
    private static final Var WHERE = Var.alloc("where");
    private static final Var DETAIL = Var.alloc("detail");

    /** @throws IllegalStateException where the file is not a proper rule: a fault of the build */
    static GateRule read(String name, String text) {
        Map<String, String> header = new HashMap<>();
        Matcher lines = HEADER.matcher(text);
        while (lines.find()) {
            header.put(lines.group(1), lines.group(2));
        }
        if (header.size() != 4) {
            throw new IllegalStateException("shapes/gates/" + name + ".rq lacks a line of its header");
        }
        return new GateRule(
                QueryFactory.create(text),
                Gate.Result.valueOf(header.get("result")),
                header.get("code"),
                header.get("message"),
                header.get("remediation"));
    }

    /** What it finds, in an order that depends on what was found alone. */
    List<Gate.Finding> findings(Graph graph, Dossier dossier, Node version) {
        try (QueryExec execution = QueryExec.graph(graph)
                .query(query)
                .substitution("version", version)
                .substitution(
                        "versionId", NodeFactory.createLiteralString(dossier.version().id()))
                .build()) {
            RowSet rows = execution.select();
            return rows.stream().map(this::finding).distinct().sorted(Gates.ORDER).toList();
        }
    }

    private Gate.Finding finding(Binding row) {
        Node where = row.get(WHERE);
        Node detail = row.get(DETAIL);
        return new Gate.Finding(
                code,
                where == null ? "" : told(where),
                detail == null ? message : message + " Found: " + told(detail),
                remediation);
    }

    private static String told(Node node) {
        return node.isURI() ? node.getURI() : node.isLiteral() ? node.getLiteralLexicalForm() : node.toString();
    }
}
