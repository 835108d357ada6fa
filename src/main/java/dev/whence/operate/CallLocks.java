package dev.whence.operate;

import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.IntStream;

/**
 * Lets calls on one session, or on one version of a dataset, wait for one another; others pass, but for a few that share a
 * lock by chance.
 */
final class CallLocks {
    private static final int COUNT = 256;

    private final Lock[] locks =
            IntStream.range(0, COUNT).mapToObj(unused -> new ReentrantLock()).toArray(Lock[]::new);

    /** A lock that is held until it is closed. */
    interface Held extends AutoCloseable {
        Held NONE = () -> {};

        @Override
        void close();
    }

    /** Waits for the session or the version that an input names; one that names neither waits for nobody. */
    Held hold(Invocation invocation) {
        String version = invocation.text("dataset_version", "");
        String name = invocation.text("session_id", invocation.text("invocation_id", version));
        return name.isEmpty() ? Held.NONE : hold(invocation.organisation(), name);
    }

    private Held hold(String organisation, String name) {
        Lock lock = locks[Math.floorMod(31 * organisation.hashCode() + name.hashCode(), COUNT)];
        lock.lock();
        return lock::unlock;
    }
}
