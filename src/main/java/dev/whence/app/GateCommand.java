package dev.whence.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.whence.access.Access;
import dev.whence.access.Principal;
import dev.whence.access.Sight;
import dev.whence.client.WhenceClient;
import dev.whence.operate.Call;
import dev.whence.operate.Invocation;
import dev.whence.operate.Stage;
import dev.whence.receipt.Gate;
import dev.whence.receipt.Iris;
import dev.whence.receipt.RefusedException;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
    private static final ObjectMapper JSON = new ObjectMapper();
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

    /** Calls an operation. */
    private interface Caller {
        /** Gives its answer; refuses as it does. */
        JsonNode call(String operation, byte[] input) throws Exception;
    }

    @Override
    public Integer call() throws Exception {
        if (isFile(subject)) {
            return new PacketCheck(terminal, data.json()).check(List.of(Path.of(subject)));
        }
        URI target = server;
        return target == null ? House.read(data, this::here, this::there) : there(access.client(target));
    }

    private static boolean isFile(String name) {
        try {
            return Files.isRegularFile(Path.of(name));
        } catch (InvalidPathException noPath) {
            return false;
        }
    }

    private int here(Whence whence) throws Exception {
        String owner = organisation.asker().organisation();
        Invocation.Caller caller = new Invocation.Caller(Principal.HOUSE, owner, Sight.ALL);
        return judge(whence.iris().base(), (operation, input) -> whence.answers()
                .operations(Access.OPEN, Stage.Watch.NOBODY)
                .run(operation, Call.of(caller, input))
                .output());
    }

    private int there(WhenceClient client) throws Exception {
        return judge("server", (operation, input) -> {
            WhenceClient.Answer answer = client.post(
                    "v1/op/" + operation, Map.of(), input, "application/json", organisation.headers());
            if (!answer.isGood()) {
                throw new RefusedException(ServerProblem.read(answer));
            }
            return JSON.readTree(answer.body());
        });
    }

    private int judge(String mode, Caller caller) throws Exception {
        Instant started = Instant.now();
        byte[] input = JsonNodeFactory.instance
                .objectNode()
                .put("dataset_version", subject)
                .toString()
                .getBytes(StandardCharsets.UTF_8);
        try {
            GateReport report = report(caller.call(GATE, input));
            if (data.json()) {
                terminal.result(report.json("whence gate", mode, started).toString());
            } else {
                report.print(terminal);
            }
            if (promote && report.result() == Gate.Result.PASS) {
                JsonNode promoted = caller.call(PROMOTE, input);
                terminal.say("promoted by " + promoted.path("promotion").asText());
            }
            return report.exit();
        } catch (RefusedException refused) {
            terminal.tell(refused.problem());
            return ExitCode.FINDINGS;
        }
    }

    private GateReport report(JsonNode answer) {
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
        return new GateReport(
                answer.path("dataset_version").asText(), result, Gate.Result.valueOf(result), gates);
    }
}
