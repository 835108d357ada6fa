package dev.whence.query.walk;

import java.util.Optional;

/** The tree's few tones; without colours they are nothing. */
final class Style {
    private final boolean colours;

    Style(boolean colours) {
        this.colours = colours;
    }

    String strong(String text) {
        return in("1", text);
    }

    String dim(String text) {
        return in("2", text);
    }

    String warn(String text) {
        return in("33", text);
    }

    /** A mark for how a run went, where it did not go well. */
    String status(RunSummary run) {
        return run.failed() ? in("31", "  ✗ " + VisibleText.of(run.status().orElseThrow())) : "";
    }

    /** A mark for what came of checking the attestations. */
    String attested(Optional<Mark> mark) {
        return mark.map(found -> in(found == Mark.VERIFIED ? "32" : "31", "  " + Mark.spoken(mark)))
                .orElse("");
    }

    private String in(String code, String text) {
        return colours ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
    }
}
