package dev.whence.app;

import dev.whence.access.Sight;
import dev.whence.client.WhenceClient;
import dev.whence.ledger.Entry;
import dev.whence.ledger.InclusionProof;
import dev.whence.ledger.LogProofs;
import dev.whence.query.Asker;
import dev.whence.receipt.Iris;
import dev.whence.receipt.ReceiptId;
import dev.whence.receipt.RefusedException;
import dev.whence.serve.ProofJson;
import java.io.IOException;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code whence prove}: a proof that can be mailed with the receipt. */
@Command(
        name = "prove",
        description = {
            "Writes a proof that the ledger has a receipt (C2SP tlog-proof): whence prove THING > x.proof",
            "THING is a receipt id, a run id, or whatever names one receipt. Whoever has the receipt's file, the proof and",
            "the log's key can check it offline: whence verify --proof x.proof --receipt FILE --vkey KEY"
        },
        mixinStandardHelpOptions = true)
final class ProveCommand implements Callable<Integer> {
    private static final int UNAVAILABLE = 503;
    private static final int TRIES = 5;

    private final Terminal terminal;

    @Mixin
    private DataOptions data = new DataOptions();

    @Parameters(index = "0", paramLabel = "THING", description = "What to prove.")
    private String thing = "";

    @Option(names = "--server", paramLabel = "URL", description = "Ask a running server instead of a data folder.")
    private @Nullable URI server;

    @Mixin
    private ServerAccess access = new ServerAccess();

    ProveCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws Exception {
        URI asked = server;
        return asked != null
                ? there(access.client(RemoteIngest.requireWeb(asked)))
                : House.read(data, this::here, this::there);
    }

    private int here(Whence whence) throws RefusedException {
        long sequence = sequence(whence);
        LogProofs proofs = new LogProofs(whence.ledger());
        InclusionProof proof = proofs.inclusion(sequence, proofs.newest().size());
        write(
                data.json()
                        ? ProofJson.inclusion(proof) + "\n"
                        : proof.file().orElseThrow().text());
        return ExitCode.GOOD;
    }

    /** By its id first: that finds receipts too of which nothing but the entry is left. */
    private long sequence(Whence whence) throws RefusedException {
        Optional<Entry> byId = ReceiptId.parse(thing)
                .flatMap(id -> whence.archive().seenBy(Sight.ALL).entry(Iris.DEFAULT_ORGANISATION, id));
        return byId.isPresent()
                ? byId.get().sequence()
                : whence.answers().lineage().receipt(thing, Asker.HOUSE);
    }

    /** A server waits for the checkpoint itself, and says so where that took too long. */
    private int there(WhenceClient client) throws IOException, InterruptedException {
        Map<String, String> parameters = Map.of("receipt", thing, "format", data.json() ? "json" : "text");
        WhenceClient.Answer answer = client.get("ledger/proof/inclusion", parameters, "*/*");
        for (int tried = 1; answer.status() == UNAVAILABLE && tried < TRIES; tried++) {
            answer = client.get("ledger/proof/inclusion", parameters, "*/*");
        }
        if (answer.isGood()) {
            write(data.json() ? answer.text() + "\n" : answer.text());
            return ExitCode.GOOD;
        }
        terminal.tell(ServerProblem.read(answer));
        return ExitCode.FINDINGS;
    }

    /** As it stands: a proof has one spelling, down to its last newline. */
    private void write(String proof) {
        terminal.out().print(proof);
        terminal.out().flush();
    }
}
