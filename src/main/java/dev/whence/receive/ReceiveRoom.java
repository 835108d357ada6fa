package dev.whence.receive;

import dev.whence.attest.Attestations;
import dev.whence.ledger.Entry;
import dev.whence.ledger.Ledger;
import dev.whence.ledger.Log;
import dev.whence.ledger.Replica;
import dev.whence.map.ReceiptMapper;
import dev.whence.policy.PolicyChecks;
import dev.whence.receipt.Iris;
import dev.whence.shape.ShapeCheck;
import dev.whence.validate.ReceiptValidator;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * Puts what writes together over an open log and its {@link ReadingRoom}; over the log of another nothing is written, and
 * whoever wants to is told where. Closes them in the order in which work flows,
 * so that everything under way ends well.
 */
public final class ReceiveRoom implements AutoCloseable {
    private final ReadingRoom reading;
    private final LazyShapes shapes;
    private final Writer writer;
    private final ReceiptIntake intake;
    private final BulkIntake bulk;
    private final Publisher publisher;

    private ReceiveRoom(
            ReadingRoom reading, LazyShapes shapes, Writer writer, ReceiptIntake intake, Publisher publisher) {
        this.reading = reading;
        this.shapes = shapes;
        this.writer = writer;
        this.intake = intake;
        this.bulk = new BulkIntake(intake);
        this.publisher = publisher;
    }

    /**
     * Opens the room: brings memory up to the log, then starts the sequencer.
     *
     * @param edgeFile where the lineage index is kept between starts
     */
    public static ReceiveRoom open(
            IntakeSettings settings,
            Log log,
            Iris iris,
            PolicyChecks policy,
            Attestations attestations,
            Path edgeFile,
            StationClock clock) {
        ReceiptValidator validator = new ReceiptValidator();
        ReadingRoom reading = ReadingRoom.open(settings, log, iris, validator, edgeFile, clock);
        Writer writer = writer(settings, reading, clock);
        LazyShapes shapes = new LazyShapes(ShapeCheck::new);
        ReceiptIntake intake = new ReceiptIntake(
                settings,
                new ReceiptIntake.Stations(validator, policy, new ReceiptMapper(iris), shapes, clock),
                new AttachmentJudge(reading, iris, attestations, blind(log)),
                new TombstoneJudge(log, reading.known()),
                reading.keys(),
                writer);
        return new ReceiveRoom(reading, shapes, writer, intake, new Publisher(reading, intake, validator, iris));
    }

    /** Where nothing is written nothing is judged, and there is no key to hide subjects under. */
    private static UnaryOperator<String> blind(Log log) {
        return log instanceof Ledger ledger ? ledger.blinding()::blind : UnaryOperator.identity();
    }

    private static Writer writer(IntakeSettings settings, ReadingRoom reading, StationClock clock) {
        if (reading.log() instanceof Replica replica) {
            return new WriterElsewhere(replica.following().primary());
        }
        Ledger ledger = (Ledger) reading.log();
        Sequencer sequencer = new Sequencer(
                settings,
                ledger,
                reading,
                new Order(
                        ledger, reading.known(), reading.rules(), reading.keys().orElseThrow()),
                clock);
        sequencer.start();
        return sequencer;
    }

    /** Prepares the shapes, so that the first receipt need not wait for it. */
    public void prepare() {
        shapes.ready();
    }

    /** What reads the same ledger. */
    public ReadingRoom reading() {
        return reading;
    }

    /** Takes one receipt. */
    public ReceiptIntake intake() {
        return intake;
    }

    /** Takes the content of receipts away. */
    public Eraser eraser() {
        return new Eraser(reading, intake, publisher);
    }

    /** Writes what the catalog shows. */
    public Publisher publisher() {
        return publisher;
    }

    public BulkIntake bulk() {
        return bulk;
    }

    /** Lets the log write an entry of its own, in its turn; see {@link Writer#between}. */
    public CompletableFuture<Entry> between(Function<Ledger, Entry> step) {
        return writer.between(step);
    }

    /** Whether receipts can still be written. */
    public boolean isWriting() {
        return writer.isWriting();
    }

    /** Nothing new comes in; what waits is written; the graph catches up; the index is kept. */
    @Override
    public void close() {
        bulk.close();
        writer.close();
        reading.close();
    }
}
