package dev.whence.app;

import dev.whence.audit.Fault;
import dev.whence.audit.FolderTrust;
import dev.whence.audit.LedgerVerifier;
import dev.whence.audit.LogFiles;
import dev.whence.audit.Progress;
import dev.whence.audit.Verification;
import dev.whence.audit.VerifyOptions;
import dev.whence.tlog.note.CheckpointTrust;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Verifies the ledger now and then while it is served, in one thread that gives way: after each small step it rests long
 * enough to keep to its share of a processor. Reads the files alone, as anybody could, so it never waits for the writer
 * and the writer never for it. What it finds is told once.
 */
final class SelfCheck implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(SelfCheck.class);
    private static final int MOST_LOGGED = 10;

    private final LogFiles files;
    private final SelfCheckSettings settings;
    private final Clock clock;
    private final Thread thread;
    private volatile Optional<Outcome> last = Optional.empty();
    /** The last good check, to go on from; absent where the next has to be a whole one. */
    private Optional<VerifyOptions.Since> verified = Optional.empty();

    private int sinceWhole;
    private boolean closing;

    SelfCheck(LogFiles files, SelfCheckSettings settings, Clock clock) {
        this.files = files;
        this.settings = settings;
        this.clock = clock;
        this.thread = new Thread(this::run, "whence-self-check");
        thread.setDaemon(true);
        thread.setPriority(Thread.MIN_PRIORITY);
    }

    /**
     * What one check found.
     *
     * @param at when it ended
     * @param isWhole whether it looked at everything, or went on from the one before
     * @param size of the newest checkpoint
     */
    record Outcome(Instant at, boolean isWhole, long size, Effort effort, List<Fault> faults) {
        boolean isGood() {
            return faults.isEmpty();
        }
    }

    /** The server ends while a check runs. */
    private static final class ClosingException extends RuntimeException {
        private static final long serialVersionUID = 1;

        ClosingException() {
            super(null, null, false, false);
        }
    }

    /** Begins with a whole check; the next follows when the time has come. */
    void start() {
        thread.start();
    }

    Optional<Outcome> last() {
        return last;
    }

    SelfCheckSettings settings() {
        return settings;
    }

    private void run() {
        Duration every = settings.every().orElseThrow();
        try {
            do {
                next();
            } while (rest(every.toNanos()));
        } catch (ClosingException ended) {
            log.debug("the check of the ledger ends with the server");
        }
    }

    /** Makes the next check, in the calling thread. */
    Outcome next() {
        Outcome outcome = check();
        tellWhatIsNew(outcome);
        last = Optional.of(outcome);
        return outcome;
    }

    private Outcome check() {
        boolean isWhole = verified.isEmpty() || sinceWhole >= settings.wholeEvery() - 1;
        sinceWhole = isWhole ? 0 : sinceWhole + 1;
        Effort.Meter meter = Effort.start();
        Verification found = verify(isWhole);
        if (!found.isSound()) {
            // Beside a writer at work: what a second look does not find was only just being written.
            Verification again = verify(isWhole);
            found = again.isSound() ? again : found;
        }
        long size = found.size();
        verified = found.isSound() ? Optional.of(new VerifyOptions.Since(size, found.root())) : Optional.empty();
        return new Outcome(clock.instant(), isWhole, size, meter.stop(found.entries()), found.faults());
    }

    private Verification verify(boolean isWhole) {
        VerifyOptions options = VerifyOptions.ALL.onOneThread().telling(new Pace());
        try {
            Optional<CheckpointTrust> trust = FolderTrust.own(files);
            return trust.isPresent()
                    ? LedgerVerifier.verify(
                            files, trust.get(), isWhole ? options : options.since(verified.orElseThrow()))
                    : FolderTrust.missing();
        } catch (IOException e) {
            Fault fault = new Fault("ledger", "it cannot be read: " + e.getMessage());
            return Verification.failed(fault);
        }
    }

    /** Rests after each step for as long as the step took, times what others shall have. */
    private final class Pace implements Progress {
        private long stepBegan = System.nanoTime();

        @Override
        public void reached(long done, long all) {
            long took = System.nanoTime() - stepBegan;
            if (!rest(took * (100 - settings.cpuPercent()) / settings.cpuPercent())) {
                throw new ClosingException();
            }
            stepBegan = System.nanoTime();
        }
    }

    /** Waits so long; whether to go on afterwards. */
    private synchronized boolean rest(long nanos) {
        long end = System.nanoTime() + nanos;
        try {
            for (long left = nanos; left > 0 && !closing; left = end - System.nanoTime()) {
                wait(left / 1_000_000, (int) (left % 1_000_000));
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
        return !closing;
    }

    private void tellWhatIsNew(Outcome outcome) {
        List<Fault> known = last.map(Outcome::faults).orElse(List.of());
        if (outcome.isGood() && !known.isEmpty()) {
            log.info("the ledger is good again: {}", outcome.effort().text());
        } else if (!outcome.faults().equals(known)) {
            log.error(
                    "faults in the ledger: {}; run: whence verify. The first are: {}",
                    outcome.faults().size(),
                    outcome.faults().stream().limit(MOST_LOGGED).toList());
        }
    }

    /** Ends a check that runs, soon. */
    @Override
    public void close() {
        synchronized (this) {
            closing = true;
            notifyAll();
        }
        try {
            thread.join();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
