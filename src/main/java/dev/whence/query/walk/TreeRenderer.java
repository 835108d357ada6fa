package dev.whence.query.walk;

import dev.whence.lineage.Direction;
import dev.whence.lineage.Relation;
import java.io.IOException;
import java.util.List;

/**
 * For a terminal: what was asked, the tree of what it came from, the tree of what came from it, the history of its place,
 * and how to read the marks.
 */
public final class TreeRenderer implements LineageRenderer {
    private final boolean colours;

    /** @param colours whether the terminal shows ANSI colours */
    public TreeRenderer(boolean colours) {
        this.colours = colours;
    }

    @Override
    public String name() {
        return "tree";
    }

    @Override
    public String mediaType() {
        return "text/plain";
    }

    @Override
    public String suffix() {
        return ".txt";
    }

    @Override
    public void render(LineageAnswer answer, Appendable out) throws IOException {
        Style style = new Style(colours);
        head(answer, style, out);
        Direction direction = answer.asked().direction();
        if (direction != Direction.DOWN) {
            branch("Came from", Direction.UP, answer, style, out);
        }
        if (direction != Direction.UP) {
            branch("Led to", Direction.DOWN, answer, style, out);
        }
        versions(answer, style, out);
        foot(answer, style, out);
    }

    private static void head(LineageAnswer answer, Style style, Appendable out) throws IOException {
        LineageAnswer.Root root = answer.root();
        out.append("Lineage of ").append(style.strong(VisibleText.of(root.thing())));
        out.append(" (" + root.kind().spoken() + ")\n");
        String size = answer.asOf() == answer.ledgerSize()
                ? "of " + answer.ledgerSize() + " ledger entries"
                : "as of ledger size " + answer.asOf() + " of " + answer.ledgerSize();
        String generations = ", up to " + answer.asked().maxDepth() + " generations";
        String verdict = answer.complete() ? ", complete" : ", NOT complete: " + answer.whyIncomplete();
        out.append(style.dim(size + generations + verdict)).append('\n');
        for (String warning : answer.warnings()) {
            out.append(style.warn("! " + VisibleText.of(warning))).append('\n');
        }
    }

    private static void branch(String title, Direction direction, LineageAnswer answer, Style style, Appendable out)
            throws IOException {
        boolean both = answer.asked().direction() == Direction.BOTH;
        out.append(both ? "\n" + style.strong(title) + "\n" : "\n");
        new TreeBranch(answer, direction, style, out).write();
    }

    private static void versions(LineageAnswer answer, Style style, Appendable out) throws IOException {
        List<LineageAnswer.Version> versions = answer.versions();
        if (versions.size() < 2) {
            return;
        }
        out.append('\n').append(style.strong("Versions of this place"));
        out.append(style.dim(" (history by time, not derivation)")).append('\n');
        for (int i = 0; i < versions.size(); i++) {
            out.append(version(i + 1, versions.get(i), answer, style)).append('\n');
        }
    }

    private static String version(int number, LineageAnswer.Version version, LineageAnswer answer, Style style) {
        RunSummary run = version.by().summary();
        String verb = version.generated() ? "written by " : "first read by ";
        String agent = run.agent().map(who -> ", " + VisibleText.of(who)).orElse("");
        String here = isRoot(version, answer) ? style.strong("  ◀ shown above") : "";
        String marks = (version.superseded() ? style.dim("  superseded") : "")
                + style.status(run)
                + style.attested(version.by().attested());
        return "%4d  %s  %s  %s%s%s"
                .formatted(
                        number,
                        Labels.time(version.time()),
                        version.digest().map(Labels::digest).orElse("no digest"),
                        style.dim(verb + VisibleText.of(run.runId()) + agent),
                        marks,
                        here);
    }

    /** All versions of a thing go by one name, which tells nothing of the version. */
    private static boolean isRoot(LineageAnswer.Version version, LineageAnswer answer) {
        return answer.root().kind() != SubjectKind.THING
                && answer.root().entities().contains(version.iri());
    }

    private static void foot(LineageAnswer answer, Style style, Appendable out) throws IOException {
        boolean assumed = answer.edges().stream().anyMatch(edge -> edge.relation() == Relation.ASSUMED);
        if (assumed) {
            out.append('\n').append(style.dim("┄ assumed: one run read the one and wrote the other"));
            out.append(style.dim("   ─ stated by a receipt")).append('\n');
        }
    }
}
