package dev.whence.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.whence.audit.FolderTrust;
import dev.whence.audit.LogFiles;
import dev.whence.client.WhenceClient;
import dev.whence.ledger.LedgerInUseException;
import dev.whence.ledger.LedgerLock;
import dev.whence.tlog.note.LogPolicy;
import dev.whence.tlog.note.LogSigner;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code whence keys}: which keys sign the log, and their change. */
@Command(
        name = "keys",
        description = {
            "Shows which keys sign the log, and changes them; makes API keys.",
            "Writes the policy that others verify by too. API keys, by which callers are known: whence keys api."
        },
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            KeysCommand.ListKeys.class,
            KeysCommand.Rotate.class,
            KeysCommand.Policy.class,
            ApiKeysCommand.class
        })
final class KeysCommand implements Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Say what to do with the keys.");
    }

    /** The folder's list of keys, read from its files: a server may be running. */
    private static LogPolicy policy(DataOptions data) throws IOException {
        if (!new DataFolder(data.data()).exists()) {
            throw new FaultException("There is no ledger in " + data.data() + ".");
        }
        return FolderTrust.own(LogFiles.in(data.data()))
                .filter(LogPolicy.class::isInstance)
                .map(LogPolicy.class::cast)
                .orElseThrow(() -> new FaultException(
                        "The list of keys " + data.data().resolve("keys").resolve("policy") + " cannot be read."));
    }

    /** {@code whence keys list}. */
    @Command(
            name = "list",
            description = "Lists the keys of the log and its witnesses, each with the sizes that it may sign.",
            mixinStandardHelpOptions = true)
    static final class ListKeys implements Callable<Integer> {
        private final Terminal terminal;

        @Mixin
        private DataOptions data = new DataOptions();

        ListKeys(Terminal terminal) {
            this.terminal = terminal;
        }

        @Override
        public Integer call() throws IOException {
            LogPolicy policy = policy(data);
            if (data.json()) {
                terminal.result(json(policy).toString());
                return ExitCode.GOOD;
            }
            terminal.result("log " + policy.origin());
            for (LogPolicy.Log log : policy.logs()) {
                log.key()
                        .ifPresent(key ->
                                terminal.result("  " + key.hexId() + "  sizes " + String.format("%-12s", log.sizes())
                                        + "  " + state(policy, log) + "  " + key.fingerprint()));
            }
            for (LogPolicy.Witness witness : policy.witnesses()) {
                terminal.result("witness " + Printable.of(witness.name()));
                witness.key()
                        .ifPresent(key -> terminal.result("  " + key.hexId() + "  sizes "
                                + String.format("%-12s", witness.sizes()) + "  "
                                + (witness.sizes().isOpen() ? "asked  " : "retired") + "  " + key.fingerprint()));
            }
            return ExitCode.GOOD;
        }

        private static String state(LogPolicy policy, LogPolicy.Log log) {
            if (!log.sizes().isOpen()) {
                return "retired";
            }
            return log.key().filter(policy.key()::equals).isPresent() ? "signs  " : "leaving";
        }

        private static ObjectNode json(LogPolicy policy) {
            ObjectNode json = JsonNodeFactory.instance.objectNode().put("origin", policy.origin());
            ArrayNode keys = json.putArray("keys");
            policy.logs()
                    .forEach(log -> keys.addObject()
                            .put("vkey", log.vkey())
                            .put("sizes", log.sizes().text())
                            .put("state", state(policy, log).strip()));
            ArrayNode witnesses = json.putArray("witnesses");
            policy.witnesses()
                    .forEach(witness -> witnesses
                            .addObject()
                            .put("name", witness.name())
                            .put("vkey", witness.vkey())
                            .put("sizes", witness.sizes().text()));
            return json;
        }
    }

    /** {@code whence keys policy}. */
    @Command(
            name = "policy",
            description = {
                "Prints the policy by which others can verify the log (C2SP tlog-policy).",
                "It has the log's keys with their sizes, and its witnesses. With --quorum K it asks for the cosignatures of K of them."
            },
            mixinStandardHelpOptions = true)
    static final class Policy implements Callable<Integer> {
        private final Terminal terminal;

        @Mixin
        private DataOptions data = new DataOptions();

        @Option(
                names = "--quorum",
                paramLabel = "K|any|all|none",
                description = "How many of the witnesses have to sign (default: none).")
        private String quorum = LogPolicy.NONE;

        Policy(Terminal terminal) {
            this.terminal = terminal;
        }

        @Override
        public Integer call() throws IOException {
            LogPolicy policy = policy(data);
            String text = least(policy).map(policy::asking).orElse(policy).text();
            if (data.json()) {
                terminal.result(JsonNodeFactory.instance
                        .objectNode()
                        .put("policy", text)
                        .toString());
            } else {
                terminal.out().print(text);
                terminal.out().flush();
            }
            return ExitCode.GOOD;
        }

        private Optional<Integer> least(LogPolicy policy) {
            int witnesses = policy.keyNames().size();
            if (quorum.equals(LogPolicy.NONE)) {
                return Optional.empty();
            }
            int least = switch (quorum) {
                case "any" -> 1;
                case "all" -> witnesses;
                default -> quorum.matches("[0-9]{1,4}") ? Integer.parseInt(quorum) : 0;
            };
            if (least < 1 || least > witnesses) {
                throw new UsageException("--quorum is any, all, none or a number from 1 to " + witnesses
                        + ", the number of witnesses that this log has.");
            }
            return Optional.of(least);
        }
    }

    /** {@code whence keys rotate}. */
    @Command(
            name = "rotate",
            description = {
                "Changes the log's key, in two steps.",
                "An entry of the log announces a new one, signed by the old one, and both sign from there on. With --finish another entry takes leave of the old one. A running server does it while serving."
            },
            mixinStandardHelpOptions = true)
    static final class Rotate implements Callable<Integer> {
        private final Terminal terminal;

        @Mixin
        private DataOptions data = new DataOptions();

        @Option(names = "--finish", description = "Take leave of the old key: the new one signs alone.")
        private boolean finish;

        @Option(
                names = "--new-key-file",
                paramLabel = "FILE",
                description = {
                    "A private key (PRIVATE+KEY+name+id+key) to change to, which is not copied into the data folder: name",
                    "the file in the setting ledger.key-file from then on. Without it, a key is made in keys/."
                })
        private @Nullable Path newKeyFile;

        Rotate(Terminal terminal) {
            this.terminal = terminal;
        }

        @Override
        public Integer call() throws Exception {
            Path file = newKeyFile;
            if (finish && file != null) {
                throw new UsageException("--finish takes no key: the new one was named when the change began.");
            }
            Optional<LogSigner> given = file == null ? Optional.empty() : Optional.of(read(file));
            try (Whence whence = House.openExisting(data)) {
                report(here(whence, given));
            } catch (LedgerInUseException inUse) {
                return there(inUse, given);
            }
            return ExitCode.GOOD;
        }

        private static LogSigner read(Path file) throws IOException {
            List<LogSigner> keys = LedgerReader.readKeyFile(file);
            if (keys.size() != 1) {
                throw new UsageException(file + " holds " + keys.size() + " keys; a change is to one.");
            }
            return keys.get(0);
        }

        private JsonNode here(Whence whence, Optional<LogSigner> given) throws Exception {
            if (!(whence.ledger() instanceof dev.whence.ledger.Ledger ledger)) {
                throw new FaultException("This folder follows another log; its keys are changed where it is written.");
            }
            return KeyRotator.json(
                    ledger,
                    whence.changeKeys(
                            finish ? dev.whence.ledger.Ledger::finishRotation : own -> own.beginRotation(given)),
                    finish);
        }

        private int there(LedgerInUseException inUse, Optional<LogSigner> given) throws Exception {
            String url = inUse.holder().flatMap(LedgerLock.Holder::url).orElseThrow(() -> inUse);
            Map<String, String> parameters = new LinkedHashMap<>();
            parameters.put("finish", String.valueOf(finish));
            given.ifPresent(key -> parameters.put("vkey", key.verifier().line()));
            WhenceClient.Answer answer = ServerAccess.client(new DataFolder(data.data()), URI.create(url))
                    .post("admin/keys/rotate", parameters, new byte[0], "application/json");
            if (!answer.isGood()) {
                terminal.tell(ServerProblem.read(answer));
                return ExitCode.FAULT;
            }
            report(new ObjectMapper().readTree(answer.body()));
            return ExitCode.GOOD;
        }

        private void report(JsonNode step) {
            if (data.json()) {
                terminal.result(step.toString());
                return;
            }
            String from = step.path("from_size").asText();
            terminal.result("entry " + step.path("sequence").asText()
                    + (finish ? " takes leave of the old key; from size " : " announces a new key; from size ") + from
                    + (finish ? " on the log is signed by" : " on both sign. The new one is"));
            terminal.result("  " + step.path("vkey").asText());
            if (!finish) {
                terminal.result(
                        "Tell it to those who verify, and to the log's witnesses; then: whence keys rotate --finish");
                if (newKeyFile != null) {
                    terminal.result("From now on the setting ledger.key-file (or " + LedgerReader.KEY_VARIABLE
                            + ") has to name the new key's file too.");
                }
            }
        }
    }
}
