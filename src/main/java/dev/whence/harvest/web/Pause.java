package dev.whence.harvest.web;

import java.time.Duration;

/** How it is waited; so that nobody waits in a test. */
@FunctionalInterface
public interface Pause {
    /** Really waits. */
    Pause REAL = time -> Thread.sleep(time.toMillis());

    void take(Duration time) throws InterruptedException;
}
