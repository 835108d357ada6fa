package dev.whence.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.whence.receipt.Gate;
import dev.whence.receipt.RefusedException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code whence gate}: may this be made public? */
@Command(
        name = "gate",
        description = {
            "Judges by the promotion gates whether a dataset version may be made public, and says why not.",
            "DATASET_VERSION is slug@version or any other form of its id. A file that is there is judged as a packet,",
            "like check packet does. Exits 0 for PASS, 1 for DENY and ABSTAIN, 3 for ERROR."
        },
        mixinStandardHelpOptions = true)
final class GateCommand implements Callable<Integer> {
    private static final String GATE = "catalog.gate";
    private static final String PROMOTE = "catalog.promote";

    private final Terminal terminal;

    @Mixin
    private DataOptions data = new DataOptions();

    @Mixin
    private OrganisationOption organisation = new OrganisationOption();

    @Mixin
    private ServerAccess access = new ServerAccess();

    @Parameters(index = "0", paramLabel = "DATASET_VERSION", description = "What to judge.")
    private String subject = "";

    @Option(names = "--promote", description = "Publish its records, if it passes.")
    private boolean promote;

    @Option(names = "--server", paramLabel = "URL", description = "Ask a running server instead of a data folder.")
    private @Nullable URI server;

    GateCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws Exception {
        if (isPacket(subject)) {
            requireNoOptionsOfVersions();
            return new PacketCheck(terminal, data.json()).check(List.of(Path.of(subject)));
        }
        URI target = server;
        return target == null
                ? House.read(
                        data,
                        whence -> judge("ledger", OperationCaller.here(whence, organisation)),
                        holder -> judge("server", OperationCaller.there(holder, organisation)))
                : judge("server", OperationCaller.there(access.client(target), organisation));
    }

    /** Whoever asks for more than is done must not believe that it was done. */
    private void requireNoOptionsOfVersions() {
        if (promote || server != null) {
            throw new UsageException(
                    subject + " is a file, so it is judged as a packet, here; --promote and --server go with"
                            + " a DATASET_VERSION. Leave them out, or name the version.");
        }
    }

    /** Also one that is not there: no version is called so, and whoever mistyped it is told of the file. */
    private static boolean isPacket(String name) {
        try {
            return Files.isRegularFile(Path.of(name)) || name.endsWith(".json");
        } catch (InvalidPathException noPath) {
            return false;
        }
    }

    private int judge(String mode, OperationCaller operations) throws IOException, InterruptedException {
        Instant started = Instant.now();
        ObjectNode input = JsonNodeFactory.instance.objectNode().put("dataset_version", subject);
        try {
            GateReport report = report(operations.call(GATE, input));
            if (data.json()) {
                terminal.result(report.json("whence gate", mode, started).toString());
            } else {
                report.print(terminal);
            }
            if (promote && report.result() == Gate.Result.PASS) {
                JsonNode promoted = operations.call(PROMOTE, input);
                terminal.say("promoted by " + promoted.path("promotion").asText());
            }
            return report.exit();
        } catch (RefusedException refused) {
            terminal.tell(refused.problem());
            return ExitCode.FINDINGS;
        }
    }

    private static GateReport report(JsonNode answer) {
        List<Gate> gates = new ArrayList<>();
        for (JsonNode gate : answer.path("gates")) {
            List<Gate.Finding> findings = new ArrayList<>();
            gate.path("findings")
                    .forEach(finding -> findings.add(new Gate.Finding(
                            finding.path("code").asText(),
                            finding.path("where").asText(),
                            finding.path("message").asText(),
                            finding.path("remediation").asText())));
            gates.add(new Gate(
                    gate.path("gate").asText(),
                    Gate.Result.valueOf(gate.path("result").asText()),
                    findings));
        }
        String result = answer.path("result").asText();
        return new GateReport(answer.path("dataset_version").asText(), result, Gate.Result.valueOf(result), gates);
    }
}
