package dev.whence.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.whence.client.WhenceClient;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code whence stats}: how much there is, and whether it is well. */
@Command(
        name = "stats",
        description = "How much there is in ledger, graph and index, and whether they are well.",
        mixinStandardHelpOptions = true)
final class StatsCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin
    private DataOptions data = new DataOptions();

    StatsCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws Exception {
        return House.read(data, this::here, this::there);
    }

    private int here(Whence whence) {
        whence.startGraph();
        print(whence.status().json());
        return ExitCode.GOOD;
    }

    private int there(WhenceClient server) throws Exception {
        print(new ObjectMapper()
                .readTree(server.get("health", Map.of(), "application/json").body()));
        return ExitCode.GOOD;
    }

    private void print(JsonNode status) {
        if (data.json()) {
            terminal.result(status.toString());
            return;
        }
        status.properties().forEach(part -> {
            if (part.getValue().isObject()) {
                part.getValue()
                        .properties()
                        .forEach(fact -> terminal.result(line(part.getKey() + " " + fact.getKey(), fact.getValue())));
            } else {
                terminal.result(line(part.getKey(), part.getValue()));
            }
        });
    }

    private static String line(String name, JsonNode value) {
        return String.format("%-24s %s", name.replace('_', ' '), Printable.of(value.asText(value.toString())));
    }
}
