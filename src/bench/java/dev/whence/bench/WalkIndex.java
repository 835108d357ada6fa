package dev.whence.bench;

import dev.whence.lineage.EdgeLogReader;
import dev.whence.lineage.EdgeLogWriter;
import dev.whence.lineage.LineageIndex;
import dev.whence.lineage.LineageSnapshot;
import dev.whence.lineage.Statement;
import dev.whence.receipt.Iris;
import dev.whence.receipt.LineageFacts;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Consumer;

/** A {@link LayeredGraph} in a lineage index, with the edge log that a start reads; and what making both has cost. */
final class WalkIndex {
    static final Iris IRIS = new Iris(Iris.DEFAULT_BASE);
    private static final int BATCH = 500;

    private final LineageIndex index = new LineageIndex(IRIS);
    private final ByteArrayOutputStream log = new ByteArrayOutputStream(1 << 20);
    private final List<String> madeFirst = new ArrayList<>();
    private long pairs;
    private long keysNanos;
    private long addNanos;

    /** Builds everything; the facts of each run are handed on. */
    WalkIndex(LayeredGraph graph, Consumer<LineageFacts> also) throws IOException {
        EdgeLogWriter writer = EdgeLogWriter.begin(log, "bench");
        List<Statement> batch = new ArrayList<>();
        for (int i = 0; i < graph.size(); i++) {
            LayeredGraph.Run run = graph.next();
            pairs += (long) run.inputs().size() * run.outputs().size();
            LineageFacts facts = LayeredGraph.facts(IRIS, run);
            batch.add(add(i, run, facts));
            madeFirst.add(facts.generated().get(0).iri());
            also.accept(facts);
            if (batch.size() == BATCH || i + 1 == graph.size()) {
                writer.append(batch, "sha256:" + "0".repeat(64));
                batch.clear();
            }
        }
        writer.flush();
    }

    private Statement add(int sequence, LayeredGraph.Run run, LineageFacts facts) {
        long start = ThreadCpu.nanos();
        Statement statement = Statement.of(IRIS, sequence, run.at(), facts, OptionalLong.empty());
        long made = ThreadCpu.nanos();
        index.add(statement);
        keysNanos += made - start;
        addNanos += ThreadCpu.nanos() - made;
        return statement;
    }

    LineageSnapshot snapshot() {
        return index.snapshot();
    }

    /** The IRI of the first thing that a run made. */
    String madeFirst(int run) {
        return madeFirst.get(run);
    }

    /** Milliseconds of the start, reading the edge log; the best of three. */
    double restore() throws IOException {
        byte[] bytes = log.toByteArray();
        long best = Long.MAX_VALUE;
        for (int i = 0; i < 3; i++) {
            long start = ThreadCpu.nanos();
            LineageIndex restored = new LineageIndex(IRIS);
            EdgeLogReader.restore(new ByteArrayInputStream(bytes), "bench", restored, none -> false);
            best = Math.min(best, ThreadCpu.nanos() - start);
            if (restored.size() != index.size()) {
                throw new IllegalStateException("the log gave " + restored.size() + " entries");
            }
        }
        return best / 1e6;
    }

    void report(Result result) throws IOException {
        LineageIndex.Weight weight = index.weight();
        result.put("receipts", weight.statements()).put("entities", weight.entities());
        result.put("derivations", pairs).put("used_and_generated", weight.edges());
        result.put("index_bytes", weight.bytes());
        result.put("bytes_per_derivation", (double) weight.bytes() / pairs);
        result.put("bytes_per_used_or_generated", (double) weight.bytes() / weight.edges());
        result.put("keys_us_per_receipt", keysNanos / 1e3 / weight.statements());
        result.put("add_us_per_receipt", addNanos / 1e3 / weight.statements());
        result.put("log_bytes", log.size()).put("restore_ms", restore());
    }
}
