package dev.whence.app;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.whence.ledger.LedgerInUseException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code whence verify}: recomputes everything, or as much as is asked for. */
@Command(
        name = "verify",
        description = {
            "Recomputes everything in ledger and graph, and says where something is not as it should be.",
            "Entries, chain, tiles, root, every checkpoint, signatures, receipt ids, blobs, and the graph against the ledger.",
            "Exits 1 with the place of each fault. Reads the ledger without a lock; the graph is left out while a server",
            "runs. With --proof it checks one proof instead, and needs no folder."
        },
        mixinStandardHelpOptions = true)
final class VerifyCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin
    private DataOptions data = new DataOptions();

    @Mixin
    private VerifyScope scope = new VerifyScope();

    @Mixin
    private ProofOptions proof = new ProofOptions();

    @Mixin
    private EvidenceVerification.Options evidence = new EvidenceVerification.Options();

    @Mixin
    private TrustOptions trust = new TrustOptions();

    @Option(
            names = "--artifacts",
            paramLabel = "DIR",
            description = {
                "Compare the files below DIR with what receipts say of them; DIR is where their relative paths begin. Not",
                "while a server uses the data folder. That none of them is there is a fault."
            })
    private @Nullable Path artifacts;

    VerifyCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    /** What is gathered on the way. */
    private static final class Findings {
        private final List<String> faults = new ArrayList<>();
        private final List<String> notes = new ArrayList<>();
        private Optional<Effort> graph = Optional.empty();
    }

    @Override
    public Integer call() throws Exception {
        if (proof.isAsked()) {
            return new ProofVerification(terminal, trust.named(), data.json()).verify(proof.asked());
        }
        if (evidence.isAsked()) {
            return new EvidenceVerification(terminal, trust.named(), data.json()).verify(evidence.asked());
        }
        LedgerCheck.Scope asked = scope.scope();
        if (artifacts != null && !scope.includesGraph()) {
            throw new UsageException("--artifacts reads the graph; leave --level, --since and --sample out.");
        }
        if (!new DataFolder(data.data()).exists()) {
            throw new FaultException("There is no ledger in " + data.data() + ".");
        }
        requireArtifacts();
        VerifyProgress progress = new VerifyProgress(terminal);
        LedgerCheck.Report ledger = LedgerCheck.run(data.data(), trust, asked, progress.of("entries of the ledger"));
        terminal.endProgress();
        Findings findings = new Findings();
        findings.faults.addAll(ledger.faults());
        findings.notes.addAll(ledger.notes());
        if (ledger.erased() > 0) {
            findings.notes.add(ledger.erased() + " payloads were erased; their tombstones are in the log");
        }
        ledger.unchecked().forEach(left -> findings.notes.add("left out: " + left));
        checkGraph(findings, progress);
        report(asked, ledger, findings);
        return findings.faults.isEmpty() ? ExitCode.GOOD : ExitCode.FINDINGS;
    }

    private void requireArtifacts() {
        Path folder = artifacts;
        if (folder != null && !Files.isDirectory(folder)) {
            throw new FaultException("There is no folder " + folder + " to compare; name one with --artifacts.");
        }
    }

    private void checkGraph(Findings findings, VerifyProgress progress) throws Exception {
        if (!scope.includesGraph()) {
            findings.notes.add("left out: the graph was not compared");
        } else if (findings.faults.isEmpty()) {
            compareGraph(findings, progress);
        } else {
            findings.notes.add((artifacts == null ? "the graph was" : "the graph and the files were")
                    + " not compared, because the ledger is damaged");
        }
    }

    private void compareGraph(Findings findings, VerifyProgress progress) throws Exception {
        try (Whence whence = House.openExisting(data)) {
            whence.startGraph();
            whence.awaitGraph();
            Effort.Meter meter = Effort.start();
            GraphCheck check = new GraphCheck(whence, progress.of("entries of the graph"));
            findings.faults.addAll(check.differences());
            findings.graph = Optional.of(meter.stop(check.entries()));
            terminal.endProgress();
            findings.notes.add("the graph holds " + check.quads() + " quads, as the ledger says");
            compareArtifacts(whence, findings);
        } catch (LedgerInUseException inUse) {
            if (artifacts != null) {
                throw House.taken(
                        inUse,
                        "Files are compared only while it is stopped: stop the server at %s, or leave --artifacts out.");
            }
            findings.notes.add("the graph was not compared, because a server is using it");
        }
    }

    private void compareArtifacts(Whence whence, Findings findings) throws Exception {
        Path folder = artifacts;
        if (folder != null) {
            ArtifactCheck files = new ArtifactCheck(whence, folder);
            findings.faults.addAll(files.differences());
            findings.notes.add(files.compared() + " files have the digest that their receipts state; " + files.missing()
                    + " that receipts state are not there");
        }
    }

    private void report(LedgerCheck.Scope asked, LedgerCheck.Report ledger, Findings findings) {
        if (data.json()) {
            terminal.result(json(asked, ledger, findings).toString());
            return;
        }
        findings.faults.forEach(fault -> terminal.result("FAULT  " + Printable.of(fault)));
        findings.notes.forEach(note -> terminal.result("       " + Printable.of(note)));
        asked.sample().ifPresent(count -> terminal.result("       drawn with --seed " + asked.seed()));
        terminal.result("       ledger: " + ledger.effort().text() + ", " + ledger.checkpoints() + " checkpoints");
        findings.graph.ifPresent(effort -> terminal.result("       graph: " + effort.text()));
        terminal.result((findings.faults.isEmpty() ? "good: " : findings.faults.size() + " faults: ") + ledger.size()
                + " entries, root " + ledger.root() + ", signed by " + ledger.key());
    }

    private static ObjectNode json(LedgerCheck.Scope asked, LedgerCheck.Report ledger, Findings findings) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("good", findings.faults.isEmpty()).put("size", ledger.size()).put("root", ledger.root());
        json.put("key", ledger.key()).put("checkpoints", ledger.checkpoints());
        json.put("erased", ledger.erased());
        asked.since().ifPresent(size -> json.put("since", size));
        asked.sample().ifPresent(count -> json.put("sample", count).put("seed", asked.seed()));
        ledger.effort().writeTo(json.putObject("ledger"));
        findings.graph.ifPresent(effort -> effort.writeTo(json.putObject("graph")));
        findings.faults.forEach(json.putArray("faults")::add);
        findings.notes.forEach(json.putArray("notes")::add);
        return json;
    }
}
