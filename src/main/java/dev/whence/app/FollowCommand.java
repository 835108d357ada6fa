package dev.whence.app;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.whence.follow.EvidenceFolder;
import dev.whence.follow.FollowerState;
import dev.whence.ledger.LedgerPaths;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code whence follow}: another's log, checked and served. */
@Command(
        name = "follow",
        description = {
            "Replicates the log of another Whence, checks it as it goes, and serves reads of it.",
            "The log may be any tlog-tiles log of Whence's entries. Signature, consistency and every entry are checked;",
            "answers come from a graph of its own. Takes nothing in.",
            "Stops at the first thing that does not fit, keeps the evidence, and serves on what it has."
        },
        mixinStandardHelpOptions = true)
final class FollowCommand implements Callable<Integer> {
    private static final Duration EVER = Duration.ofDays(10_000);

    private final Terminal terminal;

    @Parameters(
            paramLabel = "URL",
            arity = "0..1",
            description =
                    "The other Whence, or the folder of its log's files; not needed where DIR has followed before.")
    private @Nullable String url;

    @Mixin
    private DataOptions data = new DataOptions();

    @Option(
            names = "--vkey",
            paramLabel = "KEY",
            description =
                    "The log's verifier key; without it the key that the log shows first is trusted from then on.")
    private @Nullable String vkey;

    @Option(names = "--port", paramLabel = "N", description = "The port; 0 takes a free one (default: 8080).")
    private @Nullable Integer port;

    @Option(
            names = "--host",
            paramLabel = "ADDRESS",
            description = "The address to listen on; without rights a loopback address (default: 127.0.0.1).")
    private @Nullable String host;

    @Mixin
    private ServerAccess access = new ServerAccess();

    @Option(names = "--once", description = "Take what is there and end, without serving.")
    private boolean once;

    @Option(
            names = "--exit-when-stopped",
            description = "End with exit code 1 when following stops, instead of serving on what is here.")
    private boolean exitWhenStopped;

    @Option(
            names = "--forget-evidence",
            description =
                    "Set kept evidence aside and follow again. Look at it first: it says that the log contradicted"
                            + " itself.")
    private boolean forgetEvidence;

    FollowCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws Exception {
        ServerParts.check(data, host, port);
        FollowPlan plan = FollowPlan.make(
                data, Optional.ofNullable(url), Optional.ofNullable(vkey), access.credential(), terminal);
        if (forgetEvidence) {
            forgetEvidence();
        }
        try (Whence whence = plan.open()) {
            whence.startGraph();
            return once ? once(whence) : serve(whence);
        }
    }

    private void forgetEvidence() throws Exception {
        Path folder = new LedgerPaths(data.data()).evidence();
        for (Path aside : new EvidenceFolder(folder).setAside()) {
            terminal.say("Set aside: " + aside);
        }
    }

    private int once(Whence whence) throws Exception {
        Optional<FollowerState.Stop> stop = whence.follower().catchUp();
        whence.awaitGraph();
        FollowerState state = whence.follower().state();
        if (data.json()) {
            terminal.result(json(state, stop).toString());
        } else {
            terminal.result(
                    "Here are " + state.size() + " of " + state.primarySize() + " entries of " + state.primary() + ".");
        }
        return stop.map(this::tell).orElse(ExitCode.GOOD);
    }

    private static ObjectNode json(FollowerState state, Optional<FollowerState.Stop> stop) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("primary", state.primary().toString());
        json.put("size", state.size()).put("primary_size", state.primarySize());
        json.put("missing_payloads", state.missing());
        stop.ifPresent(why -> json.put("stopped", why.reason()));
        stop.flatMap(FollowerState.Stop::evidence).ifPresent(folder -> json.put("evidence", folder.toString()));
        return json;
    }

    private int serve(Whence whence) throws Exception {
        CountDownLatch stopped = new CountDownLatch(1);
        try (WhenceServer server = whence.serve(host, port)) {
            whence.announce(server.url());
            report(whence, server);
            ServeCommand.closeOnSignal(whence, server, stopped);
            whence.follower().start();
            if (whence.follower().awaitStop(EVER)) {
                int exit = tell(whence.follower().state().stop().orElseThrow());
                if (exitWhenStopped) {
                    return exit;
                }
                terminal.say("What is here is served on, and /health says degraded, until this process is stopped.");
            }
            stopped.await();
        }
        return ExitCode.GOOD;
    }

    private void report(Whence whence, WhenceServer server) {
        FollowerState state = whence.follower().state();
        if (data.json()) {
            terminal.result(new ServerReport(whence, server)
                    .json()
                    .put("primary", state.primary().toString())
                    .toString());
        } else {
            terminal.result("Whence follows " + state.primary() + " and serves "
                    + whence.ledger().size() + " receipts at " + server.url() + "; stop it with Ctrl-C.");
            new ServerReport(whence, server).tellRights(terminal);
        }
    }

    private int tell(FollowerState.Stop stop) {
        terminal.say("FOLLOWING HAS STOPPED. " + Printable.of(stop.reason()));
        stop.evidence()
                .ifPresent(folder -> terminal.say("The evidence is in " + folder
                        + "; check it with: whence verify --evidence " + folder + " --vkey KEY"));
        return stop.isTheLogs() ? ExitCode.FINDINGS : ExitCode.FAULT;
    }
}
