package dev.whence.receive;

import dev.whence.ledger.Ledger;
import dev.whence.lineage.LineageIndex;
import dev.whence.map.ReceiptMapper;
import dev.whence.policy.PolicyChecks;
import dev.whence.receipt.Iris;
import dev.whence.shape.ShapeCheck;
import dev.whence.validate.ReceiptValidator;
import java.nio.file.Path;

/**
 * Puts the parts of this room together over an open ledger: brings memory up to the ledger, then starts the sequencer.
 * Closes them in the order in which work flows, so that everything under way ends well.
 */
public final class ReceiveRoom implements AutoCloseable {
    private final EdgeLog edges;
    private final LazyShapes shapes;
    private final Sequencer sequencer;
    private final BulkIntake bulk;
    private final Projector projector;
    private final Outside outside;

    /**
     * What others use of this room.
     *
     * @param intake takes one receipt
     * @param projection reads entries back
     * @param index answers walks
     */
    public record Outside(
            ReceiptIntake intake, EntryProjection projection, LineageIndex index, ReceiptArchive archive) {}

    private ReceiveRoom(
            EdgeLog edges,
            LazyShapes shapes,
            Sequencer sequencer,
            BulkIntake bulk,
            Projector projector,
            Outside outside) {
        this.edges = edges;
        this.shapes = shapes;
        this.sequencer = sequencer;
        this.bulk = bulk;
        this.projector = projector;
        this.outside = outside;
    }

    /**
     * Opens the room.
     *
     * @param edgeFile where the lineage index is kept between starts
     */
    public static ReceiveRoom open(
            IntakeSettings settings, Ledger ledger, Iris iris, PolicyChecks policy, Path edgeFile, StationClock clock) {
        ReceiptValidator validator = new ReceiptValidator();
        EntryProjection projection = new EntryProjection(ledger, iris, validator);
        KnownReceipts known = new KnownReceipts();
        Replay replay = new Replay(ledger, projection, known);
        replay.known();
        EdgeLog edges = new EdgeLog(edgeFile, fingerprint(ledger, iris));
        LineageIndex index = edges.restore(() -> new LineageIndex(iris), ledger);
        replay.lineage(index, edges);
        Projector projector = new Projector(ledger, projection, settings, clock);
        Sequencer sequencer = new Sequencer(settings, ledger, index, edges, known, projector, clock);
        LazyShapes shapes = new LazyShapes(ShapeCheck::new);
        ReceiptIntake intake = new ReceiptIntake(
                settings,
                new ReceiptIntake.Stations(validator, policy, new ReceiptMapper(iris), shapes, clock),
                sequencer);
        sequencer.start();
        return new ReceiveRoom(
                edges,
                shapes,
                sequencer,
                new BulkIntake(intake),
                projector,
                new Outside(intake, projection, index, new ReceiptArchive(ledger, index, projection, iris)));
    }

    /** Another log, base or mapping gives other lineage. */
    private static String fingerprint(Ledger ledger, Iris iris) {
        return String.join(" ", ledger.key().name(), iris.base(), ReceiptMapper.VERSION);
    }

    /** Prepares the shapes, so that the first receipt need not wait for it. */
    public void prepare() {
        shapes.ready();
    }

    public Outside outside() {
        return outside;
    }

    public BulkIntake bulk() {
        return bulk;
    }

    public Projector projector() {
        return projector;
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
        projector.close();
        edges.close();
    }
}
