package dev.whence.query.walk;

import dev.whence.lineage.Direction;
import dev.whence.lineage.Relation;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One direction of an answer as a tree: an artifact, below it the runs, below each run what it read or wrote. A node is
 * drawn in full where the walk first reached it, so no branch is longer than the walk was deep; elsewhere it is named.
 */
final class TreeBranch {
    private final LineageAnswer answer;
    private final boolean up;
    /** Which of the origins is hidden is not said; so of none it is said that there is no other. */
    private final String seen;

    private final Style style;
    private final Appendable out;

    private final Map<String, LineageAnswer.Node> nodes = new HashMap<>();
    private final Map<String, List<LineageAnswer.Edge>> edges = new HashMap<>();
    private final Set<LineageAnswer.Edge> firstToReach = new HashSet<>();
    private final Set<String> drawn = new HashSet<>();

    TreeBranch(LineageAnswer answer, Direction direction, Style style, Appendable out) {
        this.answer = answer;
        this.up = direction == Direction.UP;
        this.seen = answer.isCutByPolicy() ? "that you may see " : "";
        this.style = style;
        this.out = out;
        answer.nodes().forEach(node -> nodes.put(node.iri(), node));
        Set<String> reached = new HashSet<>(answer.root().entities());
        for (LineageAnswer.Edge edge : answer.edges()) {
            if (edge.direction() == direction) {
                edges.computeIfAbsent(edge.near(), iri -> new ArrayList<>()).add(edge);
                if (reached.add(edge.far())) {
                    firstToReach.add(edge);
                }
            }
        }
    }

    /** A line to draw below another: its own text, and what goes below it in turn. */
    private interface Line {
        void write(String indent, boolean last) throws IOException;
    }

    void write() throws IOException {
        for (String root : answer.root().entities()) {
            out.append(entity(root, origin(root))).append('\n');
            below(root, "");
        }
    }

    private void below(String iri, String indent) throws IOException {
        drawn.add(iri);
        List<Line> lines = new ArrayList<>();
        Map<Optional<String>, List<LineageAnswer.Edge>> byRun = new LinkedHashMap<>();
        for (LineageAnswer.Edge edge : edges.getOrDefault(iri, List.of())) {
            if (edge.relation().crosses()) {
                lines.add((prefix, last) -> child(edge, prefix, last));
            } else {
                byRun.computeIfAbsent(edge.run().map(LineageAnswer.RunRef::run), run -> new ArrayList<>())
                        .add(edge);
            }
        }
        byRun.values().forEach(group -> lines.add((prefix, last) -> run(group, prefix, last)));
        if (byRun.isEmpty() && up) {
            Optional.ofNullable(nodes.get(iri))
                    .flatMap(LineageAnswer.Node::generatedBy)
                    .ifPresent(run -> lines.add((prefix, last) -> line(prefix, last ? "└─ " : "├─ ", describe(run))));
        }
        write(lines, indent);
    }

    private static void write(List<Line> lines, String indent) throws IOException {
        for (int i = 0; i < lines.size(); i++) {
            lines.get(i).write(indent, i + 1 == lines.size());
        }
    }

    private void run(List<LineageAnswer.Edge> group, String indent, boolean last) throws IOException {
        line(indent, last ? "└─ " : "├─ ", describe(group.get(0).run().orElseThrow()));
        List<Line> children = new ArrayList<>();
        group.forEach(edge -> children.add((prefix, end) -> child(edge, prefix, end)));
        write(children, indent + (last ? "   " : "│  "));
    }

    private void child(LineageAnswer.Edge edge, String indent, boolean last) throws IOException {
        String corner = last ? "└" : "├";
        boolean expand = firstToReach.contains(edge);
        line(indent, corner + dash(edge.relation()) + " ", entity(edge.far(), marks(edge, expand)));
        if (expand) {
            below(edge.far(), indent + (last ? "   " : "│  "));
        }
    }

    private static String dash(Relation relation) {
        return switch (relation) {
            case STATED -> "─";
            case ASSUMED -> "┄";
            case SAME_BYTES, ASSUMED_LOCATION -> "═";
        };
    }

    private String marks(LineageAnswer.Edge edge, boolean expand) {
        String crossing = switch (edge.relation()) {
            case SAME_BYTES -> "  same bytes";
            case ASSUMED_LOCATION -> "  same place, no digest: assumed";
            case STATED, ASSUMED -> "";
        };
        String word = edge.statedAs().map(as -> "  " + VisibleText.of(as)).orElse("");
        String superseded = edge.superseded() ? "  superseded" : "";
        String again = expand ? "" : drawn.contains(edge.far()) ? "  ↑ shown above" : "  ↓ shown below";
        String origin = crossing.isEmpty() ? origin(edge.far()) : "";
        return word + crossing + superseded + again + origin;
    }

    private String entity(String iri, String marks) {
        LineageAnswer.Node node = nodes.get(iri);
        if (node == null) {
            return VisibleText.of(iri);
        }
        String name =
                Labels.name(node).or(() -> node.digest().map(VisibleText::of)).orElse(VisibleText.of(iri));
        String digest = Labels.name(node).isPresent() ? digest(node) : "";
        String erased = node.erased() ? style.warn("  " + Labels.ERASED) : "";
        return style.strong(name) + style.dim(digest + marks) + erased;
    }

    /** That a file is named without its digest is worth a word; an item or an order need not have one. */
    private static String digest(LineageAnswer.Node node) {
        String none = node.entity().isPresent() ? "" : "  no digest";
        return node.digest().map(text -> "  " + Labels.digest(text)).orElse(none);
    }

    private String origin(String iri) {
        LineageAnswer.Node node = nodes.get(iri);
        boolean told = node == null || node.erased() || node.generatedBy().isPresent() || edges.containsKey(iri);
        return up && !told ? "  ○ no receipt " + seen + "tells its origin" : "";
    }

    private String describe(LineageAnswer.RunRef ref) {
        RunSummary run = ref.summary();
        String id = "  " + VisibleText.of(run.runId());
        return Labels.run(run) + style.dim(id) + style.status(run) + style.attested(ref.attested());
    }

    private void line(String indent, String corner, String text) throws IOException {
        out.append(style.dim(indent + corner)).append(text).append('\n');
    }
}
