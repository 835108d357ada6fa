package dev.whence.app;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.whence.canonical.Sha256;
import dev.whence.serve.WitnessServer;
import dev.whence.tlog.note.Cosigner;
import dev.whence.tlog.note.LogPolicy;
import dev.whence.tlog.note.SignedNote;
import dev.whence.tlog.note.SizeRange;
import dev.whence.witness.Witness;
import dev.whence.witness.WitnessFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code whence witness}: signs what logs show it, as long as they only grow. */
@Command(
        name = "witness",
        description = {
            "Serves a witness (C2SP tlog-witness), which signs the checkpoints of logs.",
            "Logs hand them in, and each is signed that is shown to have grown from the one before. It listens on loopback; put a proxy in front of it for others."
        },
        mixinStandardHelpOptions = true)
final class WitnessCommand implements Callable<Integer> {
    private static final int DEFAULT_PORT = 8090;

    private final Terminal terminal;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "The witness's folder: its key, and what it has signed (default: ${DEFAULT-VALUE}).",
            defaultValue = "whence-witness")
    private Path data = Path.of("whence-witness");

    @Option(
            names = "--log",
            paramLabel = "VKEY",
            arity = "1..*",
            description = "The verifier key of a log to sign for (its line, or a file that holds it).")
    private List<String> logs = new ArrayList<>();

    @Option(
            names = "--policy",
            paramLabel = "FILE",
            description = "Sign for the logs of this policy too, each key within its sizes.")
    private @Nullable Path policy;

    @Option(
            names = "--name",
            paramLabel = "NAME",
            description = "The name of the key that is made at the first start, such as witness.example.org/w1.")
    private @Nullable String name;

    @Option(names = "--port", paramLabel = "N", description = "The port; 0 takes a free one (default: 8090).")
    private int port = DEFAULT_PORT;

    @Option(
            names = "--host",
            paramLabel = "ADDRESS",
            description = "The loopback address to listen on (default: 127.0.0.1).")
    private String host = "127.0.0.1";

    @Option(names = "--json", description = "Answer in JSON, for machines.")
    private boolean json;

    WitnessCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws Exception {
        ServerParts.checkAlone(host, port);
        List<LogPolicy.Log> known = known();
        String wanted = name;
        if (wanted != null && !SignedNote.isKeyName(wanted)) {
            throw new UsageException("--name must be a name without white space and without a plus sign.");
        }
        CountDownLatch stopped = new CountDownLatch(1);
        try (WitnessFolder folder = WitnessFolder.open(data)) {
            Cosigner key = folder.key(raw -> wanted == null ? defaultName(raw) : wanted);
            Witness witness = Witness.open(folder, key, known, Clock.systemUTC());
            try (WitnessServer server = start(witness)) {
                report(witness, server);
                Runtime.getRuntime()
                        .addShutdownHook(new Thread(
                                () -> {
                                    server.close();
                                    stopped.countDown();
                                },
                                "whence-stop"));
                stopped.await();
            }
        } catch (IOException unusable) {
            throw new FaultException("The witness cannot run: " + unusable.getMessage() + ".", unusable);
        }
        return ExitCode.GOOD;
    }

    private WitnessServer start(Witness witness) {
        try {
            return WitnessServer.start(witness, host, port);
        } catch (RuntimeException failed) {
            throw new FaultException(
                    "Cannot listen on " + host + " port " + port
                            + ": the port is in use or not allowed. Choose another with --port, or 0 for a free one.",
                    failed);
        }
    }

    private static String defaultName(byte[] publicKey) {
        return "whence.invalid/witness-" + Sha256.hex(publicKey).substring(0, 16);
    }

    private List<LogPolicy.Log> known() throws IOException {
        List<LogPolicy.Log> known = new ArrayList<>();
        for (String log : logs) {
            known.add(LogPolicy.Log.of(VerifierKeys.read(log), SizeRange.ALL));
        }
        Path file = policy;
        if (file != null) {
            LogPolicy named = TrustOptions.read(file);
            for (String origin : named.origins()) {
                known.addAll(named.about(origin).orElseThrow().logs());
            }
        }
        if (known.isEmpty()) {
            throw new UsageException("Say which logs to sign for: --log VKEY, or --policy FILE.");
        }
        return known;
    }

    private void report(Witness witness, WitnessServer server) {
        if (json) {
            ObjectNode ready = JsonNodeFactory.instance.objectNode();
            ready.put("url", server.url()).put("vkey", witness.key().line());
            ready.put("pid", ProcessHandle.current().pid());
            witness.origins().forEach(ready.putArray("logs")::add);
            terminal.result(ready.toString());
            return;
        }
        terminal.result("The witness signs at " + server.url() + " for " + String.join(", ", witness.origins())
                + "; stop it with Ctrl-C.");
        terminal.result(
                "In the log's settings: ledger.witnesses = " + witness.key().line() + " " + server.url());
    }
}
