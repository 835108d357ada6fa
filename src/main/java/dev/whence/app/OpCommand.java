package dev.whence.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.whence.access.Access;
import dev.whence.access.Principal;
import dev.whence.access.Sight;
import dev.whence.client.WhenceClient;
import dev.whence.operate.Call;
import dev.whence.operate.Declaration;
import dev.whence.operate.Invocation;
import dev.whence.operate.Operations;
import dev.whence.operate.Stage;
import dev.whence.receipt.Iris;
import dev.whence.receipt.RefusedException;
import dev.whence.validate.OperationSchemas;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code whence op}: the operations, as they are declared. */
@Command(
        name = "op",
        description = "Lists the operations, describes one, or calls it.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {OpCommand.ListThem.class, OpCommand.Describe.class, OpCommand.CallOne.class})
final class OpCommand implements Runnable {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Say what to do with the operations.");
    }

    private static Declaration named(String id) {
        return Operations.declarations().stream()
                .filter(declaration -> declaration.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new UsageException("There is no operation " + id + "; whence op list names them."));
    }

    private static ObjectNode json(Declaration declaration) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("id", declaration.id()).put("summary", declaration.summary());
        json.put("scope", declaration.scope().text())
                .put("side_effect", declaration.sideEffect().word());
        declaration.produces().forEach(json.putArray("produces")::add);
        return json.put("path", declaration.path()).put("alias", declaration.alias());
    }

    /** {@code whence op list}. */
    @Command(name = "list", description = "Lists the operations.", mixinStandardHelpOptions = true)
    static final class ListThem implements Callable<Integer> {
        private final Terminal terminal;

        @Option(names = "--json", description = "For programs.")
        private boolean asJson;

        ListThem(Terminal terminal) {
            this.terminal = terminal;
        }

        @Override
        public Integer call() {
            List<Declaration> all = Operations.declarations();
            if (asJson) {
                ArrayNode array = JsonNodeFactory.instance.arrayNode();
                all.forEach(declaration -> array.add(json(declaration)));
                terminal.result(array.toString());
                return ExitCode.GOOD;
            }
            all.forEach(one -> terminal.result(String.format(
                    "%-26s %-18s %-8s %s",
                    one.id(), one.scope().text(), one.sideEffect().word(), one.summary())));
            return ExitCode.GOOD;
        }
    }

    /** {@code whence op describe}. */
    @Command(
            name = "describe",
            description = "Shows what an operation takes, gives, and may do.",
            mixinStandardHelpOptions = true)
    static final class Describe implements Callable<Integer> {
        private final Terminal terminal;

        @Parameters(index = "0", paramLabel = "ID", description = "The operation's id.")
        private String id = "";

        @Option(names = "--json", description = "For programs: the declaration and both schemas.")
        private boolean asJson;

        Describe(Terminal terminal) {
            this.terminal = terminal;
        }

        @Override
        public Integer call() {
            Declaration declaration = named(id);
            OperationSchemas schemas = new OperationSchemas(List.of(id));
            JsonNode input = schemas.document(OperationSchemas.inputOf(id));
            if (asJson) {
                ObjectNode json = json(declaration);
                json.set("input", input);
                json.set("output", schemas.document(OperationSchemas.outputOf(id)));
                terminal.result(json.toString());
                return ExitCode.GOOD;
            }
            terminal.result(declaration.id() + "  " + declaration.summary());
            terminal.result("  POST " + declaration.path() + "  or  POST " + declaration.alias());
            terminal.result("  scope " + declaration.scope() + ", side effect "
                    + declaration.sideEffect().word());
            terminal.result("  takes");
            input.path("properties")
                    .properties()
                    .forEach(member -> terminal.result("    " + member.getKey()
                            + (isRequired(input, member.getKey()) ? " (required)" : "")
                            + "  " + schemas.description(OperationSchemas.inputOf(id), member.getValue())));
            terminal.result("  such as");
            terminal.result("    " + input.path("examples").path(0));
            return ExitCode.GOOD;
        }

        private static boolean isRequired(JsonNode schema, String member) {
            for (JsonNode name : schema.path("required")) {
                if (name.asText().equals(member)) {
                    return true;
                }
            }
            return false;
        }
    }

    /** {@code whence op call}. */
    @Command(
            name = "call",
            description = {
                "Calls an operation, and prints what it gives as JSON.",
                "On the data folder, or through the server that holds it."
            },
            mixinStandardHelpOptions = true)
    static final class CallOne implements Callable<Integer> {
        private final Terminal terminal;

        @Mixin
        private DataOptions data = new DataOptions();

        @Parameters(index = "0", paramLabel = "ID", description = "The operation's id.")
        private String id = "";

        @Parameters(
                index = "1",
                arity = "0..1",
                paramLabel = "INPUT",
                description = "JSON, @FILE, or - for standard input (default: ${DEFAULT-VALUE}).")
        private String input = "{}";

        CallOne(Terminal terminal) {
            this.terminal = terminal;
        }

        @Override
        public Integer call() throws Exception {
            Declaration declaration = named(id);
            byte[] body = body();
            return House.read(
                    data, whence -> here(whence, declaration, body), server -> there(server, declaration, body));
        }

        private byte[] body() throws IOException {
            if (input.equals("-")) {
                return System.in.readAllBytes();
            }
            return input.startsWith("@")
                    ? Files.readAllBytes(Path.of(input.substring(1)))
                    : input.getBytes(StandardCharsets.UTF_8);
        }

        private int here(Whence whence, Declaration declaration, byte[] body) throws RefusedException, IOException {
            if (!declaration.writes()) {
                whence.startGraph();
                whence.awaitGraph();
            }
            Invocation.Caller caller = new Invocation.Caller(Principal.HOUSE, Iris.DEFAULT_ORGANISATION, Sight.ALL);
            return print(whence.answers()
                    .operations(Access.OPEN, Stage.Watch.NOBODY)
                    .run(declaration.id(), Call.of(caller, body))
                    .output());
        }

        private int there(WhenceClient server, Declaration declaration, byte[] body)
                throws IOException, InterruptedException {
            WhenceClient.Answer answer =
                    server.post(declaration.path().substring(1), Map.of(), body, "application/json");
            if (!answer.isGood()) {
                terminal.tell(ServerProblem.read(answer));
                return ExitCode.FINDINGS;
            }
            return print(JSON.readTree(answer.body()));
        }

        private int print(JsonNode output) throws IOException {
            terminal.result(
                    data.json()
                            ? output.toString()
                            : JSON.writerWithDefaultPrettyPrinter().writeValueAsString(output));
            return ExitCode.GOOD;
        }
    }
}
