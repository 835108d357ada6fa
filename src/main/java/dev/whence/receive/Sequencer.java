package dev.whence.receive;

import dev.whence.ledger.Entry;
import dev.whence.ledger.Ledger;
import dev.whence.ledger.LedgerException;
import dev.whence.ledger.LedgerStoppedException;
import dev.whence.lineage.Statement;
import dev.whence.map.Mapped;
import dev.whence.receipt.Problem;
import dev.whence.receipt.ProblemType;
import dev.whence.receipt.RefusedException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.SortedSet;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one thread that puts receipts in order. It takes what waits as a batch, decides what depends on other receipts,
 * appends the batch to the ledger with one force, extends the lineage index, and only then completes the callers'
 * futures: who is answered can rely on the disk and finds the receipt in the next walk.
 *
 * <p>A ledger that stopped (its disk failed) stops this thread's writing for good; everyone who waits or comes later is
 * told so.
 */
public final class Sequencer implements Writer {
    private static final Logger log = LoggerFactory.getLogger(Sequencer.class);

    private final Ledger ledger;
    private final ReadingRoom reading;
    private final Order order;
    private final StationClock clock;
    private final int batchLength;
    private final BlockingQueue<Waiting> queue;
    private final Queue<Between> steps = new ConcurrentLinkedQueue<>();
    private final Thread thread;
    private volatile boolean closing;
    private volatile boolean stopped;

    /** What the log itself wants to write, and whoever waits for it. */
    private record Between(Function<Ledger, Entry> step, CompletableFuture<Entry> answer) {}

    /** A candidate and whoever waits for it. */
    record Waiting(Candidate candidate, CompletableFuture<Outcome> answer) {}

    /** @param reading what is kept up with the ledger, entry by entry */
    Sequencer(IntakeSettings settings, Ledger ledger, ReadingRoom reading, Order order, StationClock clock) {
        this.ledger = ledger;
        this.reading = reading;
        this.order = order;
        this.clock = clock;
        this.batchLength = settings.batchLength();
        this.queue = new ArrayBlockingQueue<>(settings.queueLength());
        this.thread = new Thread(this::run, "whence-sequencer");
    }

    void start() {
        thread.start();
    }

    @Override
    public Optional<Problem> closed() {
        return Optional.empty();
    }

    @Override
    public CompletableFuture<Outcome> submit(Candidate candidate) {
        CompletableFuture<Outcome> answer = new CompletableFuture<>();
        if (stopped || closing) {
            answer.complete(writerStopped());
        } else if (!queue.offer(new Waiting(candidate, answer))) {
            answer.complete(new Outcome.Refused(Problem.of(
                    ProblemType.OVERLOADED, "Too many receipts wait to be written; send this one again in a second.")));
        } else if (stopped) {
            // The writer stopped between the look and the offer; nobody may wait for ever.
            refuseAllWaiting();
        }
        return answer;
    }

