package dev.whence.app;

import dev.whence.audit.Progress;
import java.util.Locale;

/** Tells on a terminal how far a verification is, and how fast. */
final class VerifyProgress {
    private static final long NANOS_BETWEEN = 200_000_000;

    private final Terminal terminal;
    private long told = System.nanoTime();

    VerifyProgress(Terminal terminal) {
        this.terminal = terminal;
    }

    /** @param what is counted */
    Progress of(String what) {
        long start = System.nanoTime();
        return (done, all) -> {
            long now = System.nanoTime();
            if (now - told >= NANOS_BETWEEN) {
                told = now;
                long perSecond = Math.round(done * 1e9 / (now - start));
                terminal.progress(String.format(
                        Locale.ROOT,
                        "%d of %d %s (%d %%, %d/s)",
                        done,
                        all,
                        what,
                        100 * done / Math.max(all, 1),
                        perSecond));
            }
        };
    }
}
