package dev.whence.app;

import dev.whence.client.WhenceClient;
import dev.whence.query.walk.LineageAnswer;
import dev.whence.query.walk.LineageFormats;
import dev.whence.query.walk.LineageRenderer;
import dev.whence.query.walk.LineageRequest;
import dev.whence.query.walk.TreeRenderer;
import dev.whence.receipt.RefusedException;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code whence lineage}: whence did this come from? */
@Command(
        name = "lineage",
        description = {
            "Shows what a thing was made from, or what was made from it.",
            "THING is a run id, a URI or path, a digest, an IRI, a dataset version, a receipt id or a receipt's path."
        },
        mixinStandardHelpOptions = true)
final class LineageCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin
    private DataOptions data = new DataOptions();

    @Mixin
    private OrganisationOption organisation = new OrganisationOption();

    @Parameters(index = "0", paramLabel = "THING", description = "What to ask about.")
    private String thing = "";

    @ArgGroup
    private Way way = new Way();

    @Option(names = "--depth", paramLabel = "N", description = "Generations, 1 to 50 (default: ${DEFAULT-VALUE}).")
    private String depth = "20";

    @Option(
            names = "--as-of",
            paramLabel = "SIZE|TIME",
            description = "The answer as it was at a ledger size or a time.")
    private @Nullable String asOf;

    @Option(names = "--superseded", description = "Follow superseded receipts too, and mark them.")
    private boolean superseded;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description = "tree (default), json, dot, mermaid, csv, jsonld or turtle.")
    private @Nullable String format;

    /** One of three. */
    static final class Way {
        @Option(names = "--up", description = "What it was made from (the default).")
        private boolean up;

        @Option(names = "--down", description = "What was made from it.")
        private boolean down;

        @Option(names = "--both", description = "Both.")
        private boolean both;

        String word() {
            if (up) {
                return "up";
            }
            return both ? "both" : down ? "down" : "up";
        }
    }

    LineageCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws Exception {
        LineageRenderer renderer = renderer();
        return House.read(data, whence -> here(whence, renderer), this::there);
    }

    private int here(Whence whence, LineageRenderer renderer) throws RefusedException, IOException {
        LineageRequest request = LineageRequest.parse(
                thing, organisation.asker(), way.word(), depth, Optional.ofNullable(asOf), superseded);
        LineageAnswer answer = whence.answers().lineage().answer(request);
        renderer.render(answer, terminal.out());
        terminal.out().flush();
        return ExitCode.GOOD;
    }

    private int there(WhenceClient server) throws IOException, InterruptedException {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("entity", thing);
        parameters.put("direction", way.word());
        parameters.put("depth", depth);
        parameters.put("superseded", String.valueOf(superseded));
        parameters.put("format", word());
        Optional.ofNullable(asOf).ifPresent(moment -> parameters.put("asOf", moment));
        WhenceClient.Answer answer = server.get("lineage", parameters, "*/*", organisation.headers());
        if (answer.isGood()) {
            terminal.out().print(answer.text());
            terminal.out().flush();
            return ExitCode.GOOD;
        }
        terminal.tell(ServerProblem.read(answer));
        return ExitCode.FINDINGS;
    }

    private String word() {
        String asked = format;
        return asked != null ? asked : data.json() ? "json" : "tree";
    }

    private LineageRenderer renderer() {
        if (word().equals("tree")) {
            return new TreeRenderer(terminal.coloured());
        }
        return LineageFormats.named(word())
                .orElseThrow(() -> new UsageException("There is no format " + word() + "; --help lists them."));
    }
}
