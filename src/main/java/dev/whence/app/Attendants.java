package dev.whence.app;

import dev.whence.operate.SessionKeeper;
import dev.whence.trail.Trail;
import dev.whence.witness.CosignatureCollector;
import dev.whence.witness.WitnessState;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What works beside the parts of an open folder, mostly while it is served: each is there once it was asked for, and all end
 * before the parts that they work on. Thread-safe.
 */
final class Attendants implements AutoCloseable {
    private static final Duration SESSIONS_EVERY = Duration.ofSeconds(1);

    private @Nullable SelfCheck selfCheck;
    private @Nullable Trail trail;
    private @Nullable CosignatureCollector collector;
    private @Nullable SessionKeeper sessionKeeper;

    /** Begins to verify the ledger now and then. */
    synchronized void start(SelfCheck made) {
        selfCheck = made;
        made.start();
    }

    /** From now on it is recorded who asks what. */
    synchronized void start(Trail opened) {
        trail = opened;
    }

    /** From now on, the log's witnesses are asked to sign each checkpoint. */
    synchronized void start(CosignatureCollector made) {
        collector = made;
        made.start();
    }

    /** From now on, sessions whose time is over are ended. */
    synchronized void start(SessionKeeper made) {
        sessionKeeper = made;
        made.start(SESSIONS_EVERY);
    }

    /** What checks the ledger, where that was asked for. */
    synchronized Optional<SelfCheck> selfCheck() {
        return Optional.ofNullable(selfCheck);
    }

    /** What records who asks what; only a server has one. */
    synchronized Optional<Trail> trail() {
        return Optional.ofNullable(trail);
    }

    synchronized Optional<CosignatureCollector> collector() {
        return Optional.ofNullable(collector);
    }

    synchronized Optional<SessionKeeper> sessionKeeper() {
        return Optional.ofNullable(sessionKeeper);
    }

    /** How far the witnesses are; empty where none is asked. */
    List<WitnessState> witnesses() {
        return collector().map(CosignatureCollector::states).orElse(List.of());
    }

    @Override
    public void close() {
        selfCheck().ifPresent(SelfCheck::close);
        trail().ifPresent(Trail::close);
        collector().ifPresent(CosignatureCollector::close);
        sessionKeeper().ifPresent(SessionKeeper::close);
    }
}
