package dev.whence.map;

import dev.whence.vocab.Whence;
import java.util.Locale;
import org.apache.jena.graph.Node;

/** One small set of words for how things went, so that a query works over all kinds. */
enum Status {
    PASSED("pass"),
    FAILED("fail"),
    PARTIAL("partial"),
    SKIPPED("skipped"),
    UNCLEAR("unclear");

    private final String notation;

    Status(String notation) {
        this.notation = notation;
    }

    /** Reads a receipt's word, in any case. */
    static Status of(String word) {
        return switch (word.toLowerCase(Locale.ROOT)) {
            case "pass", "passed", "success", "succeeded", "ok", "completed", "true" -> PASSED;
            case "fail", "failed", "failure", "error", "false" -> FAILED;
            case "partial", "warn", "warning" -> PARTIAL;
            case "skipped", "skip", "not_run" -> SKIPPED;
            default -> UNCLEAR;
        };
    }

    static Status of(boolean passed) {
        return passed ? PASSED : FAILED;
    }

    /** Says it of the run; the receipt's own word stays beside it where it is another one. */
    static void say(Statements out, Node property, String word) {
        Status status = of(word);
        out.say(out.run(), property, status.node());
        if (!status.notation.equals(word)) {
            out.text(out.run(), Whence.STATED_STATUS, word);
        }
    }

    Node node() {
        return switch (this) {
            case PASSED -> Whence.PASSED;
            case FAILED -> Whence.FAILED;
            case PARTIAL -> Whence.PARTIAL;
            case SKIPPED -> Whence.SKIPPED;
            case UNCLEAR -> Whence.UNCLEAR;
        };
    }
}
