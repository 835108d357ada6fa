package dev.whence.app;

import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How much {@code whence verify} looks at. */
final class VerifyScope {
    /** What is recomputed; each level holds the ones before it. */
    enum Level {
        /** What lies in the log: entries, chain, tiles, roots, checkpoints and their signatures. */
        LOG,
        /** Receipt ids and blobs too: every payload is read, parsed and hashed. */
        RECEIPTS,
        /** The graph too, against the ledger. */
        GRAPH
    }

    @Option(
            names = "--level",
            paramLabel = "LEVEL",
            description = {
                "How much is recomputed: log (entries, chain, tiles, roots, checkpoints, signatures),",
                "receipts (receipt ids and blobs too), graph (the graph too; default)."
            },
            defaultValue = "graph")
    private Level level = Level.GRAPH;

    @Option(
            names = "--since",
            paramLabel = "SIZE",
            description = {
                "Trust the checkpoint of this size, which was verified before, and what it covers;",
                "check that the log continues it, and everything after. The graph is left out."
            })
    private @Nullable Long since;

    @Option(
            names = "--sample",
            paramLabel = "N",
            description = {
                "The quick check: N entries drawn at random, each by its proof, the right edge, the newest",
                "checkpoints. Says what it did not look at. The graph is left out."
            })
    private @Nullable Integer sample;

    @Option(
            names = "--seed",
            paramLabel = "SEED",
            description = "Draw the same entries again (default: another draw each time; it is printed).")
    private @Nullable Long seed;

    /** @throws UsageException where the options do not go together */
    LedgerCheck.Scope scope() {
        if (sample != null && since != null) {
            throw new UsageException("--sample and --since do not go together; run one after the other.");
        }
        if (seed != null && sample == null) {
            throw new UsageException("--seed is for --sample.");
        }
        if ((sample != null && sample < 1) || (since != null && since < 0)) {
            throw new UsageException("--sample wants a number of at least 1, --since a size of at least 0.");
        }
        return new LedgerCheck.Scope(
                level != Level.LOG,
                since == null ? OptionalLong.empty() : OptionalLong.of(since),
                sample == null ? OptionalInt.empty() : OptionalInt.of(sample),
                seed == null ? new Random().nextLong() : seed);
    }

    boolean includesGraph() {
        return level == Level.GRAPH && since == null && sample == null;
    }
}
