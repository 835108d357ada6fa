package dev.whence.query.walk;

import dev.whence.lineage.Relation;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/** A Mermaid flowchart, for pages that draw it: arrows from ancestor to derived; dotted where the step is assumed. */
public final class MermaidRenderer implements LineageRenderer {
    private static final String PLAIN = " ._:/,-@";

    @Override
    public String name() {
        return "mermaid";
    }

    @Override
    public String mediaType() {
        return "text/vnd.mermaid";
    }

    @Override
    public String suffix() {
        return ".mmd";
    }

    @Override
    public void render(LineageAnswer answer, Appendable out) throws IOException {
        out.append("flowchart LR\n");
        Map<String, String> ids = new HashMap<>();
        for (LineageAnswer.Node node : answer.nodes()) {
            ids.put(node.iri(), "n" + ids.size());
            String label = escape(Labels.entity(node));
            out.append("  " + ids.get(node.iri()) + "[\"" + label + "\"]\n");
        }
        for (LineageAnswer.Edge edge : DrawnEdges.of(answer)) {
            out.append("  " + ids.get(edge.from()) + arrow(edge) + ids.get(edge.to()) + "\n");
        }
        if (!answer.complete()) {
            out.append("  cut([\"not complete: " + escape(answer.reason().orElseThrow()) + "\"])\n");
        }
    }

    private static String arrow(LineageAnswer.Edge edge) {
        String label = edge.relation().crosses() ? Words.of(edge.relation()) : Labels.step(edge);
        String text = escape(edge.superseded() ? label + ", superseded" : label);
        return edge.relation() == Relation.STATED ? " -- \"" + text + "\" --> " : " -. \"" + text + "\" .-> ";
    }

    /** Everything that Mermaid or a page might read as more than text becomes a numbered entity. */
    private static String escape(String visible) {
        StringBuilder out = new StringBuilder(visible.length());
        visible.codePoints().forEach(point -> {
            if (Character.isLetterOrDigit(point) || PLAIN.indexOf(point) >= 0 || point == '…') {
                out.appendCodePoint(point);
            } else {
                out.append('#').append(point).append(';');
            }
        });
        return out.toString();
    }
}
