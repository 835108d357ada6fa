package dev.whence.receive;

import dev.whence.receipt.ProblemType;
import dev.whence.receipt.RefusedException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Waiting for a receipt to be durable, for callers who answer somebody. */
public final class Acknowledgement {
    private static final Duration LONGEST = Duration.ofSeconds(60);

    private Acknowledgement() {}

    /**
     * What became of a receipt, as soon as it is decided.
     *
     * @throws RefusedException where that takes so long that the sender had better come again; nothing is known then
     */
    public static Outcome await(CompletableFuture<Outcome> outcome) throws RefusedException {
        try {
            return outcome.get(LONGEST.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw stillUnderWay();
        } catch (TimeoutException slow) {
            throw stillUnderWay();
        } catch (ExecutionException fault) {
            throw new IllegalStateException(fault.getCause());
        }
    }

    private static RefusedException stillUnderWay() {
        return new RefusedException(
                ProblemType.UNAVAILABLE,
                "The receipt is under way but not yet acknowledged; send it again, a repeat does no harm.");
    }
}
