package dev.whence.query.walk;

import dev.whence.lineage.Relation;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/** Graphviz: boxes for entities, arrows from ancestor to derived; dashed where the step is assumed. */
public final class DotRenderer implements LineageRenderer {
    @Override
    public String name() {
        return "dot";
    }

    @Override
    public String mediaType() {
        return "text/vnd.graphviz";
    }

    @Override
    public String suffix() {
        return ".dot";
    }

    @Override
    public void render(LineageAnswer answer, Appendable out) throws IOException {
        out.append("digraph lineage {\n  rankdir=LR;\n  node [shape=box, fontname=\"sans-serif\"];\n");
        Map<String, String> ids = new HashMap<>();
        for (LineageAnswer.Node node : answer.nodes()) {
            ids.put(node.iri(), "n" + ids.size());
            out.append("  ").append(ids.get(node.iri())).append(" [label=").append(label(node));
            out.append(answer.root().entities().contains(node.iri()) ? ", penwidth=2" : "");
            out.append(node.superseded() ? ", color=gray" : "");
            out.append(node.erased() ? ", style=dashed" : "").append("];\n");
        }
        for (LineageAnswer.Edge edge : DrawnEdges.of(answer)) {
            out.append("  " + ids.get(edge.from()) + " -> " + ids.get(edge.to()) + attributes(edge) + ";\n");
        }
        out.append(
                answer.complete()
                        ? ""
                        : "  label=\"Not complete: " + answer.reason().orElseThrow() + "\";\n");
        out.append("}\n");
    }

    private static String label(LineageAnswer.Node node) {
        return quote(Labels.entity(node));
    }

    private static String attributes(LineageAnswer.Edge edge) {
        String style = switch (edge.relation()) {
            case STATED -> "solid";
            case ASSUMED -> "dashed";
            case SAME_BYTES, ASSUMED_LOCATION -> "dotted";
        };
        String label = edge.relation() == Relation.SAME_BYTES || edge.relation() == Relation.ASSUMED_LOCATION
                ? Words.of(edge.relation())
                : Labels.step(edge);
        String tone = edge.superseded() ? ", color=gray, fontcolor=gray" : "";
        String ends = edge.relation() == Relation.SAME_BYTES ? ", dir=both" : "";
        return " [style=" + style + ", label=" + quote(label) + tone + ends + "]";
    }

    /** In a quoted string of the DOT language a backslash begins an escape, and a quote ends it. */
    private static String quote(String visible) {
        return '"' + visible.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
