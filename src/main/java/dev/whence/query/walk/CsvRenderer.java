package dev.whence.query.walk;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The edges as CSV (RFC 4180), one a line, with a header. A cell that a spreadsheet would take for a formula gets an
 * apostrophe in front: the names come from strangers.
 */
public final class CsvRenderer implements LineageRenderer {
    private static final String FORMULA_STARTS = "=+-@\t\r\n";
    private static final List<String> HEADER = List.of(
            "from",
            "to",
            "relation",
            "direction",
            "depth",
            "superseded",
            "run",
            "receipt",
            "operation",
            "agent",
            "time",
            "status",
            "attestation",
            "statedAs",
            "fromErased",
            "toErased");

    @Override
    public String name() {
        return "csv";
    }

    @Override
    public String mediaType() {
        return "text/csv";
    }

    @Override
    public String suffix() {
        return ".csv";
    }

    @Override
    public void render(LineageAnswer answer, Appendable out) throws IOException {
        line(HEADER, out);
        Set<String> erased = answer.nodes().stream()
                .filter(LineageAnswer.Node::erased)
                .map(LineageAnswer.Node::iri)
                .collect(Collectors.toSet());
        for (LineageAnswer.Edge edge : answer.edges()) {
            line(cells(edge, erased), out);
        }
    }

    private static List<String> cells(LineageAnswer.Edge edge, Set<String> erased) {
        Optional<LineageAnswer.RunRef> run = edge.run();
        Optional<RunSummary> summary = run.map(LineageAnswer.RunRef::summary);
        return List.of(
                edge.from(),
                edge.to(),
                Words.of(edge.relation()),
                Words.of(edge.direction()),
                String.valueOf(edge.depth()),
                String.valueOf(edge.superseded()),
                run.map(LineageAnswer.RunRef::run).orElse(""),
                run.map(LineageAnswer.RunRef::receipt).orElse(""),
                summary.flatMap(RunSummary::operation).orElse(""),
                summary.flatMap(RunSummary::agent).orElse(""),
                summary.flatMap(RunSummary::time).map(Object::toString).orElse(""),
                summary.flatMap(RunSummary::status).orElse(""),
                run.flatMap(LineageAnswer.RunRef::attested).map(Mark::word).orElse(""),
                edge.statedAs().orElse(""),
                String.valueOf(erased.contains(edge.from())),
                String.valueOf(erased.contains(edge.to())));
    }

    private static void line(List<String> cells, Appendable out) throws IOException {
        out.append(cells.stream().map(CsvRenderer::cell).collect(Collectors.joining(",")))
                .append("\r\n");
    }

    private static String cell(String text) {
        boolean formula = !text.isEmpty() && FORMULA_STARTS.indexOf(text.charAt(0)) >= 0;
        String safe = (formula ? "'" : "") + text;
        boolean quoted = safe.chars().anyMatch(c -> c == ',' || c == '"' || c == '\r' || c == '\n');
        return quoted ? '"' + safe.replace("\"", "\"\"") + '"' : safe;
    }
}
