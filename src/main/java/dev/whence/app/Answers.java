package dev.whence.app;

import dev.whence.access.Access;
import dev.whence.canonical.JsonLimits;
import dev.whence.gate.Gates;
import dev.whence.ledger.Log;
import dev.whence.ledger.LogProofs;
import dev.whence.operate.Ledgers;
import dev.whence.operate.Operations;
import dev.whence.operate.Pipeline;
import dev.whence.operate.Stage;
import dev.whence.query.canned.CannedQueries;
import dev.whence.query.canned.QueryRunner;
import dev.whence.query.evidence.EvidenceResolver;
import dev.whence.query.walk.LineageWalks;
import dev.whence.receipt.Iris;
import dev.whence.receive.ReadingRoom;
import dev.whence.receive.ReceiveRoom;
import dev.whence.serve.oap.Cursors;
import dev.whence.serve.oap.Orchestration;
import dev.whence.store.GraphStore;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What answers over an open data folder. Made when first asked for, and then once: whatever bounds the queries that run at
 * a time bounds them for every way of asking.
 */
final class Answers {
    private final Settings settings;
    private final Iris iris;
    private final Log ledger;
    private final ReceiveRoom room;
    private final Supplier<GraphStore> graph;
    private @Nullable CannedQueries queries;
    private @Nullable QueryRunner runner;

    /** @param graph asked only by those who need it */
    Answers(Settings settings, Iris iris, Log ledger, ReceiveRoom room, Supplier<GraphStore> graph) {
        this.settings = settings;
        this.iris = iris;
        this.ledger = ledger;
        this.room = room;
        this.graph = graph;
    }

    synchronized CannedQueries queries() {
        CannedQueries read = queries;
        if (read == null) {
            read = CannedQueries.load("/queries", iris);
            queries = read;
        }
        return read;
    }

    synchronized QueryRunner runner() {
        QueryRunner made = runner;
        if (made == null) {
            made = new QueryRunner(
                    sight -> graph.get().dataset(sight), settings.cannedTimeout(), settings.cannedRows());
            runner = made;
        }
        return made;
    }

    LineageWalks lineage() {
        ReadingRoom reading = room.reading();
        return new LineageWalks(
                iris,
                reading.index()::snapshot,
                new LedgerEntries(ledger, reading.projection()),
                new WalkMarks(reading.marks(), reading.erasures()));
    }

    EvidenceResolver evidence() {
        return new EvidenceResolver(iris, room.reading().index()::snapshot, new LedgerEvidence(room.reading()));
    }

    /** Answers envelopes of the orchestration protocol; a cursor lives as long as what this gives. */
    Orchestration orchestration() {
        byte[] cursorKey = new byte[32];
        new SecureRandom().nextBytes(cursorKey);
        return new Orchestration(
                new Orchestration.Parts(
                        room.intake(),
                        ledger,
                        room.reading().records(),
                        room.reading().index()::snapshot,
                        new Cursors(cursorKey),
                        Clock.systemUTC()),
                // A record lies two levels deep in its envelope.
                within(2));
    }

    /** What callers may have done; told of each stage, {@code watch} may end it. */
    Pipeline operations(Access rights, Stage.Watch watch) {
        Ledgers ledgers = new Ledgers(room.intake(), ledger);
        return new Pipeline(
                Operations.registry(new Operations.Parts(
                        iris,
                        lineage(),
                        evidence(),
                        queries(),
                        runner(),
                        room.reading().archive(),
                        new LogProofs(ledger),
                        room.reading().records().sessions(),
                        room.reading().shelf(),
                        new Gates(iris),
                        room.publisher(),
                        ledgers)),
                rights,
                // A receipt lies one level deep in the input that hands it in.
                within(1),
                ledgers,
                Clock.systemUTC(),
                watch);
    }

    /** The limits of a receipt that lies so many levels deep in a body. */
    private JsonLimits within(int levels) {
        JsonLimits record = settings.intake().limits();
        return new JsonLimits(record.maxBytes(), Math.min(record.maxDepth() + levels, 500));
    }
}
