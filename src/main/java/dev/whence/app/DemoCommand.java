package dev.whence.app;

import dev.whence.lineage.Direction;
import dev.whence.lineage.WalkOptions;
import dev.whence.query.Asker;
import dev.whence.query.walk.LineageRequest;
import dev.whence.query.walk.TreeRenderer;
import dev.whence.receipt.RefusedException;
import dev.whence.receive.BulkIntake;
import dev.whence.receive.Outcome;
import dev.whence.receive.Submission;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;

/** {@code whence demo}: a small story from end to end. */
@Command(
        name = "demo",
        description = {
            "Tells the story of a small river gauge pipeline, and serves it.",
            "Hands in the receipts (fetch, normalise, join, publish; one validation fails and its run is superseded), shows",
            "where the published file comes from, and publishes its catalog records.",
            "Keeps to a folder of its own, whence-demo, unless --data names another."
        },
        defaultValueProvider = DemoCommand.OwnFolder.class,
        mixinStandardHelpOptions = true)
final class DemoCommand implements Callable<Integer> {
    private static final List<String> RECEIPTS = List.of(
            "receipts/01-fetch-gauges.run_receipt.json",
            "receipts/02-fetch-stations.run_receipt.json",
            "receipts/03-normalise-first.run_receipt.json",
            "receipts/04-normalise.run_receipt.json",
            "receipts/05-join.run_receipt.json",
            "receipts/06-publish.run_receipt.json");
    private static final List<String> RECORDS =
            List.of("catalog/river-levels.collection.json", "catalog/river-levels-2026-10.item.json");
    private static final String PUBLISHED = "published/river-levels-2026-10.csv";
    private static final String NORMALISED = "work/gauges-normalised.csv";
    private static final String CONTACT_VARIABLE = "WHENCE_CATALOG_CONTACT";

    /** Without anybody who answers for it, DCAT-US takes no dataset. */
    private static final String CONTACT = "catalog@river.example";

    private final Terminal terminal;

    @Mixin
    private DataOptions data = new DataOptions();

    @Option(names = "--exit", description = "Stop after printing.")
    private boolean exit;

    @Option(
            names = "--port",
            paramLabel = "N",
            description = "The port to serve on; 0 takes a free one (default: 8080).")
    private @Nullable Integer port;

    DemoCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    /** The demo does not write among what somebody keeps. */
    static final class OwnFolder implements IDefaultValueProvider {
        @Override
        public @Nullable String defaultValue(ArgSpec argument) {
            return argument instanceof OptionSpec option && option.longestName().equals("--data")
                    ? "whence-demo"
                    : null;
        }
    }

    @Override
    public Integer call() throws Exception {
        ServerParts.checkPort(port);
        try (Whence whence = open()) {
            tell("Six receipts of a river gauge pipeline are handed in:");
            boolean good = ingest(whence, RECEIPTS);
            whence.publish();
            tell("");
            tell("Whence did " + PUBLISHED + " come from?");
            tell("");
            walk(whence, LineageRequest.of(PUBLISHED, Asker.HOUSE, WalkOptions.of(Direction.UP)));
            tell("");
            tell(
                    "The first attempt to normalise failed its validation and was superseded; its file is still on record:");
            tell("");
            walk(whence, LineageRequest.of(NORMALISED, Asker.HOUSE, WalkOptions.of(Direction.UP)));
            tell("");
            tell("Two catalog records describe the published file; the gates judge them against the receipts:");
            tell("");
            good &= ingest(whence, RECORDS) & new DemoCatalog(whence, this::tell).promote();
            whence.publish();
            tell("");
            tell("The ledger holds " + whence.ledger().size() + " entries under the root "
                    + whence.ledger().published().checkpoint().root().base64() + ",");
            tell("signed by " + whence.ledger().key().line());
            tell("A proof for somebody who does not trust this machine: whence prove run:river:publish --data "
                    + data.data());
            whence.startGraph();
            if (!exit) {
                serve(whence);
            }
            return good ? ExitCode.GOOD : ExitCode.FINDINGS;
        }
    }

    private Whence open() throws IOException {
        Map<String, String> environment = new HashMap<>(System.getenv());
        if (data.config().isEmpty()) {
            environment.putIfAbsent(CONTACT_VARIABLE, CONTACT);
        }
        Settings settings = Settings.read(data.config(), environment);
        chooseBase(settings);
        return Whence.open(data.data(), data.base(), settings);
    }

    /** A new folder's links lead to where the demo will serve; which free port it gets is not known yet. */
    private void chooseBase(Settings settings) throws IOException {
        int chosen = Optional.ofNullable(port).orElse(settings.sparql().port());
        boolean open = data.base().isEmpty() && settings.base().isEmpty();
        if (open && chosen != 0 && !new DataFolder(data.data()).hasBase()) {
            data.base("http://localhost:" + chosen + "/");
        }
    }

    private void walk(Whence whence, LineageRequest request) throws IOException, RefusedException {
        new TreeRenderer(terminal.coloured()).render(whence.answers().lineage().answer(request), terminal.out());
        terminal.out().flush();
    }

    private boolean ingest(Whence whence, List<String> files) throws IOException {
        List<BulkIntake.Item> items = new ArrayList<>();
        for (String file : files) {
            String name = file.substring(file.indexOf('/') + 1, file.indexOf('.'));
            items.add(new BulkIntake.Item(name, read("/demo/" + file)));
        }
        List<BulkIntake.Result> results = new ArrayList<>();
        whence.bulk().takeAll(items.iterator(), Submission.STRICT, results::add);
        results.forEach(result -> tell("  " + result.source() + "  " + line(result.outcome())));
        return results.stream().noneMatch(result -> result.outcome() instanceof Outcome.Refused);
    }

    private static String line(Outcome outcome) {
        if (outcome instanceof Outcome.Recorded recorded) {
            return "entry " + recorded.sequence() + ", event " + recorded.eventHash();
        }
        return outcome instanceof Outcome.Repeated repeated
                ? "entry " + repeated.sequence() + ", here before"
                : "refused: " + ((Outcome.Refused) outcome).problem().detail();
    }

    private void serve(Whence whence) throws InterruptedException {
        CountDownLatch stopped = new CountDownLatch(1);
        try (WhenceServer server = whence.serve(null, port)) {
            whence.announce(server.url());
            tell("");
            tell("Serving at " + server.url() + "  (SPARQL: " + server.url() + "sparql, queries: " + server.url()
                    + "queries); stop with Ctrl-C.");
            new ServerReport(whence, server).tellBase(terminal);
            ServeCommand.closeOnSignal(whence, server, stopped);
            stopped.await();
        }
    }

    private void tell(String line) {
        terminal.result(line);
    }

    private static byte[] read(String resource) throws IOException {
        try (InputStream in = DemoCommand.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("the class path has no " + resource);
            }
            return in.readAllBytes();
        }
    }
}
