package dev.whence.app;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.whence.ledger.LedgerInUseException;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code whence export}: everything, in a form that others read. */
@Command(
        name = "export",
        description = {
            "Writes everything out. kfm: a folder YYYY/MM/<run_id>.run_receipt.json with the PROV bundle beside it, which",
            "only grows and which ingest reads back. nquads: one file, the same bytes for the same ledger."
        },
        mixinStandardHelpOptions = true)
final class ExportCommand implements Callable<Integer> {
    private final Terminal terminal;

    /** The forms. */
    enum Layout {
        kfm,
        nquads
    }

    @Mixin
    private DataOptions data = new DataOptions();

    @Option(names = "--layout", required = true, paramLabel = "LAYOUT", description = "kfm or nquads.")
    private Layout layout = Layout.kfm;

    @Parameters(
            index = "0",
            paramLabel = "OUT",
            description = "The folder (kfm) or the file (nquads; - for standard output).")
    private String out = "";

    ExportCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws Exception {
        try (Whence whence = House.openExisting(data)) {
            return layout == Layout.kfm ? kfm(whence) : nquads(whence);
        } catch (LedgerInUseException inUse) {
            throw House.taken(inUse, "An export reads the folder itself: stop the server at %s, then export.");
        }
    }

    private int kfm(Whence whence) throws IOException {
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

    private int nquads(Whence whence) throws IOException {
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
