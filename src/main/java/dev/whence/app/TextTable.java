package dev.whence.app;

import dev.whence.query.canned.CannedAnswer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.jena.graph.Node;
import org.apache.jena.sparql.core.Var;
import org.jspecify.annotations.Nullable;

/** Prints rows for people: columns as wide as they need to be, well-known namespaces shortened. */
final class TextTable {
    private static final Map<String, String> PREFIXES =
            Map.of("http://www.w3.org/ns/prov#", "prov:", "https://w3id.org/whence/ns#", "whence:");

    private final Terminal terminal;

    TextTable(Terminal terminal) {
        this.terminal = terminal;
    }

    void print(CannedAnswer.Table table) {
        List<List<String>> lines = new ArrayList<>();
        lines.add(table.columns().stream().map(Var::getVarName).toList());
        table.rows()
                .forEach(row -> lines.add(table.columns().stream()
                        .map(column -> text(row.get(column)))
                        .toList()));
        int[] widths = widths(lines);
        lines.forEach(line -> terminal.out().println(padded(line, widths)));
        terminal.out().flush();
        String count = table.rows().size() + (table.rows().size() == 1 ? " row" : " rows");
        terminal.say(table.complete() ? count : "the first " + count + "; there are more");
    }

    private static int[] widths(List<List<String>> lines) {
        int[] widths = new int[lines.get(0).size()];
        for (List<String> line : lines) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(
                        widths[i], line.get(i).codePointCount(0, line.get(i).length()));
            }
        }
        return widths;
    }

    private static String padded(List<String> line, int[] widths) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            String cell = line.get(i);
            out.append(cell);
            if (i < widths.length - 1) {
                out.append(" ".repeat(widths[i] - cell.codePointCount(0, cell.length()) + 2));
            }
        }
        return out.toString().stripTrailing();
    }

    private static String text(@Nullable Node node) {
        if (node == null) {
            return "";
        }
        String text = node.isLiteral() ? node.getLiteralLexicalForm() : node.toString();
        for (Map.Entry<String, String> prefix : PREFIXES.entrySet()) {
            if (node.isURI() && text.startsWith(prefix.getKey())) {
                text = prefix.getValue() + text.substring(prefix.getKey().length());
            }
        }
        return Printable.of(text);
    }
}
