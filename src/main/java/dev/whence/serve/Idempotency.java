package dev.whence.serve;

import dev.whence.receipt.ProblemType;
import dev.whence.receipt.RefusedException;
import dev.whence.receive.IdempotencyKey;
import dev.whence.receive.Outcome;
import io.javalin.http.Context;
import java.util.Enumeration;
import java.util.Optional;

/**
 * The header under which a request that writes may be sent again without harm. What is answered to such a request depends
 * on the entry that it wrote and on nothing else, so it can be answered again, byte for byte, at any later time.
 */
final class Idempotency {
    /** Names a request. */
    static final String KEY = "Idempotency-Key";

    /** On an answer that was given before. */
    static final String REPLAYED = "Idempotency-Replayed";

    private Idempotency() {}

    /**
     * The key that a request has, if any.
     *
     * @throws RefusedException where it is not one key of the right form
     */
    static Optional<String> key(Context context) throws RefusedException {
        Enumeration<String> values = context.req().getHeaders(KEY);
        if (!values.hasMoreElements()) {
            return Optional.empty();
        }
        String key = values.nextElement();
        if (values.hasMoreElements() || !IdempotencyKey.isKey(key)) {
            throw new RefusedException(
                    ProblemType.BAD_REQUEST, "A request has one " + KEY + " of " + IdempotencyKey.WANTED + ".");
        }
        return Optional.of(key);
    }

    /** Says so where the answer was given before. */
    static void say(Context context, Outcome outcome) {
        if (outcome instanceof Outcome.Replayed) {
            sayReplayed(context);
        }
    }

    static void sayReplayed(Context context) {
        context.header(REPLAYED, "true");
    }
}
