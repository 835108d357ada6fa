package dev.whence.app;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code whence serve}: everything on one port. */
@Command(
        name = "serve",
        description = {
            "Serves the API, SPARQL and the pages on one port, until it is stopped.",
            "Listens on loopback; any other address is refused as long as no rights are configured (whence keys api)."
        },
        mixinStandardHelpOptions = true)
final class ServeCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin
    private DataOptions data = new DataOptions();

    @Option(names = "--port", paramLabel = "N", description = "The port; 0 takes a free one (default: 8080).")
    private @Nullable Integer port;

    @Option(
            names = "--host",
            paramLabel = "ADDRESS",
            description = "The address to listen on; without rights a loopback address (default: 127.0.0.1).")
    private @Nullable String host;

    @Option(
            names = "--verify-every",
            paramLabel = "TIME",
            description = {
                "Verify the ledger now and then while serving, such as 15m or 1h; /health and /metrics tell",
                "(default: never, or what the settings say)."
            })
    private @Nullable String verifyEvery;

    ServeCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws Exception {
        ServerParts.check(data, host, port);
        Optional<Duration> every = verifyEvery();
        CountDownLatch stopped = new CountDownLatch(1);
        try (Whence whence = House.open(data)) {
            whence.startGraph();
            try (WhenceServer server = whence.serve(host, port)) {
                whence.announce(server.url());
                whence.startSelfCheck(every);
                report(whence, server);
                closeOnSignal(whence, server, stopped);
                stopped.await();
            }
        }
        return ExitCode.GOOD;
    }

    private Optional<Duration> verifyEvery() {
        String text = verifyEvery;
        if (text == null) {
            return Optional.empty();
        }
        return Optional.of(Durations.parse(text)
                .orElseThrow(() -> new UsageException("--verify-every wants " + Durations.WANTED + ".")));
    }

    private void report(Whence whence, WhenceServer server) {
        ServerReport report = new ServerReport(whence, server);
        report.tellBase(terminal);
        if (data.json()) {
            terminal.result(report.json().toString());
        } else {
            terminal.result("Whence serves " + whence.ledger().size() + " receipts at " + server.url() + " (SPARQL at "
                    + server.url() + "sparql); stop it with Ctrl-C.");
            report.tellRights(terminal);
        }
    }

    /** A stop signal is the usual end: requests under way finish, the ledger is published, the write-ahead log emptied. */
    static void closeOnSignal(Whence whence, WhenceServer server, CountDownLatch stopped) {
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            server.close();
                            whence.close();
                            stopped.countDown();
                        },
                        "whence-stop"));
    }
}
