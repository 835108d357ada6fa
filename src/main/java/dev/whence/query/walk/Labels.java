package dev.whence.query.walk;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Short names for people, made harmless for one line of text; formats escape them further. */
final class Labels {
    private static final int SHORT_HEX = 12;
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss'Z'").withZone(ZoneOffset.UTC);

    /** Of a thing: a receipt that told how it was made is gone. */
    static final String ERASED = "erased: how it was made";

    private Labels() {}

    /** {@code docs/a.md  sha256:0123456789ab…}. */
    static String entity(LineageAnswer.Node node) {
        List<String> parts = new ArrayList<>();
        name(node).ifPresent(parts::add);
        node.digest().map(Labels::digest).ifPresent(parts::add);
        if (parts.isEmpty()) {
            parts.add(VisibleText.of(node.iri()));
        }
        if (node.erased()) {
            parts.add(ERASED);
        }
        return String.join("  ", parts);
    }

    /** {@code docs/a.md}, or {@code item IT_1}; bytes without a place have none. */
    static Optional<String> name(LineageAnswer.Node node) {
        return node.entity()
                .map(entity -> entity.type() + " " + entity.id())
                .or(node::uri)
                .map(VisibleText::of);
    }

    /** What is said of a step between two entities: {@code produced_by: join by svc:pipeline, 2026-02-20 12:00:00Z}. */
    static String step(LineageAnswer.Edge edge) {
        String run = edge.run().map(Labels::run).orElse("");
        return edge.statedAs().map(word -> VisibleText.of(word) + ": " + run).orElse(run);
    }

    static String digest(String digest) {
        int colon = digest.indexOf(':');
        boolean longer = colon > 0 && digest.length() - colon - 1 > SHORT_HEX;
        return VisibleText.of(longer ? digest.substring(0, colon + 1 + SHORT_HEX) + "…" : digest);
    }

    /** {@code join by svc:pipeline, 2026-02-20 12:00:00Z}. */
    static String run(RunSummary run) {
        String did = run.operation().orElse("run")
                + run.agent().map(agent -> " by " + agent).orElse("");
        return VisibleText.of(
                did + run.time().map(time -> ", " + TIME.format(time)).orElse(""));
    }

    /** The same with the mark of its receipt. */
    static String run(LineageAnswer.RunRef ref) {
        String mark = Mark.spoken(ref.attested());
        return mark.isEmpty() ? run(ref.summary()) : run(ref.summary()) + ", " + mark;
    }

    static String time(Instant time) {
        return TIME.format(time);
    }
}
