package dev.whence.app;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.whence.ledger.LedgerInUseException;
import dev.whence.receipt.Problem;
import dev.whence.receipt.Violation;
import dev.whence.receive.BulkIntake;
import dev.whence.receive.Outcome;
import dev.whence.receive.ReceiptFiles;
import dev.whence.receive.StandardInput;
import dev.whence.receive.Submission;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code whence ingest}: hands in receipts from files, folders or standard input. */
@Command(
        name = "ingest",
        description = {
            "Hands in receipts: files, folders (walked; .json, .ndjson, .jsonl), or - for standard input.",
            "Catalog documents too: STAC, DCAT, DCAT-US, PROV as .json, .jsonld, .ttl, .rdf, .nt; one record or many.",
            "Beside a receipt, .sig, .att.json, .intoto.jsonl and .sigstore.json are attached to it, and checked.",
            "Good receipts are kept whatever the bad ones beside them; every refusal is told with all its reasons."
        },
        mixinStandardHelpOptions = true)
final class IngestCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin
    private DataOptions data = new DataOptions();

    @Parameters(arity = "1..*", paramLabel = "PATH", description = "File, folder, or - for standard input.")
    private List<String> paths = new ArrayList<>();

    @Option(names = "--server", paramLabel = "URL", description = "Send to a running server instead of a data folder.")
    private @Nullable URI server;

    @Mixin
    private ServerAccess access = new ServerAccess();

    @Option(names = "--lenient", description = "Let malformed digests in, with a warning in the graph.")
    private boolean lenient;

    IngestCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws Exception {
        Settings settings = Settings.read(data.config(), System.getenv());
        ReceiptFiles files = new ReceiptFiles(settings.intake().limits().maxBytes());
        boolean standardInput = false;
        for (String path : paths) {
            if (path.equals("-")) {
                standardInput = true;
            } else {
                files.add(Path.of(path));
            }
        }
        Iterator<BulkIntake.Item> items = standardInput
                ? new StandardInput(System.in, settings.intake().limits().maxBytes()).before(files.items())
                : files.items();
        Tally tally = new Tally(files.skipped());
        URI target = server;
        if (target != null) {
            new RemoteIngest(access.client(RemoteIngest.requireWeb(target)), lenient)
                    .send(items, tally, this::progress);
        } else {
            local(items, tally);
        }
        terminal.endProgress();
        report(tally);
        return tally.refusals.isEmpty() ? ExitCode.GOOD : ExitCode.FINDINGS;
    }

    private void local(Iterator<BulkIntake.Item> items, Tally tally) throws IOException {
        try (Whence whence = House.open(data)) {
            whence.startGraph();
            whence.bulk().takeAll(items, lenient ? Submission.LENIENT : Submission.STRICT, result -> {
                tally.add(result);
                progress(tally);
            });
            terminal.endProgress();
            whence.publish();
            tally.size = whence.ledger().size();
            tally.root = whence.ledger().published().checkpoint().root().base64();
        } catch (LedgerInUseException inUse) {
            throw House.taken(inUse, "Send to it instead: whence ingest --server %s PATH…; or stop it first.");
        }
    }

    private void progress(Tally tally) {
        int done = tally.accepted + tally.repeated + tally.refusals.size();
        if (done % 50 == 0) {
            terminal.progress(done + " receipts, " + tally.refusals.size() + " refused");
        }
    }

    private void report(Tally tally) {
        if (data.json()) {
            terminal.result(tally.json().toString());
            return;
        }
        for (Refusal refusal : tally.refusals) {
            terminal.say("refused " + Printable.of(refusal.source()));
            terminal.say("  " + Printable.of(refusal.problem().detail()));
            Terminal.lines(refusal.problem()).forEach(line -> terminal.say("    " + line));
        }
        terminal.result(tally.accepted + " new, " + tally.repeated + " here before, " + tally.refusals.size()
                + " refused, " + tally.skipped + " files skipped; " + tally.holds + " " + tally.size + " entries, root "
                + tally.root);
    }

    /** A receipt that was not taken. */
    record Refusal(String source, Problem problem) {}

    /** What the work has come to so far. */
    static final class Tally {
        private final int skipped;
        private final List<Refusal> refusals = new ArrayList<>();
        private int accepted;
        private int repeated;
        private String holds = "the ledger holds";
        private long size;
        private String root = "";

        Tally(int skipped) {
            this.skipped = skipped;
        }

        void add(BulkIntake.Result result) {
            if (result.outcome() instanceof Outcome.Refused refused) {
                refuse(result.source(), refused.problem());
            } else if (result.outcome() instanceof Outcome.Repeated) {
                repeated++;
            } else {
                accepted++;
            }
        }

        void refuse(String source, Problem problem) {
            refusals.add(new Refusal(source, problem));
        }

        void accept() {
            accepted++;
        }

        void repeat() {
            repeated++;
        }

        void stand(long ledgerSize, String ledgerRoot) {
            size = ledgerSize;
            root = ledgerRoot;
        }

        /** What was sent may not be in it yet. */
        void standAsPublished(long publishedSize, String publishedRoot) {
            holds = "the last published checkpoint, which may be a moment behind, has";
            stand(publishedSize, publishedRoot);
        }

        ObjectNode json() {
            ObjectNode json = JsonNodeFactory.instance.objectNode();
            json.put("accepted", accepted).put("repeated", repeated).put("refused", refusals.size());
            json.put("skipped", skipped).put("size", size).put("root", root);
            var all = json.putArray("refusals");
            for (Refusal refusal : refusals) {
                var problems = all.addObject().put("source", refusal.source()).putArray("problems");
                List<Violation> violations = refusal.problem().violations();
                if (violations.isEmpty()) {
                    problems.addObject()
                            .put("pointer", "")
                            .put("rule", refusal.problem().type().slug())
                            .put("message", refusal.problem().detail());
                }
                violations.forEach(violation -> problems.addObject()
                        .put("pointer", violation.pointer())
                        .put("rule", violation.rule())
                        .put("message", violation.message()));
            }
            return json;
        }
    }
}
