package dev.whence.ledger;

import dev.whence.tlog.note.SignedCheckpoint;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The newest published checkpoint, for those who wait for it. Thread safe. */
final class Publication {
    private SignedCheckpoint newest;
    private @Nullable Throwable failure;

    Publication(SignedCheckpoint newest) {
        this.newest = newest;
    }

    synchronized SignedCheckpoint newest() {
        return newest;
    }

    synchronized void publish(SignedCheckpoint checkpoint) {
        newest = checkpoint;
        notifyAll();
    }

    /** Nothing will be published any more. */
    synchronized void stop(Throwable cause) {
        failure = cause;
        notifyAll();
    }

    /** The newest checkpoint as soon as it has a size; nothing where that takes too long. */
    synchronized Optional<SignedCheckpoint> await(long size, Duration atMost) throws InterruptedException {
        long deadline = System.nanoTime() + atMost.toNanos();
        while (newest.size() < size) {
            if (failure != null) {
                throw new LedgerStoppedException(failure);
            }
            long left = deadline - System.nanoTime();
            if (left <= 0) {
                return Optional.empty();
            }
            // At least one: to wait for no time means for ever.
            wait(left / 1_000_000 + 1);
        }
        return Optional.of(newest);
    }
}
