package dev.whence.app;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.whence.follow.Evidence;
import dev.whence.tlog.note.CheckpointTrust;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Checks evidence that a follower has kept, offline: whether a log has signed a contradiction. */
final class EvidenceVerification {
    private final Terminal terminal;
    private final CheckpointTrust trust;
    private final boolean json;

    EvidenceVerification(Terminal terminal, CheckpointTrust trust, boolean json) {
        this.terminal = terminal;
        this.trust = trust;
        this.json = json;
    }

    /** What is asked on the command line. */
    static final class Options {
        @Option(
                names = "--evidence",
                paramLabel = "DIR",
                description = "Check a folder of evidence against --vkey: exits 0 where it proves that the log has"
                        + " contradicted itself.")
        private @Nullable Path folder;

        boolean isAsked() {
            return folder != null;
        }

        Path asked() {
            Path asked = folder;
            if (asked == null) {
                throw new IllegalStateException("no evidence is asked about");
            }
            return asked;
        }
    }

    int verify(Path folder) {
        if (!Files.isDirectory(folder)) {
            throw new FaultException("There is no folder " + folder + ".");
        }
        Evidence.Verdict verdict = Evidence.check(folder, trust);
        if (json) {
            terminal.result(JsonNodeFactory.instance
                    .objectNode()
                    .put("proved", verdict.proved())
                    .put("verdict", verdict.sentence())
                    .put("key", trust.key().fingerprint())
                    .toString());
        } else {
            terminal.result((verdict.proved() ? "PROVED: " : "not proved: ") + Printable.of(verdict.sentence()));
        }
        return verdict.proved() ? ExitCode.GOOD : ExitCode.FINDINGS;
    }
}
