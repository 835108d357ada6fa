package dev.whence.serve.page;

import dev.whence.query.walk.LineageAnswer;
import dev.whence.query.walk.LineageFormats;
import dev.whence.query.walk.LineageRenderer;
import dev.whence.query.walk.Mark;
import dev.whence.receipt.Iris;
import dev.whence.receipt.Problem;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** One walk: the tree as on a terminal, and the things in it as links. */
public final class LineagePage {
    private LineagePage() {}

    /** @param iris the base of the IRIs in the answer */
    public static String of(LineageAnswer answer, Iris iris) {
        Names names = new Names(iris);
        Html body = Html.fragment();
        String incomplete = answer.complete() ? "Complete." : "Not complete: " + answer.whyIncomplete() + ".";
        body.element(
                "p",
                incomplete + " As of ledger size " + answer.asOf() + ", "
                        + answer.asked().direction().name().toLowerCase(Locale.ROOT) + ", at most "
                        + answer.asked().maxDepth() + " generations.",
                "class",
                "soft");
        answer.warnings().forEach(warning -> body.element("p", warning, "class", "bad"));
        LineageFormats.named("tree").ifPresent(tree -> tree(body, tree, answer));
        body.element("h2", "Things in it");
        body.table(
                "Things in it",
                List.of("depth", "thing", "made by", "receipt", "attestation"),
                answer.nodes().stream().map(node -> row(node, names)).toList());
        formats(body, answer);
        return Html.page("Lineage of " + answer.root().thing(), body);
    }

    /** Why there is no walk. */
    public static String trouble(String thing, Problem problem) {
        Html body = Html.fragment();
        body.element("p", problem.detail(), "class", "bad", "role", "alert");
        problem.violations().forEach(violation -> body.element("p", violation.pointer() + " " + violation.message()));
        body.open("p").link("/", "Ask for another thing").close("p");
        return Html.page("Lineage of " + thing, body);
    }

    private static void tree(Html body, LineageRenderer tree, LineageAnswer answer) {
        body.element("pre", LineageFormats.render(tree, answer), "tabindex", "0", "aria-label", "The walk as a tree");
    }

    private static List<Cell> row(LineageAnswer.Node node, Names names) {
        Optional<LineageAnswer.RunRef> maker = node.generatedBy();
        return List.of(
                Cell.of(String.valueOf(node.depth())),
                names.cell(node.iri()),
                maker.map(run -> names.cell(run.run())).orElse(Cell.of("")),
                maker.map(run -> names.cell(run.receipt())).orElse(Cell.of("")),
                Cell.of(maker.flatMap(LineageAnswer.RunRef::attested)
                        .map(Mark::word)
                        .orElse("")));
    }

    private static void formats(Html body, LineageAnswer answer) {
        body.element("h2", "The same for programs").open("p", "class", "links");
        String address = "/lineage?entity=" + URLEncoder.encode(answer.root().thing(), StandardCharsets.UTF_8)
                + "&direction=" + answer.asked().direction().name().toLowerCase(Locale.ROOT) + "&depth="
                + answer.asked().maxDepth();
        for (LineageRenderer format : LineageFormats.all()) {
            body.link(address + "&format=" + format.name(), format.name());
        }
        body.close("p");
    }
}
