package dev.whence.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.whence.links.Code;
import dev.whence.operate.Operations;
import dev.whence.testkit.TestWhence;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.riot.RDFDataMgr;
import org.apache.jena.shacl.vocabulary.SHACL;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The pages' tables, addresses and settings are those that there are. */
class PagesInStepTest {
    private static final Path PAGES = Path.of("src/site/markdown");
    private static final Node REMEDY = NodeFactory.createURI("https://w3id.org/whence/gate#remedy");
    private static final Pattern FIELD = Pattern.compile("(?m)^# (title|result): (.+)$");

    /** A witness's, all operations at once, and a requirement of OGC's. */
    private static final Set<String> OTHER_ADDRESSES =
            Set.of("/add-checkpoint", "/v1/op/{id}", "/req/core/query-param-unknown");

    /** Members of receipts. */
    private static final Set<String> NO_SETTINGS = Set.of("policy.decision", "policy.obligations");

    private static JsonNode gates() throws IOException {
        return new ObjectMapper()
                .readTree(Path.of("src/main/resources/gate/gates.json").toFile());
    }

    private static List<String> words(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }

    private static Stream<String> found(String text, String regex) {
        return Pattern.compile(regex, Pattern.MULTILINE).matcher(text).results().map(match -> match.group(1));
    }

    private static String page(String name) throws IOException {
        return Files.readString(PAGES.resolve(name));
    }

    private static List<String> pages() throws IOException {
        List<String> texts = new ArrayList<>();
        try (Stream<Path> files = Stream.concat(Files.list(PAGES), Stream.of(Path.of("README.md")))) {
            for (Path file : files.toList()) {
                texts.add(Files.readString(file));
            }
        }
        return texts;
    }

    private static String row(String code, String result, String text) {
        return "| `" + code + "` | " + result + " | " + text + " |";
    }

    private static String query(String name) throws IOException {
        List<String> fields = FIELD.matcher(Files.readString(Path.of("queries/gates", name + ".rq")))
                .results()
                .sorted((one, other) -> other.group(1).compareTo(one.group(1)))
                .map(match -> match.group(2))
                .toList();
        return row(name, fields.get(1), fields.get(0));
    }

    private static String shape(Graph shapes, Node shape) {
        boolean denies = shapes.contains(shape, SHACL.severity, SHACL.Violation);
        String text =
                shapes.find(shape, SHACL.message, Node.ANY).next().getObject().getLiteralLexicalForm();
        return row(shape.getLocalName(), denies ? "DENY" : "ABSTAIN", text);
    }

    @Test
    void the_table_of_gates_has_each_query_and_shape_and_no_other() throws IOException {
        Set<String> rows = new TreeSet<>();
        for (String name : words(gates().path("queries"))) {
            rows.add(query(name));
        }
        try (Stream<Path> files = Files.list(Path.of("shapes/gates"))) {
            for (Path file : files.toList()) {
                Graph shapes = RDFDataMgr.loadGraph(file.toString());
                shapes.find(Node.ANY, REMEDY, Node.ANY).forEach(triple -> rows.add(shape(shapes, triple.getSubject())));
            }
        }
        assertThat(found(page("gates.md"), "^(\\| `[A-G]-[A-Za-z-]+` \\|.*)$"))
                .containsExactlyInAnyOrderElementsOf(rows);
    }

    @Test
    void the_tables_of_links_have_each_code_and_no_other() throws IOException {
        Set<String> codes = Stream.of(Code.values()).map(Enum::name).collect(Collectors.toCollection(TreeSet::new));
        for (String name : words(gates().path("links"))) {
            boolean warns = query(name).contains("| ABSTAIN |");
            codes.add(
                    (warns ? "W_" : "E_") + name.substring(2).replace('-', '_').toUpperCase(Locale.ROOT));
        }
        assertThat(found(page("links.md"), "`([EW]_[A-Z_]+)`").collect(Collectors.toSet()))
                .containsExactlyInAnyOrderElementsOf(codes);
    }

    @Test
    void every_address_that_a_page_names_is_there(@TempDir Path data) throws IOException {
        List<Pattern> known = new ArrayList<>();
        try (TestWhence whence = TestWhence.start(data)) {
            JsonNode paths = whence.web().get("/openapi.json").json().path("paths");
            paths.fieldNames()
                    .forEachRemaining(path -> known.add(Pattern.compile(
                            Pattern.compile("\\{[^}]+}|[^{]+").matcher(path).replaceAll(PagesInStepTest::part))));
        }
        Set<String> unknown = new TreeSet<>();
        for (String page : pages()) {
            found(page, "`(?:GET |POST )?(/[a-z.][a-z0-9./{}_-]*[a-z0-9}])[?`]")
                    .filter(address -> !OTHER_ADDRESSES.contains(address))
                    .filter(address ->
                            known.stream().noneMatch(one -> one.matcher(address).matches()))
                    .forEach(unknown::add);
        }
        assertThat(unknown).isEmpty();
    }

    private static String part(MatchResult part) {
        String text = part.group();
        return java.util.regex.Matcher.quoteReplacement(text.startsWith("{") ? "[^/]+" : Pattern.quote(text));
    }

    @Test
    void every_setting_that_a_page_names_is_there() throws IOException {
        Properties settings = new Properties();
        try (var in = Files.newInputStream(Path.of("src/main/resources/whence.properties"))) {
            settings.load(in);
        }
        Set<String> rooms = settings.stringPropertyNames().stream()
                .map(name -> name.replaceAll("\\..*", ""))
                .collect(Collectors.toSet());
        Set<String> unknown = new TreeSet<>();
        for (String page : pages()) {
            found(page, "(?:^|`)([a-z]+(?:\\.[a-z0-9-]+)+)(?: = .*|`)")
                    .filter(name -> rooms.contains(name.replaceAll("\\..*", "")))
                    .filter(name -> !name.matches(".*\\.(md|ttl|json)") && !NO_SETTINGS.contains(name))
                    .filter(name -> Operations.declarations().stream()
                            .noneMatch(one -> one.id().equals(name)))
                    .filter(name -> !settings.containsKey(name))
                    .forEach(unknown::add);
        }
        assertThat(unknown).isEmpty();
    }
}
