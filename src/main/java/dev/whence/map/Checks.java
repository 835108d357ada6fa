package dev.whence.map;

import dev.whence.vocab.Whence;
import java.util.EnumSet;
import java.util.Set;
import org.apache.jena.graph.Node;

/** Named checks, one triple each, and the one status that they add up to. */
final class Checks {
    private final Statements out;
    private final Set<Status> seen = EnumSet.noneOf(Status.class);

    Checks(Statements out) {
        this.out = out;
    }

    void add(String name, Status status) {
        seen.add(status);
        out.text(out.run(), property(status), name);
    }

    /** One failure fails it all; what was skipped, or is unclear, is not vouched for by what passed. */
    void close() {
        if (!seen.isEmpty()) {
            out.say(out.run(), Whence.VALIDATION_STATUS, sum().node());
        }
    }

    private Status sum() {
        if (seen.contains(Status.FAILED)) {
            return Status.FAILED;
        }
        return seen.size() == 1 ? seen.iterator().next() : Status.PARTIAL;
    }

    private static Node property(Status status) {
        return switch (status) {
            case PASSED -> Whence.GATE_PASSED;
            case FAILED -> Whence.GATE_FAILED;
            case SKIPPED -> Whence.GATE_SKIPPED;
            case PARTIAL, UNCLEAR -> Whence.GATE;
        };
    }
}
