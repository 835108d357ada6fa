package dev.whence.app;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.whence.client.WhenceClient;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code whence compact}: frees the space that small transactions left behind; a running server does it while serving. */
@Command(
        name = "compact",
        description = {
            "Frees the space that small transactions left behind in the graph.",
            "A running server does it while it serves."
        },
        mixinStandardHelpOptions = true)
final class CompactCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin
    private DataOptions data = new DataOptions();

    CompactCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws Exception {
        return House.read(data, this::here, this::there);
    }

    private int here(Whence whence) {
        whence.startGraph();
        long before = whence.graph().diskBytes();
        terminal.progress("compacting " + Sizes.text(before));
        whence.graph().compact();
        terminal.endProgress();
        long after = whence.graph().diskBytes();
        report(before, after);
        return ExitCode.GOOD;
    }

    private int there(WhenceClient server) throws Exception {
        WhenceClient.Answer answer = server.post("admin/compact", Map.of(), new byte[0], "application/json");
        terminal.result(answer.text());
        return answer.isGood() ? ExitCode.GOOD : ExitCode.FAULT;
    }

    private void report(long before, long after) {
        terminal.result(
                data.json()
                        ? JsonNodeFactory.instance
                                .objectNode()
                                .put("before", before)
                                .put("after", after)
                                .toString()
                        : "the graph took " + Sizes.text(before) + " and takes " + Sizes.text(after));
    }
}
