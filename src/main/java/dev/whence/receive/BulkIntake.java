package dev.whence.receive;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Takes in many receipts: judges them on all cores, keeps a bounded number under way, answers in the order of the items.
 * A receipt whose predecessor is not there yet is tried again when the rest is in, so that the order of files in a folder
 * or lines in a body does not matter. Bad ones never cost the good ones beside them. Thread-safe.
 */
public final class BulkIntake implements AutoCloseable {
    private static final int UNDER_WAY = 1024;
    private static final int JUDGED_AHEAD = 64;

    private final ReceiptIntake intake;
    private final ExecutorService judges;

    public BulkIntake(ReceiptIntake intake) {
        this.intake = intake;
        this.judges = Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors(), task -> {
            Thread thread = new Thread(task, "whence-judge");
            thread.setDaemon(true);
            return thread;
        });
    }

    /**
     * One receipt of many.
     *
     * @param source how the sender names it: a path, a line number
     */
    public record Item(String source, byte[] received) {}

    /** What became of an item. */
    public record Result(String source, Outcome outcome) {}

    /**
     * Takes everything in, and returns when all of it is decided.
     *
     * @param results told in the order of the items, except for late ones, which come last
     */
    public void takeAll(Iterator<Item> items, Submission submission, Consumer<Result> results) {
        takeAll(items, (Item item) -> submission, results);
    }

    /**
     * The same, for items of which each has a submission of its own.
     *
     * @param submissions the same for the same item, whenever it is asked
     */
    public void takeAll(Iterator<Item> items, Function<Item, Submission> submissions, Consumer<Result> results) {
        List<Item> late = new ArrayList<>();
        try {
            round(items, submissions, (item, outcome) -> {
                if (isWithoutPredecessor(outcome)) {
                    late.add(item);
                } else {
                    results.accept(new Result(item.source(), outcome));
                }
            });
        } finally {
            retryLate(late, submissions, results);
        }
    }

    /** Each round can only shorten the chain of those that wait for one another; one without progress is the last. */
    private void retryLate(List<Item> late, Function<Item, Submission> submissions, Consumer<Result> results) {
        List<Item> open = late;
        while (!open.isEmpty()) {
            List<Item> still = new ArrayList<>();
            List<Result> refused = new ArrayList<>();
            round(open.iterator(), submissions, (item, outcome) -> {
                if (isWithoutPredecessor(outcome)) {
                    still.add(item);
                    refused.add(new Result(item.source(), outcome));
                } else {
                    results.accept(new Result(item.source(), outcome));
                }
            });
            if (still.size() == open.size()) {
                refused.forEach(results);
                return;
            }
            open = still;
        }
    }

    private interface Told {
        void outcome(Item item, Outcome outcome);
    }

    private record UnderWay<T>(Item item, CompletableFuture<T> work) {}

    /**
     * Judged on all cores, handed to the sequencer in the order of the items. Where the items end in an exception (a body
     * that is too long, a file that cannot be read), what came before it is still written and told of.
     */
    private void round(Iterator<Item> items, Function<Item, Submission> submissions, Told told) {
        Deque<UnderWay<ReceiptIntake.Judgement>> judging = new ArrayDeque<>();
        Deque<UnderWay<Outcome>> writing = new ArrayDeque<>();
        try {
            while (items.hasNext()) {
                Item item = items.next();
                judging.add(new UnderWay<>(item, judged(item, submissions)));
                if (judging.size() >= JUDGED_AHEAD) {
                    write(judging, writing);
                }
                if (writing.size() >= UNDER_WAY) {
                    tellFirst(writing, told);
                }
            }
        } finally {
            finish(judging, writing, told);
        }
    }

    private void finish(Deque<UnderWay<ReceiptIntake.Judgement>> judging, Deque<UnderWay<Outcome>> writing, Told told) {
        while (!judging.isEmpty()) {
            write(judging, writing);
        }
        while (!writing.isEmpty()) {
            tellFirst(writing, told);
        }
    }

    private CompletableFuture<ReceiptIntake.Judgement> judged(Item item, Function<Item, Submission> submissions) {
        return CompletableFuture.supplyAsync(() -> intake.judgement(item.received(), submissions.apply(item)), judges);
    }

    private void write(Deque<UnderWay<ReceiptIntake.Judgement>> judging, Deque<UnderWay<Outcome>> writing) {
        UnderWay<ReceiptIntake.Judgement> first = judging.removeFirst();
        writing.add(
                new UnderWay<>(first.item(), intake.takePatiently(first.work().join())));
    }

    private static void tellFirst(Deque<UnderWay<Outcome>> writing, Told told) {
        UnderWay<Outcome> first = writing.removeFirst();
        told.outcome(first.item(), first.work().join());
    }

    private static boolean isWithoutPredecessor(Outcome outcome) {
        return outcome instanceof Outcome.Refused refused
                && refused.problem().type().mayCome();
    }

    @Override
    public void close() {
        judges.shutdown();
        try {
            if (!judges.awaitTermination(10, TimeUnit.SECONDS)) {
                judges.shutdownNow();
            }
        } catch (InterruptedException interrupted) {
            judges.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
