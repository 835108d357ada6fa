package dev.whence.app;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.whence.ledger.LedgerInUseException;
import dev.whence.receipt.Iris;
import java.nio.file.Files;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code whence rebuild}: makes the graph and the lineage index anew from the ledger. */
@Command(
        name = "rebuild",
        description = {
            "Makes the graph and the lineage index anew from the ledger, in a new folder, and swaps them in.",
            "With --base, under another base."
        },
        mixinStandardHelpOptions = true)
final class RebuildCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin
    private DataOptions data = new DataOptions();

    RebuildCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws Exception {
        DataFolder folder = new DataFolder(data.data());
        if (!folder.exists()) {
            throw new FaultException("There is no ledger in " + data.data() + " to rebuild from.");
        }
        Settings settings = Settings.read(data.config(), System.getenv());
        Iris iris =
                data.base().isPresent() ? DataFolder.parse(data.base().get()) : folder.iris(java.util.Optional.empty());
        try (Whence whence = Whence.openForRebuild(folder, iris, settings)) {
            terminal.progress("rebuilding from " + whence.ledger().size() + " entries");
            whence.rebuildGraph();
            terminal.endProgress();
            long size = whence.graph().watermark().size();
            long bytes = whence.graph().diskBytes();
            if (data.json()) {
                terminal.result(JsonNodeFactory.instance
                        .objectNode()
                        .put("size", size)
                        .put("base", iris.base())
                        .put("bytes", bytes)
                        .put("skipped", whence.graph().skipped().size())
                        .toString());
            } else {
                terminal.result(
                        "rebuilt the graph of " + size + " entries under " + iris.base() + ", " + Sizes.text(bytes));
            }
            boolean whole = whence.graph().skipped().isEmpty();
            whence.graph().skipped().forEach(entry -> terminal.say("left out: " + entry));
            return whole ? ExitCode.GOOD : ExitCode.FINDINGS;
        } catch (LedgerInUseException inUse) {
            throw House.taken(inUse, "Stop the server at %s, then rebuild.");
        } finally {
            Files.deleteIfExists(folder.path().resolve("base.tmp"));
        }
    }
}
