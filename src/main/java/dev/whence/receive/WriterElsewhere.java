package dev.whence.receive;

import dev.whence.ledger.Entry;
import dev.whence.ledger.Ledger;
import dev.whence.ledger.LedgerException;
import dev.whence.receipt.Problem;
import dev.whence.receipt.ProblemType;
import java.net.URI;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/** Stands where the log is another's: whoever wants to write is told where to go. */
record WriterElsewhere(URI primary) implements Writer {
    @Override
    public Optional<Problem> closed() {
        return Optional.of(refusal());
    }

    private Problem refusal() {
        return Problem.of(
                ProblemType.READ_ONLY,
                "This Whence follows another and only answers; hand in what is new at " + primary + ".");
    }

    @Override
    public CompletableFuture<Outcome> submit(Candidate candidate) {
        return CompletableFuture.completedFuture(new Outcome.Refused(refusal()));
    }

    @Override
    public CompletableFuture<Outcome> submitPatiently(Candidate candidate) {
        return submit(candidate);
    }

    @Override
    public CompletableFuture<Entry> between(Function<Ledger, Entry> step) {
        return CompletableFuture.failedFuture(new LedgerException(refusal().detail()));
    }

    @Override
    public boolean isWriting() {
        return false;
    }

    @Override
    public void close() {
        // Nothing was begun.
    }
}
