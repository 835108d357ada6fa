package dev.whence.app;

import com.fasterxml.jackson.databind.JsonNode;
import dev.whence.access.Access;
import dev.whence.access.Principal;
import dev.whence.access.Sight;
import dev.whence.lineage.Direction;
import dev.whence.lineage.WalkOptions;
import dev.whence.operate.Call;
import dev.whence.operate.Invocation;
import dev.whence.operate.Ledgers;
import dev.whence.operate.Pipeline;
import dev.whence.operate.Result;
import dev.whence.operate.Stage;
import dev.whence.query.Asker;
import dev.whence.query.walk.LineageAnswer;
import dev.whence.query.walk.LineageRequest;
import dev.whence.receipt.Iris;
import dev.whence.receipt.LineageFacts;
import dev.whence.receipt.OperationReceipt;
import dev.whence.receipt.RefusedException;
import dev.whence.receive.OpenSessions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** An open data folder whose operations are called without HTTP. */
public final class OperationHouse implements AutoCloseable {
    static final Invocation.Caller HOUSE = new Invocation.Caller(Principal.HOUSE, Iris.DEFAULT_ORGANISATION, Sight.ALL);

    private final Whence whence;
    private final Pipeline pipeline;

    private OperationHouse(Whence whence, Pipeline pipeline) {
        this.whence = whence;
        this.pipeline = pipeline;
    }

    public static OperationHouse open(Path data, Stage.Watch watch) throws IOException {
        Whence whence = Whence.open(data, Optional.empty(), Settings.read(Optional.empty(), Map.of()));
        return new OperationHouse(whence, whence.answers().operations(Access.OPEN, watch));
    }

    Whence whence() {
        return whence;
    }

    Result call(String operation, String input) throws RefusedException {
        return pipeline.run(operation, Call.of(HOUSE, input.getBytes(StandardCharsets.UTF_8)));
    }

    Result call(String operation, JsonNode input) throws RefusedException {
        return call(operation, input.toString());
    }

    public long size() {
        return whence.ledger().size();
    }

    /** What the newest entry adds to lineage. */
    LineageFacts newest() {
        return whence.projection()
                .mapped(whence.ledger().entry(size() - 1))
                .orElseThrow()
                .lineage();
    }

    /** Where records are written. */
    public Ledgers ledgers() {
        return new Ledgers(whence.intake(), whence.ledger());
    }

    OpenSessions sessions() {
        return whence.sessions();
    }

    /** What the newest entry says. */
    OperationReceipt newestOperation() {
        return (OperationReceipt)
                whence.projection().receipt(whence.ledger().entry(size() - 1)).orElseThrow();
    }

    /** What an item was made from; nothing where the item is not known. */
    Optional<LineageAnswer> lineage(String item) {
        try {
            String iri = whence.iris().thing(Iris.DEFAULT_ORGANISATION, "item", item);
            return Optional.of(whence.answers()
                    .lineage()
                    .answer(LineageRequest.of(iri, Asker.HOUSE, WalkOptions.of(Direction.UP))));
        } catch (RefusedException unknown) {
            return Optional.empty();
        }
    }

    @Override
    public void close() {
        whence.close();
    }
}
