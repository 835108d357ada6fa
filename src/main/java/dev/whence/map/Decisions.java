package dev.whence.map;

import dev.whence.vocab.Dct;
import dev.whence.vocab.Whence;
import java.util.Locale;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;

/** Policy decisions: things of their own, on which receipts meet. */
final class Decisions {
    private Decisions() {}

    static Node decision(Statements out, String id) {
        Node decision = named(out, id);
        out.say(out.run(), Whence.DECISION, decision);
        return decision;
    }

    /** A decision by its id, or the policy binding that stands for it. */
    static Node named(Statements out, String id) {
        Node decision = NodeFactory.createURI(out.iris().decision(out.organisation(), id));
        out.text(decision, Dct.IDENTIFIER, id);
        return decision;
    }

    /** Says what it came to; the receipt's own word stays beside it where it is another one. */
    static void outcome(Statements out, Node decision, String word) {
        out.say(decision, Whence.DECISION_OUTCOME, outcome(word));
        if (!word.equals("allow") && !word.equals("deny")) {
            out.text(decision, Whence.STATED_OUTCOME, word);
        }
    }

    private static Node outcome(String word) {
        return switch (word.toLowerCase(Locale.ROOT)) {
            case "allow", "allowed", "answer" -> Whence.ALLOWED;
            case "deny", "denied" -> Whence.DENIED;
            default -> Whence.UNCLEAR;
        };
    }
}
