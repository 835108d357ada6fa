package dev.whence.receive;

import dev.whence.receipt.PolicyLabel;
import dev.whence.receipt.Warning;
import java.util.List;
import java.util.stream.Stream;

/** Chooses the warnings that go into an entry: few enough for its event line, and nothing that tells too much. */
final class KeptWarnings {
    /** Event lines are short; after this many, one more says that there were more. */
    private static final int MOST = 24;

    private static final int LONGEST_POINTER = 120;
    private static final Warning MORE = new Warning("whence:more-warnings", "");

    private KeptWarnings() {}

    static List<Warning> of(PolicyLabel label, List<Warning> fromSchema, List<Warning> fromPolicy) {
        List<Warning> all = Stream.concat(fromSchema.stream(), fromPolicy.stream())
                .map(warning -> shown(label, warning))
                .distinct()
                .toList();
        return all.size() <= MOST
                ? all
                : Stream.concat(all.stream().limit(MOST), Stream.of(MORE)).toList();
    }

    /** The event line is readable to whoever reads the log; where the receipt is not public, neither is its shape. */
    private static Warning shown(PolicyLabel label, Warning warning) {
        boolean hide = !label.isPublic() || warning.pointer().length() > LONGEST_POINTER;
        return hide ? new Warning(warning.rule(), "") : warning;
    }
}
