package dev.whence.app;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.whence.canonical.Jcs;
import dev.whence.canonical.JsonLimits;
import dev.whence.canonical.Sha256;
import dev.whence.canonical.StrictJson;
import dev.whence.receipt.Problem;
import dev.whence.receipt.RefusedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code whence digest}: the digests of a file, as receipts want them. */
@Command(
        name = "digest",
        description = {
            "Prints a file's SHA-256: of its bytes, and, where it is JSON, of its canonical form (RFC 8785).",
            "Artifacts are named by the first, specs and parameters by the second."
        },
        mixinStandardHelpOptions = true)
final class DigestCommand implements Callable<Integer> {
    private static final JsonLimits AS_LARGE_AS_MEMORY = new JsonLimits(Integer.MAX_VALUE - 16, 64);

    private final Terminal terminal;

    @Parameters(index = "0", paramLabel = "FILE", description = "The file.")
    private Path file = Path.of("");

    @Option(names = "--json", description = "Answer in JSON, for machines.")
    private boolean json;

    DigestCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws Exception {
        byte[] bytes = Files.readAllBytes(file);
        String raw = "sha256:" + Sha256.hex(bytes);
        Optional<String> canonical = Optional.empty();
        Optional<Problem> notJson = Optional.empty();
        try {
            canonical =
                    Optional.of("sha256:" + Sha256.hex(Jcs.canonicalize(StrictJson.parse(bytes, AS_LARGE_AS_MEMORY))));
        } catch (RefusedException refused) {
            notJson = Optional.of(refused.problem());
        }
        if (json) {
            ObjectNode answer = JsonNodeFactory.instance.objectNode().put("raw", raw);
            canonical.ifPresent(digest -> answer.put("jcs", digest));
            terminal.result(answer.toString());
        } else {
            terminal.result("raw  " + raw);
            canonical.ifPresent(digest -> terminal.result("jcs  " + digest));
            notJson.ifPresent(problem -> terminal.say("jcs  (the file is not strict JSON: "
                    + problem.violations().stream()
                            .findFirst()
                            .map(Terminal::line)
                            .orElse(problem.detail()) + ")"));
        }
        return ExitCode.GOOD;
    }
}
