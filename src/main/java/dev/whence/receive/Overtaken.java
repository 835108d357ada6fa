package dev.whence.receive;

import dev.whence.receipt.ProblemType;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** Tries again what came too late: what came in between was not known when it was made, and is known then. */
final class Overtaken {
    private static final int ATTEMPTS = 3;

    private Overtaken() {}

    /** @param step looks anew each time */
    static CompletableFuture<Outcome> tryAgain(Supplier<CompletableFuture<Outcome>> step) {
        return tryAgain(step, ATTEMPTS);
    }

    private static CompletableFuture<Outcome> tryAgain(Supplier<CompletableFuture<Outcome>> step, int attempts) {
        return step.get()
                .thenCompose(outcome -> attempts > 1 && isOvertaken(outcome)
                        ? tryAgain(step, attempts - 1)
                        : CompletableFuture.completedFuture(outcome));
    }

    private static boolean isOvertaken(Outcome outcome) {
        return outcome instanceof Outcome.Refused refused && refused.problem().type() == ProblemType.ALREADY_SUPERSEDED;
    }
}
