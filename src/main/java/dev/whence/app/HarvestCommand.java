package dev.whence.app;

import dev.whence.client.WhenceClient;
import dev.whence.harvest.Harvest;
import dev.whence.harvest.HarvestReport;
import dev.whence.harvest.HarvestRequest;
import dev.whence.harvest.Sink;
import dev.whence.harvest.SourceFolder;
import dev.whence.harvest.SourceName;
import dev.whence.harvest.read.SourceKind;
import dev.whence.harvest.web.Pause;
import dev.whence.harvest.web.WebSettings;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code whence harvest}: brings another catalog's records here. */
@Command(
        name = "harvest",
        description = {
            "Brings another catalog's records here, and keeps up with it: whence harvest URL",
            "Reads DCAT page by page (Hydra), DCAT-US, a STAC API or a static STAC catalog, and event streams (LDES). What has",
            "not changed is not asked for again. What is gone there is withdrawn here, once the whole source was read.",
            "Nothing that is harvested is in the public catalog before it is promoted."
        },
        mixinStandardHelpOptions = true)
final class HarvestCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin
    private DataOptions data = new DataOptions();

    @Parameters(index = "0", paramLabel = "URL", description = "Where the catalog begins.")
    private String url = "";

    @Option(names = "--source", paramLabel = "NAME", description = "What to call it (default: after its address).")
    private @Nullable String source;

    @Option(names = "--kind", paramLabel = "KIND", description = "dcat, dcat-us, stac or ldes (default: it is seen).")
    private @Nullable String kind;

    @Option(
            names = "--budget-bytes",
            paramLabel = "SIZE",
            defaultValue = "2G",
            description = "As many may come, such as 500M (default: ${DEFAULT-VALUE}).")
    private String budgetBytes = "2G";

    @Option(
            names = "--budget-time",
            paramLabel = "TIME",
            defaultValue = "6h",
            description = "As long it may take, such as 15m (default: ${DEFAULT-VALUE}).")
    private String budgetTime = "6h";

    @Option(
            names = "--delay-ms",
            paramLabel = "MILLIS",
            defaultValue = "200",
            description = "Between two requests, if robots.txt asks for no more (default: ${DEFAULT-VALUE}).")
    private int delayMillis = 200;

    @Option(names = "--allow-private", description = "Let private and loopback addresses be asked.")
    private boolean allowPrivate;

    @Option(
            names = "--allow-host",
            paramLabel = "HOST",
            description = "Another host that links and redirects may lead to; may be given again.")
    private List<String> hosts = List.of();

    @Option(names = "--again", description = "Ask for every document as if it were new.")
    private boolean again;

    @Option(names = "--believe-deletions", description = "Withdraw what is gone, however much it is.")
    private boolean believesDeletions;

    @Option(names = "--dry-run", description = "Read and judge everything, keep nothing.")
    private boolean isDry;

    @Option(
            names = "--server",
            paramLabel = "URL",
            description = "Send to a running server; --data keeps what was seen.")
    private @Nullable URI server;

    @Mixin
    private ServerAccess access = new ServerAccess();

    HarvestCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws Exception {
        HarvestRequest request = request();
        WebSettings settings = settings();
        SourceName name = name(request.url());
        URI asked = server;
        if (asked != null) {
            WhenceClient client = access.client(RemoteIngest.requireWeb(asked));
            return isDry ? dry(request, settings, name) : into(new ServerSink(client), request, settings, name);
        }
        return isDry
                ? dry(request, settings, name)
                : House.write(
                        data,
                        whence -> local(whence, request, settings, name),
                        client -> into(new ServerSink(client), request, settings, name));
    }

    private int local(Whence whence, HarvestRequest request, WebSettings settings, SourceName name) throws Exception {
        whence.startGraph();
        int exit = into(new LedgerSink(whence, name), request, settings, name);
        whence.publish();
        return exit;
    }

    private int dry(HarvestRequest request, WebSettings settings, SourceName name) throws Exception {
        return House.write(
                data, whence -> into(new DrySink(whence.intake(), whence.shelf()), request, settings, name), client -> {
                    throw new UsageException("--dry-run judges with the data folder itself, which a server holds.");
                });
    }

    private int into(Sink sink, HarvestRequest request, WebSettings settings, SourceName name)
            throws IOException, InterruptedException {
        Path all = data.data().resolve("harvest");
        try (SourceFolder folder = SourceFolder.open(all, name)) {
            requireSame(folder, request, name);
            Harvest harvest = new Harvest(settings, folder, sink, Clock.systemUTC(), Pause.REAL);
            HarvestReport report = harvest.run(request, documents -> terminal.progress(documents + " documents read"));
            terminal.endProgress();
            new HarvestSummary(terminal, data.json()).tell(name, report);
            return exit(report);
        }
    }

    private static int exit(HarvestReport report) {
        if (report.kind().isEmpty()) {
            return ExitCode.FAULT;
        }
        return report.isGood() ? ExitCode.GOOD : ExitCode.FINDINGS;
    }

    private static void requireSame(SourceFolder folder, HarvestRequest request, SourceName name) throws IOException {
        Optional<String> before = folder.source().map(SourceFolder.Source::url);
        if (before.isPresent() && !before.get().equals(request.url().toString())) {
            throw new UsageException("The source " + name.text() + " begins at " + before.get()
                    + "; give this one another name with --source.");
        }
    }

    private HarvestRequest request() {
        Optional<SourceKind> named = Optional.ofNullable(kind)
                .map(text -> SourceKind.named(text)
                        .orElseThrow(() -> new UsageException(
                                "--kind is one of " + String.join(", ", SourceKind.labels()) + ".")));
        return new HarvestRequest(address(url), named, again, believesDeletions, isDry);
    }

    private static URI address(String text) {
        try {
            URI given = new URI(text);
            boolean web = "http".equals(given.getScheme()) || "https".equals(given.getScheme());
            boolean plain = given.getRawUserInfo() == null && given.getRawFragment() == null;
            if (web && plain && given.getHost() != null) {
                return given;
            }
        } catch (URISyntaxException notAnAddress) {
            // Told below.
        }
        throw new UsageException("URL is an http or https address without user, password or fragment.");
    }

    private SourceName name(URI address) {
        return Optional.ofNullable(source)
                .map(text -> SourceName.parse(text)
                        .orElseThrow(() -> new UsageException(
                                "--source is a name of small letters, digits, full stops and hyphens.")))
                .orElseGet(() -> SourceName.of(address));
    }

    private WebSettings settings() throws IOException {
        Duration time = Durations.parse(budgetTime)
                .orElseThrow(() -> new UsageException("--budget-time is " + Durations.WANTED + "."));
        long bytes = Sizes.parse(budgetBytes)
                .orElseThrow(() -> new UsageException("--budget-bytes is " + Sizes.WANTED + "."));
        if (delayMillis < 0) {
            throw new UsageException("--delay-ms is not below 0.");
        }
        WebSettings defaults = WebSettings.DEFAULTS;
        String contact = data.base().map(base -> " (+" + base + ")").orElse("");
        return defaults.as("whence/" + Version.text().replaceAll("[^A-Za-z0-9.-]", "") + contact)
                .withBudget(bytes, time)
                .withPauses(Duration.ofMillis(delayMillis), defaults.firstPause(), defaults.longestPause())
                .allowing(allowPrivate, Set.copyOf(hosts));
    }
}
