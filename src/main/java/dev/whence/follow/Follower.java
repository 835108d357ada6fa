package dev.whence.follow;

import dev.whence.ledger.LedgerStoppedException;
import dev.whence.ledger.Replica;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a replica up with its log, on one thread: asks for the checkpoint again and again, takes steps, waits longer where
 * answers do not come, and ends for good where what comes does not fit.
 */
public final class Follower implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Follower.class);
    private static final Duration LONG_AGO = Duration.ofMinutes(1);

    private final Replica replica;
    private final Grown grown;
    private final EvidenceFolder evidence;
    private final FollowSettings settings;
    private final Clock clock;
    private final Http http;
    private final LogSource source;
    private final Round round;
    private final Thread thread;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private Optional<Instant> lastContact = Optional.empty();
    private Optional<String> trouble = Optional.empty();
    private Optional<FollowerState.Stop> stop = Optional.empty();
    private int found;
    private boolean closing;

    /** What is told when the replica has grown, or when payloads have come that were missing. */
    public interface Grown {
        /** There are more entries. */
        void entries();

        /** Entries that are here have payloads that they had not: what was made from them has to be made anew. */
        void payloads() throws IOException;
    }

    public Follower(Replica replica, Grown grown, FollowSettings settings, Clock clock) {
        this.replica = replica;
        this.grown = grown;
        this.evidence = new EvidenceFolder(replica.paths().evidence());
        this.settings = settings;
        this.clock = clock;
        this.http = new Http(settings.patience(), settings.credential());
        this.source = new LogSource(replica.following(), http);
        this.round = new Round(replica, source, evidence, clock);
        this.thread = new Thread(this::run, "whence-follower");
    }

    /** Begins to follow, unless evidence is kept that nobody has set aside. */
    public void start() throws IOException {
        if (!isHeldBack()) {
            thread.start();
        }
    }

    /** Whether evidence is kept; then that is why nothing is followed. */
    private boolean isHeldBack() throws IOException {
        Optional<Path> kept = evidence.newest();
        kept.ifPresent(folder -> stop(new FollowerState.Stop(
                "Evidence against the log is kept in " + folder + "; nothing more is followed until it is set aside.",
                kept)));
        return kept.isPresent();
    }

    /**
     * Follows on the caller's thread until everything is here that the log shows.
     *
     * @return why it ended before that; nothing where it did not
     * @throws TroubleException where the log does not answer
     */
    public Optional<FollowerState.Stop> catchUp() throws IOException, InterruptedException {
        if (!isHeldBack()) {
            askForMissing();
            while (state().stop().isEmpty() && once()) {
                log.debug("the replica has {} entries", replica.size());
            }
        }
        return state().stop();
    }

    private void run() {
        Duration pause = settings.poll();
        Instant askMissing = clock.instant();
        while (await(pause)) {
            try {
                if (!clock.instant().isBefore(askMissing)) {
                    askForMissing();
                    askMissing = clock.instant().plus(settings.askMissing());
                }
                once();
                pause = settings.poll();
            } catch (InterruptedException ended) {
                return;
            } catch (IOException notNow) {
                troubled(String.valueOf(notNow.getMessage()));
                pause = longer(pause);
            }
        }
    }

    private Duration longer(Duration pause) {
        Duration twice = pause.multipliedBy(2);
        return twice.compareTo(settings.longestPause()) > 0 ? settings.longestPause() : twice;
    }

    /** One round; whether the replica has grown. */
    private boolean once() throws IOException, InterruptedException {
        try {
            boolean grew = round.run();
            answered();
            if (grew) {
                grown.entries();
            }
            return grew;
        } catch (UnfitException unfit) {
            answered();
            stop(new FollowerState.Stop(String.valueOf(unfit.getMessage()), Optional.of(unfit.evidence())));
        } catch (LedgerStoppedException disk) {
            stop(new FollowerState.Stop(String.valueOf(disk.getMessage()), Optional.empty()));
        } catch (RuntimeException fault) {
            log.error("following met a fault of our own", fault);
            stop(new FollowerState.Stop(
                    "Following met a fault of Whence's own; its log has the details. Restart to go on.",
                    Optional.empty()));
        }
        return false;
    }

    private void askForMissing() throws IOException, InterruptedException {
        int came = replica.missingCount() == 0 ? 0 : round.askForMissing();
        if (came > 0) {
            grown.payloads();
            lock.lock();
            try {
                found += came;
            } finally {
                lock.unlock();
            }
            log.warn("{} payloads have come that were missing; the next start makes the graph anew with them", came);
        }
    }

    private void answered() {
        lock.lock();
        try {
            if (trouble.isPresent()) {
                log.info("{} answers again", source.following().log());
            }
            lastContact = Optional.of(clock.instant());
            trouble = Optional.empty();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void troubled(String reason) {
        lock.lock();
        try {
            if (!closing && !trouble.equals(Optional.of(reason))) {
                log.warn(
                        "following {} has trouble and will try again: {}",
                        source.following().log(),
                        reason);
            }
            trouble = Optional.of(reason);
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Whoever waits for it tells it. */
    private void stop(FollowerState.Stop why) {
        lock.lock();
        try {
            stop = Optional.of(why);
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Waits; false where there is nothing more to do. */
    private boolean await(Duration pause) {
        lock.lock();
        try {
            long left = pause.toNanos();
            while (left > 0 && !closing && stop.isEmpty()) {
                left = changed.awaitNanos(left);
            }
            return !closing && stop.isEmpty();
        } catch (InterruptedException ended) {
            return false;
        } finally {
            lock.unlock();
        }
    }

    /** Waits until following has stopped; false where that takes longer. */
    public boolean awaitStop(Duration atMost) throws InterruptedException {
        lock.lock();
        try {
            long left = atMost.toNanos();
            while (stop.isEmpty() && !closing) {
                if (left <= 0) {
                    return false;
                }
                left = changed.awaitNanos(left);
            }
            return stop.isPresent();
        } finally {
            lock.unlock();
        }
    }

    public FollowerState state() {
        lock.lock();
        try {
            return new FollowerState(
                    source.following().primary(),
                    round.primarySize(),
                    replica.size(),
                    lastContact,
                    trouble,
                    stop,
                    replica.missingCount(),
                    found);
        } finally {
            lock.unlock();
        }
    }

    /** Whether answers from here may be taken as the log's: it answers, and what it says fits. */
    public boolean isWell() {
        FollowerState now = state();
        boolean isFresh = now.trouble().isEmpty()
                || now.lastContact()
                        .filter(at -> at.plus(LONG_AGO).isAfter(clock.instant()))
                        .isPresent();
        return now.stop().isEmpty() && isFresh;
    }

    /** Ends when what is being written is written. */
    @Override
    public void close() {
        lock.lock();
        try {
            closing = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        http.close();
        try {
            thread.join(TimeUnit.MINUTES.toMillis(1));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
