package dev.whence.receive;

import dev.whence.ledger.Entry;
import dev.whence.ledger.Ledger;
import dev.whence.receipt.Problem;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/** Who writes what was judged. Thread-safe. */
sealed interface Writer extends AutoCloseable permits Sequencer, WriterElsewhere {
    /** Why nothing at all is written here, whatever it is; nothing where it is worth judging. */
    Optional<Problem> closed();

    /** Turned away at once when too many wait: an honest 503 is better than an endless queue. */
    CompletableFuture<Outcome> submit(Candidate candidate);

    /** Waits for a place in the queue, for as long as anything is still written. */
    CompletableFuture<Outcome> submitPatiently(Candidate candidate);

    /**
     * Lets the log write an entry of its own, between two batches of receipts.
     *
     * @return completes with the entry, or exceptionally where the log refuses or has ended
     */
    CompletableFuture<Entry> between(Function<Ledger, Entry> step);

    /** Whether receipts can still be written. */
    boolean isWriting();

    /** Writes what already waits, then ends. */
    @Override
    void close();
}
