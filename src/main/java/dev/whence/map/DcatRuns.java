package dev.whence.map;

import dev.whence.vocab.Dct;
import dev.whence.vocab.Prov;
import java.util.Optional;
import org.apache.jena.graph.Node;

/**
 * The runs that a description says made a dataset or a distribution: one of ours by its id, wherever it stands, so that it
 * meets its receipt; anything else by its own name. One record, one thread.
 */
final class DcatRuns {
    private final DcatNodes nodes;
    private final Statements out;

    DcatRuns(DcatNodes nodes, Statements out) {
        this.nodes = nodes;
        this.out = out;
    }

    void say(Node from, Node made) {
        int number = 0;
        for (Node activity : nodes.objects(from, Prov.WAS_GENERATED_BY)) {
            int place = ++number;
            Node run = run(activity).orElseGet(() -> other(activity, made, place));
            out.type(run, Prov.ACTIVITY);
            out.say(made, Prov.WAS_GENERATED_BY, run);
        }
    }

    private Optional<Node> run(Node activity) {
        return Optional.of(DcatNodes.written(activity))
                .filter(text -> !text.isEmpty())
                .or(() -> nodes.text(activity, Dct.IDENTIFIER))
                .flatMap(nodes.hrefs()::run)
                .or(() -> nodes.text(activity, Dct.IDENTIFIER).flatMap(nodes.hrefs()::run));
    }

    /** Known by an identifier as every run is: its own, else its name. */
    private Node other(Node activity, Node made, int number) {
        Node other = activity.isURI()
                ? nodes.named(activity)
                : activity.isLiteral()
                        ? nodes.hrefs().node(DcatNodes.written(activity))
                        : nodes.helper(activity, made, "activity", number);
        if (!out.says(other, Dct.IDENTIFIER, Node.ANY)) {
            out.text(other, Dct.IDENTIFIER, activity.isLiteral() ? DcatNodes.written(activity) : other.getURI());
        }
        return other;
    }
}
