package dev.whence.app;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.whence.links.Catalog;
import dev.whence.links.Finding;
import dev.whence.links.FolderLibrary;
import dev.whence.links.LinkChecker;
import dev.whence.links.LinkReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code whence check}: whether documents that are not in a ledger hold what they promise. */
@Command(
        name = "check",
        description = "Checks catalog documents (check links) and packets (check packet).",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {CheckCommand.Links.class, CheckCommand.Packet.class})
final class CheckCommand implements Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Say what to check.");
    }

    /** {@code whence check links}. */
    @Command(
            name = "links",
            description = {
                "Checks that STAC, DCAT and PROV documents lead to each other and to the run behind them.",
                "Of files, from the files alone: needs no server and no data folder, and asks no network. Without a PATH, of the records in the",
                "data folder, with the receipts of their runs. Exits 1 if there are errors."
            },
            mixinStandardHelpOptions = true)
    static final class Links implements Callable<Integer> {
        private final Terminal terminal;
        private final Clock clock = Clock.systemUTC();

        @Parameters(
                paramLabel = "PATH",
                arity = "0..*",
                description = "Folders, and files, of documents; without any, the records in the data folder.")
        private List<Path> paths = new ArrayList<>();

        @Mixin
        private DataOptions data = new DataOptions();

        @Mixin
        private OrganisationOption organisation = new OrganisationOption();

        @Option(
                names = "--root",
                paramLabel = "DIR",
                description = "Links may lead to what lies in here (default: the folder that all paths lie in).")
        private @Nullable Path root;

        Links(Terminal terminal) {
            this.terminal = terminal;
        }

        @Override
        public Integer call() throws Exception {
            return paths.isEmpty() ? new LedgerLinks(terminal, data, organisation).check() : documents();
        }

        private int documents() throws IOException {
            Instant started = now();
            Path folder = folder();
            FolderLibrary library = new FolderLibrary(folder);
            Catalog catalog = library.read(paths);
            LinkReport report = new LinkChecker(library).check(catalog, library.faults());
            if (data.json()) {
                terminal.result(json(report, started).toString());
            } else {
                report.errors().forEach(this::tell);
                report.warnings().forEach(this::tell);
                terminal.result(
                        report.checked() + " links checked, " + report.errors().size() + " errors, "
                                + report.warnings().size() + " warnings");
            }
            return report.errors().isEmpty() ? ExitCode.GOOD : ExitCode.FINDINGS;
        }

        /** All that is named must lie in the root: a check that left some of it out would be believed for all. */
        private Path folder() throws IOException {
            List<Path> real = new ArrayList<>();
            for (Path path : paths) {
                real.add(path.toRealPath());
            }
            Path given = root;
            Path folder = given == null ? common(real) : given.toRealPath();
            if (!Files.isDirectory(folder)) {
                throw new UsageException("--root is a folder.");
            }
            if (!real.stream().allMatch(path -> path.startsWith(folder))) {
                throw new UsageException("What is checked must lie in --root.");
            }
            return folder;
        }

        private static Path common(List<Path> real) {
            Path common = folderOf(real.get(0));
            for (Path path : real) {
                while (!folderOf(path).startsWith(common)) {
                    common = parent(common);
                }
            }
            return common;
        }

        private static Path folderOf(Path path) {
            return Files.isDirectory(path) ? path : parent(path);
        }

        private static Path parent(Path path) {
            return Optional.ofNullable(path.getParent()).orElse(path);
        }

        private void tell(Finding finding) {
            String line = finding.code() + "  " + finding.from();
            String to = finding.to().isEmpty() ? "" : " -> " + finding.to();
            terminal.result(Printable.of(line + to + "  " + finding.message()));
        }

        private ObjectNode json(LinkReport report, Instant started) {
            ObjectNode json = JsonNodeFactory.instance.objectNode();
            json.put("tool", "whence check links").put("version", Version.text());
            json.put("started_at", started.toString()).put("finished_at", now().toString());
            json.put("mode", "offline");
            json.putObject("totals")
                    .put("checked", report.checked())
                    .put("errors", report.errors().size())
                    .put("warnings", report.warnings().size());
            list(json.putArray("errors"), report.errors());
            list(json.putArray("warnings"), report.warnings());
            return json;
        }

        private static void list(ArrayNode array, List<Finding> findings) {
            findings.forEach(finding -> array.addObject()
                    .put("code", finding.code().name())
                    .put("from", finding.from())
                    .put("to", finding.to())
                    .put("message", finding.message()));
        }

        private Instant now() {
            return clock.instant().truncatedTo(ChronoUnit.MILLIS);
        }
    }

    /** {@code whence check packet}. */
    @Command(
            name = "packet",
            description = {
                "Judges JSON packets that put something before a gate.",
                "They are candidates for promotion, closure packets, trust extensions, items of the trust profile, assessments of links, matrices, releases. From the file alone.",
                "Exits 0 where all pass, 1 where one does not, 3 where one could not be judged."
            },
            mixinStandardHelpOptions = true)
    static final class Packet implements Callable<Integer> {
        private final Terminal terminal;

        @Parameters(paramLabel = "FILE", arity = "1..*", description = "Packets.")
        private List<Path> files = new ArrayList<>();

        @Option(names = "--json", description = "Print the report as JSON; of several files, an array.")
        private boolean json;

        Packet(Terminal terminal) {
            this.terminal = terminal;
        }

        @Override
        public Integer call() throws IOException {
            return new PacketCheck(terminal, json).check(files);
        }
    }
}