    @Override
    public CompletableFuture<Outcome> submitPatiently(Candidate candidate) {
        CompletableFuture<Outcome> answer = new CompletableFuture<>();
        Waiting waiting = new Waiting(candidate, answer);
        try {
            while (isWriting()) {
                if (queue.offer(waiting, 100, TimeUnit.MILLISECONDS)) {
                    if (stopped) {
                        refuseAllWaiting();
                    }
                    return answer;
                }
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        answer.complete(writerStopped());
        return answer;
    }

    @Override
    public CompletableFuture<Entry> between(Function<Ledger, Entry> step) {
        Between waiting = new Between(step, new CompletableFuture<>());
        steps.add(waiting);
        if (stopped || closing) {
            refuseSteps();
        }
        return waiting.answer();
    }

    /** The index keeps a place for it, though it tells of no lineage. */
    private void write(Between waiting) {
        try {
            Entry entry = waiting.step().apply(ledger);
            reading.rights().add(entry.sequence(), EventRights.of(entry.event()));
            Statement place =
                    reading.index().skip(entry.sequence(), entry.event().time());
            reading.edges().append(List.of(place), entry.eventHash());
            reading.projector().offer(Map.of());
            waiting.answer().complete(entry);
        } catch (LedgerStoppedException stop) {
            waiting.answer().completeExceptionally(stop);
            throw stop;
        } catch (LedgerException refused) {
            waiting.answer().completeExceptionally(refused);
        }
    }

    private void refuseSteps() {
        for (Between late = steps.poll(); late != null; late = steps.poll()) {
            late.answer().completeExceptionally(new LedgerException("The writer has stopped; restart to go on."));
        }
    }

    private void run() {
        List<Waiting> batch = new ArrayList<>();
        while (!closing || !queue.isEmpty()) {
            batch.clear();
            try {
                for (Between step = steps.poll(); step != null; step = steps.poll()) {
                    write(step);
                }
                Waiting first = queue.poll(100, TimeUnit.MILLISECONDS);
                if (first != null) {
                    batch.add(first);
                    queue.drainTo(batch, batchLength - 1);
                    write(batch);
                } else if (ledger.isStopped()) {
                    log.error("the ledger takes no more receipts: it could not be published");
                    stopped = true;
                    refuseAllWaiting();
                    return;
                }
            } catch (InterruptedException interrupted) {
                closing = true;
            } catch (LedgerStoppedException stop) {
                log.error("the ledger takes no more receipts: {}", stop.getMessage());
                stopped = true;
                batch.forEach(waiting -> waiting.answer().complete(writerStopped()));
                refuseAllWaiting();
                return;
            } catch (RuntimeException | Error fault) {
                stopWithFault(batch, fault);
                return;
            }
        }
        stopped = true;
        refuseAllWaiting();
    }

    private void write(List<Waiting> batch) {
        long started = clock.now();
        Ordered ordered = order.decide(batch);
        List<Entry> entries = append(ordered);
        clock.lap(Station.LEDGER, started);
        List<Statement> statements = extendIndex(entries, ordered.accepted());
        reading.projector().offer(mapped(entries, ordered.accepted()));
        // The tombstones are on the disk: from here on the next start would do it.
        SortedSet<Long> gone = reading.erasures().carryOut();
        if (!entries.isEmpty()) {
            reading.edges().append(statements, entries.get(entries.size() - 1).eventHash());
        }
        reading.forget(gone);
        ordered.complete(entries, ledger);
    }

    private List<Entry> append(Ordered ordered) {
        try {
            return ledger.append(ordered.drafts());
        } catch (RefusedException impossible) {
            throw new IllegalStateException("a draft that was checked was refused", impossible);
        }
    }

    private List<Statement> extendIndex(List<Entry> entries, List<Ordered.Accepted> accepted) {
        List<Statement> statements = new ArrayList<>(entries.size());
        for (int i = 0; i < entries.size(); i++) {
            Entry entry = entries.get(i);
            // Before the index: what nobody may see yet is not seen.
            reading.rights().add(entry.sequence(), EventRights.of(entry.event()));
            reading.erasures().note(entry.event());
            if (AttachmentMarks.concern(entry.event())) {
                reading.marks()
                        .remember(
                                entry.event(),
                                reading.known(),
                                ledger.blinding().subjectOf(entry.event()));
            }
            statements.add(reading.index()
                    .add(
                            entry.sequence(),
                            entry.event().time(),
                            accepted.get(i).waiting().candidate().mapped().lineage(),
                            accepted.get(i).supersedes()));
            reading.records().add(entry.event());
            reading.catalogFeed().add(entry.event());
        }
        return statements;
    }

    private static Map<Long, Mapped> mapped(List<Entry> entries, List<Ordered.Accepted> accepted) {
        Map<Long, Mapped> mapped = new LinkedHashMap<>();
        for (int i = 0; i < entries.size(); i++) {
            mapped.put(
                    entries.get(i).sequence(),
                    accepted.get(i).waiting().candidate().mapped());
        }
        return mapped;
    }

    /** A fault of ours must not leave the ledger and the index apart: nothing more is written until a restart. */
    private void stopWithFault(List<Waiting> batch, Throwable fault) {
        log.error("the sequencer stopped because of a fault; restart to go on", fault);
        stopped = true;
        batch.forEach(waiting -> waiting.answer().complete(writerStopped()));
        refuseAllWaiting();
    }

    private void refuseAllWaiting() {
        refuseSteps();
        List<Waiting> late = new ArrayList<>();
        queue.drainTo(late);
        late.forEach(waiting -> waiting.answer().complete(writerStopped()));
    }

    private static Outcome writerStopped() {
        return new Outcome.Refused(Problem.of(
                ProblemType.UNAVAILABLE,
                "The writer has stopped and takes no receipts until it is restarted; reading goes on."));
    }

    @Override
    public boolean isWriting() {
        // The ledger may have stopped while it published, before anybody handed in something new.
        return !stopped && !closing && !ledger.isStopped();
    }

    @Override
    public void close() {
        closing = true;
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
