package dev.whence.receive;

import dev.whence.ledger.Ledger;
import dev.whence.map.ReceiptMapper;
import dev.whence.policy.PolicyChecks;
import dev.whence.receipt.Iris;
import dev.whence.shape.ShapeCheck;
import dev.whence.validate.ReceiptValidator;
import java.nio.file.Path;

/**
 * Puts what writes together over an open ledger and its {@link ReadingRoom}. Closes them in the order in which work flows,
 * so that everything under way ends well.
 */
public final class ReceiveRoom implements AutoCloseable {
    private final ReadingRoom reading;
    private final LazyShapes shapes;
    private final Sequencer sequencer;
    private final ReceiptIntake intake;
    private final BulkIntake bulk;

    private ReceiveRoom(ReadingRoom reading, LazyShapes shapes, Sequencer sequencer, ReceiptIntake intake) {
        this.reading = reading;
        this.shapes = shapes;
        this.sequencer = sequencer;
        this.intake = intake;
        this.bulk = new BulkIntake(intake);
    }

    /**
     * Opens the room: brings memory up to the ledger, then starts the sequencer.
     *
     * @param edgeFile where the lineage index is kept between starts
     */
    public static ReceiveRoom open(
            IntakeSettings settings, Ledger ledger, Iris iris, PolicyChecks policy, Path edgeFile, StationClock clock) {
        ReceiptValidator validator = new ReceiptValidator();
        ReadingRoom reading = ReadingRoom.open(settings, ledger, iris, validator, edgeFile, clock);
        Sequencer sequencer = new Sequencer(
                settings, ledger, reading.index(), reading.edges(), reading.known(), reading.projector(), clock);
        LazyShapes shapes = new LazyShapes(ShapeCheck::new);
        ReceiptIntake intake = new ReceiptIntake(
                settings,
                new ReceiptIntake.Stations(validator, policy, new ReceiptMapper(iris), shapes, clock),
                sequencer);
        sequencer.start();
        return new ReceiveRoom(reading, shapes, sequencer, intake);
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

    public BulkIntake bulk() {
        return bulk;
    }

    /** Whether receipts can still be written. */
    public boolean isWriting() {
        return sequencer.isWriting();
    }

    /** Nothing new comes in; what waits is written; the graph catches up; the index is kept. */
    @Override
    public void close() {
        bulk.close();
        sequencer.close();
        reading.close();
    }
}
