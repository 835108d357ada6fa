package dev.whence.app;

import dev.whence.client.WhenceClient;
import dev.whence.query.Asker;
import dev.whence.query.canned.AnswerFormat;
import dev.whence.query.canned.CannedAnswer;
import dev.whence.query.canned.CannedQuery;
import dev.whence.query.canned.Parameter;
import dev.whence.receipt.RefusedException;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.apache.jena.query.Query;
import org.apache.jena.query.QueryFactory;
import org.apache.jena.query.QueryParseException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code whence query}: asks a canned query by name, or one's own SPARQL from a file. */
@Command(
        name = "query",
        description = {
            "Asks a canned query by its name, or the SPARQL in a file; without either, lists the canned queries.",
            "Parameters of a canned query: -p name=value."
        },
        mixinStandardHelpOptions = true)
final class QueryCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin
    private DataOptions data = new DataOptions();

    @Mixin
    private OrganisationOption organisation = new OrganisationOption();

    @Parameters(index = "0", arity = "0..1", paramLabel = "NAME|FILE", description = "A canned query, or a .rq file.")
    private @Nullable String query;

    @Option(
            names = {"-p", "--param"},
            paramLabel = "NAME=VALUE",
            description = "A parameter of the query.")
    private Map<String, String> parameters = new LinkedHashMap<>();

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description = "table, csv, tsv, json, xml; turtle, jsonld, ntriples.")
    private @Nullable String format;

    QueryCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws Exception {
        return House.read(data, this::here, this::there);
    }

    private int here(Whence whence) throws RefusedException, IOException {
        String asked = query;
        if (asked == null) {
            whence.answers().queries().all().forEach(this::describe);
            return ExitCode.GOOD;
        }
        whence.startGraph();
        whence.awaitGraph();
        Asker asker = organisation.asker();
        Query parsed = isFile(asked)
                ? parse(Files.readString(Path.of(asked)))
                : whence.answers()
                        .queries()
                        .bind(asked, parameters, asker.organisation())
                        .query();
        CannedAnswer answer = whence.answers().runner().run(parsed, asker.sight());
        print(answer);
        return ExitCode.GOOD;
    }

    private int there(WhenceClient server) throws Exception {
        String asked = query;
        if (asked == null) {
            terminal.result(server.get("queries", Map.of(), "application/json").text());
            return ExitCode.GOOD;
        }
        String accept = format().map(AnswerFormat::mediaType).orElse("text/tab-separated-values, text/turtle");
        WhenceClient.Answer answer = isFile(asked)
                ? server.get("sparql", Map.of("query", Files.readString(Path.of(asked))), accept)
                : server.get("queries/" + segment(asked), parameters, accept, organisation.headers());
        (answer.isGood() ? terminal.out() : terminal.err()).print(answer.text());
        terminal.out().flush();
        terminal.err().flush();
        return answer.isGood() ? ExitCode.GOOD : ExitCode.FINDINGS;
    }

    private static String segment(String name) {
        return URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static boolean isFile(String asked) {
        return asked.endsWith(".rq") || asked.contains("/");
    }

    private static Query parse(String text) {
        try {
            return QueryFactory.create(text);
        } catch (QueryParseException broken) {
            throw new UsageException("The query is not SPARQL: " + broken.getMessage());
        }
    }

    private Optional<AnswerFormat> format() {
        String word = format;
        if (word == null) {
            return data.json() ? Optional.of(AnswerFormat.JSON) : Optional.empty();
        }
        if (word.equals("table")) {
            return Optional.empty();
        }
        return Optional.of(AnswerFormat.named(word)
                .orElseThrow(() -> new UsageException("There is no format " + word + "; --help lists them.")));
    }

    private void print(CannedAnswer answer) {
        boolean triples = answer instanceof CannedAnswer.Triples;
        Optional<AnswerFormat> wanted =
                format().or(() -> triples ? Optional.of(AnswerFormat.TURTLE) : Optional.empty());
        if (wanted.isEmpty()) {
            new TextTable(terminal).print((CannedAnswer.Table) answer);
            return;
        }
        if (!AnswerFormat.fitting(triples).contains(wanted.get())) {
            throw new UsageException("This answer can be had as "
                    + AnswerFormat.fitting(triples).stream()
                            .map(AnswerFormat::word)
                            .collect(Collectors.joining(", "))
                    + ".");
        }
        terminal.out().print(new String(wanted.get().write(answer), StandardCharsets.UTF_8));
        terminal.out().flush();
        if (answer instanceof CannedAnswer.Table table && !table.complete()) {
            terminal.say("whence: only the first " + table.rows().size() + " rows; there are more.");
        }
    }

    private void describe(CannedQuery one) {
        List<String> names = one.parameters().stream()
                .map(p -> p.isRequired() ? p.name() : "[" + p.name() + "]")
                .toList();
        terminal.result(one.name() + "  " + String.join(" ", names));
        terminal.result("    " + one.title());
        for (Parameter parameter : one.parameters()) {
            terminal.result("      -p " + parameter.name() + "=… " + parameter.description()
                    + parameter.example().map(example -> ", such as " + example).orElse(""));
        }
    }
}
