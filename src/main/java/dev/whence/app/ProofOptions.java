package dev.whence.app;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that check one proof instead of a data folder. */
final class ProofOptions {
    @Option(
            names = "--proof",
            paramLabel = "FILE",
            description =
                    "Check this proof (whence prove), offline and without a data folder; wants --vkey or --policy too.")
    private @Nullable Path proof;

    @Option(names = "--receipt", paramLabel = "FILE", description = "The receipt that the proof is for, as received.")
    private @Nullable Path receipt;

    @Option(
            names = "--entry",
            paramLabel = "FILE",
            description =
                    "The entry that the proof is for, where it is not one of Whence's: the file itself was logged.")
    private @Nullable Path entry;

    boolean isAsked() {
        return proof != null || receipt != null || entry != null;
    }

    /** What to check. */
    record Asked(Path proof, Path file, boolean isReceipt) {}

    Asked asked() {
        Path file = receipt != null ? receipt : entry;
        if (proof == null || file == null || (receipt != null && entry != null)) {
            throw new UsageException(
                    "A proof is checked with --proof FILE, one of --vkey KEY and --policy FILE, and one of"
                            + " --receipt FILE and --entry FILE.");
        }
        return new Asked(proof, file, receipt != null);
    }
}
