package dev.whence.serve.sparql;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryNotificationInfo;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.management.ListenerNotFoundException;
import javax.management.NotificationEmitter;
import javax.management.NotificationListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stops each query at its time, and all of them when the heap is nearly full after a collection, by setting the cancel
 * signal that ARQ looks at.
 *
 * <p>ARQ's own timeouts are not used: they take a lock that a query holds while it is planned, in one thread for all
 * queries, so that one plan that hangs (a constant regular expression is enough) would end the timeouts of all others.
 * The heap is watched because groups and joins of ARQ have no bound of their own, and TDB2 does not recover from an
 * exhausted heap (apache/jena#4043). Thread-safe.
 */
final class Stopper implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Stopper.class);
    private static final double FULL = 0.85;

    private final Set<AtomicBoolean> running = ConcurrentHashMap.newKeySet();
    private final ScheduledThreadPoolExecutor clock = new ScheduledThreadPoolExecutor(1, Stopper::clockThread);
    private final NotificationListener listener = (notification, handback) -> {
        if (notification.getType().equals(MemoryNotificationInfo.MEMORY_COLLECTION_THRESHOLD_EXCEEDED)) {
            stopAll();
        }
    };

    Stopper() {
        clock.setRemoveOnCancelPolicy(true);
        oldGeneration().ifPresent(pool -> {
            pool.setCollectionUsageThreshold((long) (pool.getUsage().getMax() * FULL));
            emitter().addNotificationListener(listener, null, null);
        });
    }

    private static Thread clockThread(Runnable work) {
        Thread thread = new Thread(work, "query-clock");
        thread.setDaemon(true);
        return thread;
    }

    /** The pool where long-lived things end up: the one with a limit and both thresholds. */
    private static Optional<MemoryPoolMXBean> oldGeneration() {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP
                        && pool.isCollectionUsageThresholdSupported()
                        && pool.isUsageThresholdSupported()
                        && pool.getUsage().getMax() > 0)
                .findFirst();
    }

    private static NotificationEmitter emitter() {
        return (NotificationEmitter) ManagementFactory.getMemoryMXBean();
    }

    /** Watches over one query, from before it is parsed until the result is closed. */
    Watched watch(Duration timeout) {
        AtomicBoolean signal = new AtomicBoolean();
        running.add(signal);
        Future<?> alarm = clock.schedule(() -> signal.set(true), timeout.toMillis(), TimeUnit.MILLISECONDS);
        return new Watched(signal, () -> {
            alarm.cancel(false);
            running.remove(signal);
        });
    }

    /**
     * A query under watch.
     *
     * @param signal true when the query must stop
     */
    record Watched(AtomicBoolean signal, Runnable end) implements AutoCloseable {
        @Override
        public void close() {
            end.run();
        }
    }

    void stopAll() {
        log.warn("The heap is nearly full; stopping {} queries", running.size());
        running.forEach(signal -> signal.set(true));
    }

    @Override
    public void close() {
        clock.shutdownNow();
        try {
            emitter().removeNotificationListener(listener);
        } catch (ListenerNotFoundException e) {
            log.debug("There was no old generation to watch", e);
        }
    }
}
