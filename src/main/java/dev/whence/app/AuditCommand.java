package dev.whence.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.whence.trail.TrailCheck;
import dev.whence.trail.TrailHead;
import dev.whence.trail.TrailReader;
import dev.whence.trail.TrailVerifier;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code whence audit}: the trail of who asked what. */
@Command(
        name = "audit",
        description = "Checks and shows the audit trail: who asked what, whether it was allowed, and by which rule.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {AuditCommand.Verify.class, AuditCommand.Tail.class})
final class AuditCommand implements Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Say what to do with the audit trail.");
    }

    /** {@code whence audit verify}. */
    @Command(
            name = "verify",
            description = {
                "Follows the chain of the audit trail from its first line to its last.",
                "Compares where it ends with what is kept under keys/. Exits 1 with the first place that is not as it was written. A server may be running."
            },
            mixinStandardHelpOptions = true)
    static final class Verify implements Callable<Integer> {
        private final Terminal terminal;

        @Mixin
        private DataOptions data = new DataOptions();

        @Option(
                names = "--head",
                paramLabel = "SEQ:HASH",
                description = "A line that the trail must hold, as /admin/audit or this command told it before.")
        private @Nullable String head;

        Verify(Terminal terminal) {
            this.terminal = terminal;
        }

        @Override
        public Integer call() throws IOException {
            TrailCheck check = TrailVerifier.verify(data.data(), remembered());
            if (check.lines() == 0 && check.fault().isEmpty()) {
                throw new FaultException("There is no audit trail in " + data.data() + ".");
            }
            if (data.json()) {
                terminal.result(json(check).toString());
            } else {
                check.notes().forEach(note -> terminal.result("       " + note));
                check.fault().ifPresent(fault -> terminal.result("FAULT  " + Printable.of(fault)));
                terminal.result((check.fault().isEmpty() ? "good: " : "broken after ") + check.lines() + " lines"
                        + check.last().map(last -> ", head " + last.text()).orElse(""));
            }
            return check.fault().isEmpty() ? ExitCode.GOOD : ExitCode.FINDINGS;
        }

        private Optional<TrailHead> remembered() {
            String text = head;
            if (text == null) {
                return Optional.empty();
            }
            return Optional.of(TrailHead.parse(text)
                    .orElseThrow(() -> new UsageException("--head is a line's number and hash: SEQ:sha256:HEX.")));
        }

        private static ObjectNode json(TrailCheck check) {
            ObjectNode json = JsonNodeFactory.instance.objectNode();
            json.put("good", check.fault().isEmpty()).put("lines", check.lines());
            check.last().ifPresent(last -> json.put("head", last.text()));
            check.fault().ifPresent(fault -> json.put("fault", fault));
            check.notes().forEach(json.putArray("notes")::add);
            return json;
        }
    }

    /** {@code whence audit tail}. */
    @Command(
            name = "tail",
            description = "Shows the last lines of the audit trail, also while a server writes it; checks nothing.",
            mixinStandardHelpOptions = true)
    static final class Tail implements Callable<Integer> {
        private static final int PAUSE_MILLIS = 300;

        private final Terminal terminal;

        @Mixin
        private DataOptions data = new DataOptions();

        @Option(names = "-n", paramLabel = "N", description = "How many lines (default: ${DEFAULT-VALUE}).")
        private int count = 10;

        @Option(names = "--follow", description = "Go on with what comes, until stopped.")
        private boolean follow;

        @Option(names = "--denied", description = "Only what was denied.")
        private boolean denied;

        @Option(names = "--principal", paramLabel = "P", description = "Only what this principal asked.")
        private @Nullable String principal;

        Tail(Terminal terminal) {
            this.terminal = terminal;
        }

        @Override
        public Integer call() throws IOException, InterruptedException {
            if (count < 0) {
                throw new UsageException("-n is how many lines, 0 or more.");
            }
            TrailReader reader = new TrailReader(data.data(), this::isWanted);
            show(reader.last(count));
            while (follow && !terminal.out().checkError()) {
                Thread.sleep(PAUSE_MILLIS);
                show(reader.more());
            }
            return ExitCode.GOOD;
        }

        private boolean isWanted(JsonNode line) {
            String asked = principal;
            return (!denied || line.path("decision").asText().equals("denied"))
                    && (asked == null || line.path("principal").asText().equals(asked));
        }

        private void show(List<JsonNode> lines) {
            lines.forEach(line -> terminal.result(data.json() ? line.toString() : Printable.of(text(line))));
        }

        private static String text(JsonNode line) {
            StringBuilder text = new StringBuilder(line.path("time").asText());
            add(text, line, "decision");
            add(text, line, "principal");
            add(text, line, "organisation");
            add(text, line, "address");
            add(text, line, "method");
            add(text, line, "operation");
            add(text, line, "status");
            add(text, line, "rule");
            add(text, line, "target");
            add(text, line, "lost");
            return text.toString();
        }

        private static void add(StringBuilder text, JsonNode line, String member) {
            String value = line.path(member).asText();
            if (!value.isEmpty()) {
                text.append("  ").append(value);
            }
        }
    }
}
