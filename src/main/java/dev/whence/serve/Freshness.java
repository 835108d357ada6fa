package dev.whence.serve;

import dev.whence.receipt.ProblemType;
import dev.whence.receipt.RefusedException;
import io.javalin.http.Context;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * How new an answer from the graph is. The graph follows the ledger by up to two seconds; an answer says which ledger
 * size it rests on, and a caller who must see a certain entry names the size that it waits for.
 */
public final class Freshness {
    /** Asks to wait until the graph has reached this size. */
    public static final String MIN_SIZE = "Whence-Min-Size";

    /** Says how many ledger entries the answer rests on. */
    public static final String LEDGER_SIZE = "Whence-Ledger-Size";

    private static final Duration LONGEST = Duration.ofSeconds(10);

    private final LongSupplier graphSize;
    private final GraphWait wait;

    /** Waits until the graph holds so many entries. */
    public interface GraphWait {
        /** @return false when it took longer than that */
        boolean until(long size, Duration longest);
    }

    public Freshness(LongSupplier graphSize, GraphWait wait) {
        this.graphSize = graphSize;
        this.wait = wait;
    }

    /** Waits as the request asks, and notes the size on the answer. */
    void await(Context context) throws RefusedException {
        String asked = context.header(MIN_SIZE);
        if (asked != null && !wait.until(size(asked), LONGEST)) {
            throw new RefusedException(
                    ProblemType.UNAVAILABLE,
                    "The graph holds " + graphSize.getAsLong()
                            + " entries and has not reached the size asked for; ask again soon.");
        }
        context.header(LEDGER_SIZE, String.valueOf(graphSize.getAsLong()));
    }

    /** Waits a while for the graph; false where it takes longer. */
    boolean reached(long size) {
        return wait.until(size, LONGEST);
    }

    private static long size(String text) throws RefusedException {
        try {
            return Long.parseLong(text.strip());
        } catch (NumberFormatException notANumber) {
            throw new RefusedException(ProblemType.BAD_REQUEST, MIN_SIZE + " must be a whole number.");
        }
    }
}
