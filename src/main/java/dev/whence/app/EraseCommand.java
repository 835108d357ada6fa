package dev.whence.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.whence.access.Sight;
import dev.whence.client.WhenceClient;
import dev.whence.ledger.Entry;
import dev.whence.receipt.Iris;
import dev.whence.receipt.ProblemType;
import dev.whence.receipt.ReceiptId;
import dev.whence.receipt.RefusedException;
import dev.whence.receive.Acknowledgement;
import dev.whence.receive.Outcome;
import dev.whence.receive.Submission;
import dev.whence.validate.Leniency;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code whence erase}: takes a receipt's content away for ever. */
@Command(
        name = "erase",
        description = {
            "Takes a receipt's content away for ever: whence erase RECEIPT --reason WHY",
            "Its entry keeps its place, its hashes and its proof; a tombstone says when, by whom and why. What is public and",
            "short lies in the log itself and cannot be erased."
        },
        mixinStandardHelpOptions = true)
final class EraseCommand implements Callable<Integer> {
    private static final String JSON = "application/json";

    private final Terminal terminal;

    @Mixin
    private DataOptions data = new DataOptions();

    @Parameters(index = "0", paramLabel = "RECEIPT", description = "The receipt's id, sha256:…")
    private String receipt = "";

    @Option(names = "--reason", required = true, paramLabel = "WHY", description = "Kept for all who could see it.")
    private String reason = "";

    @Option(names = "--by", paramLabel = "NAME", description = "Who does it; with an API key that is known.")
    private @Nullable String by;

    @Option(
            names = "--organisation",
            paramLabel = "ID",
            defaultValue = Iris.DEFAULT_ORGANISATION,
            description = "Whose receipt it is (default: ${DEFAULT-VALUE}).")
    private String organisation = Iris.DEFAULT_ORGANISATION;

    @Option(names = "--server", paramLabel = "URL", description = "Ask a running server instead of a data folder.")
    private @Nullable URI server;

    @Mixin
    private ServerAccess access = new ServerAccess();

    EraseCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws Exception {
        ReceiptId id = ReceiptId.parse(receipt)
                .orElseThrow(() -> new UsageException("RECEIPT is an id: sha256: and 64 hexadecimal digits."));
        if (reason.isBlank()) {
            throw new UsageException("--reason wants a sentence that says why.");
        }
        URI asked = server;
        return asked != null
                ? there(access.client(RemoteIngest.requireWeb(asked)), id)
                : House.read(data, whence -> here(whence, id), client -> there(client, id));
    }

    private int here(Whence whence, ReceiptId id) throws RefusedException {
        Entry target = whence.archive()
                .seenBy(Sight.ALL)
                .entry(organisation, id)
                .orElseThrow(() -> new RefusedException(ProblemType.NOT_FOUND, "There is no such receipt."));
        Submission submission =
                new Submission(organisation, Leniency.STRICT).with(Optional.ofNullable(by), Optional.empty());
        Outcome outcome = Acknowledgement.await(whence.eraser().erase(target, reason, submission));
        if (outcome instanceof Outcome.Refused refused) {
            terminal.tell(refused.problem());
            return ExitCode.FINDINGS;
        }
        // Nothing serves here that would let the graph follow later.
        whence.startGraph();
        whence.awaitGraph();
        whence.graph().compact();
        tell(((Outcome.Written) outcome).id().text(), outcome instanceof Outcome.Recorded);
        return ExitCode.GOOD;
    }

    private int there(WhenceClient client, ReceiptId id) throws IOException, InterruptedException {
        byte[] body = JsonNodeFactory.instance
                .objectNode()
                .put("reason", reason)
                .toString()
                .getBytes(StandardCharsets.UTF_8);
        String name = by;
        Map<String, String> headers = name == null ? Map.of() : Map.of("Orch-Caller", name);
        WhenceClient.Answer answer = client.post(address(id), Map.of(), body, JSON, headers);
        if (!answer.isGood()) {
            terminal.tell(ServerProblem.read(answer));
            return ExitCode.FINDINGS;
        }
        JsonNode json = new ObjectMapper().readTree(answer.body());
        tell(json.path("id").asText(), answer.status() == 201);
        return ExitCode.GOOD;
    }

    private String address(ReceiptId id) {
        String owner = organisation.equals(Iris.DEFAULT_ORGANISATION) ? "" : "o/" + Iris.segment(organisation) + "/";
        return owner + "receipts/" + id.text() + "/erase";
    }

    private void tell(String tombstone, boolean isNew) {
        terminal.result(
                data.json()
                        ? JsonNodeFactory.instance
                                .objectNode()
                                .put("erased", receipt)
                                .put("tombstone", tombstone)
                                .put("new", isNew)
                                .toString()
                        : isNew
                                ? "The content is gone; the tombstone " + tombstone + " stands for it."
                                : "The content was gone before; the tombstone " + tombstone + " stands for it.");
    }
}
