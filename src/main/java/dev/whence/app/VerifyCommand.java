package dev.whence.app;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.whence.ledger.LedgerInUseException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code whence verify}: recomputes everything. */
@Command(
        name = "verify",
        description = {
            "Recomputes everything: entries, chain, tiles, root, every checkpoint, signatures, receipt ids, blobs,",
            "and the graph against the ledger. Exits 1 with the place of each fault. Reads the ledger without a lock;",
            "the graph is left out while a server runs."
        },
        mixinStandardHelpOptions = true)
final class VerifyCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin
    private DataOptions data = new DataOptions();

    @Option(names = "--vkey", paramLabel = "KEY", description = "Trust this verifier key instead of the one in keys/.")
    private @Nullable String vkey;

    @Option(
            names = "--artifacts",
            paramLabel = "DIR",
            description = "Compare the files below DIR with what receipts say of them.")
    private @Nullable Path artifacts;

    VerifyCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws Exception {
        if (!new DataFolder(data.data()).exists()) {
            throw new FaultException("There is no ledger in " + data.data() + ".");
        }
        LedgerCheck.Report ledger = LedgerCheck.run(data.data(), Optional.ofNullable(vkey));
        List<String> faults = new ArrayList<>(ledger.faults());
        List<String> notes = new ArrayList<>(ledger.notes());
        if (faults.isEmpty()) {
            checkGraph(faults, notes);
        } else {
            notes.add("the graph was not compared, because the ledger is damaged");
        }
        report(ledger, faults, notes);
        return faults.isEmpty() ? ExitCode.GOOD : ExitCode.FINDINGS;
    }

    private void checkGraph(List<String> faults, List<String> notes) throws Exception {
        try (Whence whence = House.openExisting(data)) {
            whence.startGraph();
            whence.awaitGraph();
            GraphCheck check = new GraphCheck(whence);
            faults.addAll(check.differences());
            notes.add("the graph holds " + check.quads() + " quads, as the ledger says");
            Path folder = artifacts;
            if (folder != null) {
                ArtifactCheck files = new ArtifactCheck(whence, folder);
                faults.addAll(files.differences());
                notes.add(files.compared() + " files have the digest that their receipts state");
            }
        } catch (LedgerInUseException inUse) {
            notes.add("the graph was not compared, because a server is using it");
        }
    }

    private void report(LedgerCheck.Report ledger, List<String> faults, List<String> notes) {
        if (data.json()) {
            ObjectNode json = JsonNodeFactory.instance.objectNode();
            json.put("good", faults.isEmpty()).put("size", ledger.size()).put("root", ledger.root());
            json.put("key", ledger.key());
            faults.forEach(json.putArray("faults")::add);
            notes.forEach(json.putArray("notes")::add);
            terminal.result(json.toString());
            return;
        }
        faults.forEach(fault -> terminal.result("FAULT  " + Printable.of(fault)));
        notes.forEach(note -> terminal.result("       " + Printable.of(note)));
        terminal.result((faults.isEmpty() ? "good: " : faults.size() + " faults: ") + ledger.size() + " entries, root "
                + ledger.root() + ", signed by " + ledger.key());
    }
}
