package dev.whence.app;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.whence.feed.files.StaticFolder;
import dev.whence.ledger.LedgerInUseException;
import dev.whence.receipt.Iris;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code whence export}: everything, in a form that others read. */
@Command(
        name = "export",
        description = {
            "Writes everything out, in one of several layouts.",
            "kfm: a folder YYYY/MM/<run_id>.run_receipt.json with the PROV bundle beside it, which",
            "only grows and which ingest reads back. nquads: one file, the same bytes for the same ledger.",
            "catalog: the public catalog as files for a web server or bucket. ro-crate: one run with its receipts and proofs."
        },
        mixinStandardHelpOptions = true)
final class ExportCommand implements Callable<Integer> {
    private final Terminal terminal;

    /** The forms. */
    enum Layout {
        KFM("kfm"),
        NQUADS("nquads"),
        CATALOG("catalog"),
        RO_CRATE("ro-crate");

        private final String label;

        Layout(String label) {
            this.label = label;
        }

        static Layout named(String text) {
            return Arrays.stream(values())
                    .filter(layout -> layout.label.equals(text))
                    .findFirst()
                    .orElseThrow(() -> new UsageException("--layout is kfm, nquads, catalog or ro-crate."));
        }
    }

    @Mixin
    private DataOptions data = new DataOptions();

    @Option(
            names = "--layout",
            required = true,
            paramLabel = "LAYOUT",
            description = "kfm, nquads, catalog or ro-crate.")
    private String layout = "";

    @Mixin
    private OrganisationOption organisation = new OrganisationOption();

    @Option(
            names = "--with-ledger",
            description =
                    "catalog: with the log, though it is not public or the catalog is not the default organisation's.")
    private boolean withLedger;

    @Parameters(
            arity = "1..2",
            paramLabel = "OUT",
            description = {
                "The folder (kfm, catalog), the file (nquads; - for standard output),",
                "or the run's id and the folder (ro-crate)."
            })
    private List<String> arguments = List.of();

    ExportCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws Exception {
        Layout chosen = Layout.named(layout);
        int wanted = chosen == Layout.RO_CRATE ? 2 : 1;
        if (arguments.size() != wanted) {
            throw new UsageException(
                    wanted == 2 ? "--layout ro-crate wants a run's id and a folder." : "One OUT is wanted.");
        }
        boolean isOfAll = chosen == Layout.KFM || chosen == Layout.NQUADS;
        if (isOfAll && organisation.named().isPresent()) {
            throw new UsageException("--organisation goes with catalog and ro-crate; the others hold everything.");
        }
        String whose = organisation.named().orElse(Iris.DEFAULT_ORGANISATION);
        String out = arguments.get(wanted - 1);
        try (Whence whence = House.openExisting(data)) {
            return switch (chosen) {
                case KFM -> kfm(whence, out);
                case NQUADS -> nquads(whence, out);
                case CATALOG -> told(new CatalogExport(whence, whose, withLedger, terminal::say).write(Path.of(out)));
                case RO_CRATE -> told(new CrateExport(whence, whose).write(arguments.get(0), Path.of(out)));
            };
        } catch (LedgerInUseException inUse) {
            throw House.taken(inUse, "An export reads the folder itself: stop the server at %s, then export.");
        }
    }

    private int told(StaticFolder.Report report) {
        report.differing()
                .forEach(file -> terminal.say("left as it is, because it is not what we made: " + Printable.of(file)));
        if (data.json()) {
            terminal.result(JsonNodeFactory.instance
                    .objectNode()
                    .put("written", report.written())
                    .put("unchanged", report.unchanged())
                    .put("removed", report.removed())
                    .put("differing", report.differing().size())
                    .toString());
        } else {
            terminal.result(report.written() + " files written, " + report.unchanged() + " as they were, "
                    + report.removed() + " taken away");
        }
        return report.differing().isEmpty() ? ExitCode.GOOD : ExitCode.FINDINGS;
    }

    private int kfm(Whence whence, String out) throws IOException {
        KfmLayout folder = new KfmLayout(whence, Path.of(out));
        for (long sequence = 0; sequence < whence.ledger().size(); sequence++) {
            folder.write(whence.ledger().entry(sequence));
            if (sequence % 100 == 0) {
                terminal.progress(sequence + " of " + whence.ledger().size());
            }
        }
        terminal.endProgress();
        folder.differing().forEach(file -> terminal.say("not overwritten, because it holds other bytes: " + file));
        if (data.json()) {
            terminal.result(JsonNodeFactory.instance
                    .objectNode()
                    .put("written", folder.written())
                    .put("unchanged", folder.unchanged())
                    .put("differing", folder.differing().size())
                    .toString());
        } else {
            terminal.result(folder.written() + " files written, " + folder.unchanged() + " there before, "
                    + folder.differing().size() + " with other bytes");
        }
        return folder.differing().isEmpty() ? ExitCode.GOOD : ExitCode.FINDINGS;
    }

    private int nquads(Whence whence, String out) throws IOException {
        whence.startGraph();
        whence.awaitGraph();
        if (out.equals("-")) {
            whence.graph().exportNQuads(System.out);
            return ExitCode.GOOD;
        }
        try (OutputStream file = new BufferedOutputStream(Files.newOutputStream(Path.of(out)))) {
            whence.graph().exportNQuads(file);
        }
        terminal.say("wrote " + Sizes.text(Files.size(Path.of(out))) + " to " + out);
        return ExitCode.GOOD;
    }
}
