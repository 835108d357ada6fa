package dev.whence.operate;

import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.IntStream;

/** Lets calls on one session wait for one another; others pass, but for a few that share a lock by chance. */
final class SessionLocks {
    private static final int COUNT = 256;

    private final Lock[] locks =
            IntStream.range(0, COUNT).mapToObj(unused -> new ReentrantLock()).toArray(Lock[]::new);

    /** A lock that is held until it is closed. */
    interface Held extends AutoCloseable {
        Held NONE = () -> {};

        @Override
        void close();
    }

    /** Waits for the session that an input names; one that names none waits for nobody. */
    Held hold(Invocation invocation) {
        String session = invocation.text("session_id", invocation.text("invocation_id", ""));
        return session.isEmpty() ? Held.NONE : hold(invocation.organisation(), session);
    }

    private Held hold(String organisation, String session) {
        Lock lock = locks[Math.floorMod(31 * organisation.hashCode() + session.hashCode(), COUNT)];
        lock.lock();
        return lock::unlock;
    }
}
