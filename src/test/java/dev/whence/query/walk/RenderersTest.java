package dev.whence.query.walk;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.whence.lineage.Direction;
import dev.whence.lineage.WalkOptions;
import dev.whence.receipt.RefusedException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.jena.query.QueryExecutionFactory;
import org.apache.jena.rdf.model.Model;
import org.apache.jena.rdf.model.ModelFactory;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFDataMgr;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each format of one answer is approved; run with {@code -Dapprove=true} to write what is to be looked at. */
class RenderersTest {
    private static final WalkOptions BOTH = WalkOptions.of(Direction.BOTH);
    private static final String HOSTILE =
            "=cmd|'/c calc'!A1\",]}-->\u001b[2J\u202e<script>`rm`</script>\r\n\\end#quot;|x";

    private final Roads roads = Roads.story();

    static List<LineageRenderer> formats() {
        return LineageFormats.all();
    }

    @ParameterizedTest
    @MethodSource("formats")
    void renders_what_was_approved(LineageRenderer format) throws Exception {
        String rendered = LineageFormats.render(format, roads.ask("out/joined.parquet", BOTH));
        Path approved = Path.of("src/test/resources/query/walk/joined" + format.suffix());
        if (Boolean.getBoolean("approve")) {
            Files.createDirectories(approved.getParent());
            Files.writeString(approved, rendered);
        }
        assertThat(rendered).isEqualTo(Files.readString(approved));
    }

    @Test
    void the_tree_lists_versions_and_shows_a_repeated_node_once() throws Exception {
        String tree = tree("raw/roads.csv", BOTH);
        assertThat(tree).contains("Versions of this place", "◀ shown above", "fetch-1", "fetch-2");
        String both = tree("join-1", WalkOptions.of(Direction.UP));
        assertThat(both).contains("↑ shown above");
    }

    @Test
    void colours_only_where_asked() throws RefusedException {
        LineageAnswer answer = roads.ask("out/check.json", BOTH);
        assertThat(LineageFormats.render(new TreeRenderer(true), answer)).contains("\u001b[31m");
        assertThat(LineageFormats.render(new TreeRenderer(false), answer)).doesNotContain("\u001b");
    }

    private String tree(String thing, WalkOptions options) throws RefusedException {
        return LineageFormats.render(new TreeRenderer(false), roads.ask(thing, options));
    }

    private LineageAnswer hostile() throws RefusedException {
        roads.tell(HOSTILE, HOSTILE, "fail", List.of(Roads.at(HOSTILE, "h1")), List.of(Roads.at("out", "h2")));
        return roads.ask("out", BOTH);
    }

    @Test
    void the_tree_shows_escape_sequences_instead_of_sending_them() throws RefusedException {
        assertThat(LineageFormats.render(new TreeRenderer(false), hostile()))
                .doesNotContain("\u001b", "\u202e", "\r")
                .contains("\\u{1b}[2J\\u{202e}");
    }

    @Test
    void a_hostile_name_stays_inside_its_quotes_in_dot_and_mermaid() throws RefusedException {
        String dot = LineageFormats.render(new DotRenderer(), hostile());
        assertThat(dot.lines().filter(line -> line.contains("cmd")))
                .allMatch(line -> line.matches("  n\\d+ (-> n\\d+ )?\\[[^\"]*\"([^\"\\\\]|\\\\.)*\"[^\"]*];"));
        String mermaid = LineageFormats.render(new MermaidRenderer(), roads.ask("out", BOTH));
        assertThat(mermaid.lines().filter(line -> line.contains("cmd")))
                .isNotEmpty()
                .allMatch(line -> line.matches("[^\"]*\"[^\"<>`|\\[\\]\\\\]*\"[^\"]*"));
    }

    @Test
    void a_spreadsheet_takes_no_cell_for_a_formula() throws RefusedException {
        String csv = LineageFormats.render(new CsvRenderer(), hostile());
        assertThat(csv).contains("\"'=cmd|'/c calc'!A1\"\",");
        assertThat(csv.replace("\r\n\\end", "").split("\r\n")).allMatch(line -> !line.startsWith("="));
    }

    @Test
    void json_and_rdf_keep_a_hostile_name_as_it_is() throws Exception {
        LineageAnswer answer = hostile();
        JsonNode json = new ObjectMapper().readTree(LineageFormats.render(new JsonRenderer(), answer));
        assertThat(json.at("/nodes/1/uri").asText()).isEqualTo(HOSTILE);
        assertThat(model(new TurtleRenderer(), answer, Lang.TURTLE)
                        .listObjects()
                        .toList())
                .anyMatch(
                        node -> node.isLiteral() && node.asLiteral().getString().equals(HOSTILE));
    }

    @Test
    void turtle_and_json_ld_say_the_same_and_the_property_path_leads_where_the_walk_did() throws Exception {
        LineageAnswer answer =
                roads.ask("out/joined.parquet", WalkOptions.of(Direction.UP).withoutCrossings());
        Model turtle = model(new TurtleRenderer(), answer, Lang.TURTLE);
        assertThat(model(new JsonLdRenderer(), answer, Lang.JSONLD).isIsomorphicWith(turtle))
                .isTrue();
        Set<String> walked = new TreeSet<>();
        answer.nodes().stream().filter(node -> node.depth() > 0).forEach(node -> walked.add(node.iri()));
        assertThat(path(turtle, answer.root().entities().get(0))).isEqualTo(walked);
    }

    private static Model model(LineageRenderer format, LineageAnswer answer, Lang lang) throws IOException {
        byte[] bytes = LineageFormats.render(format, answer).getBytes(StandardCharsets.UTF_8);
        Model model = ModelFactory.createDefaultModel();
        try (InputStream in = new ByteArrayInputStream(bytes)) {
            RDFDataMgr.read(model, in, lang);
        }
        return model;
    }

    private static Set<String> path(Model model, String root) {
        Set<String> reached = new TreeSet<>();
        String query = "PREFIX prov: <http://www.w3.org/ns/prov#> SELECT ?x { <" + root
                + "> (prov:wasGeneratedBy/prov:used|prov:wasDerivedFrom)+ ?x }";
        try (var execution = QueryExecutionFactory.create(query, model)) {
            execution
                    .execSelect()
                    .forEachRemaining(row -> reached.add(row.getResource("x").getURI()));
        }
        return reached;
    }
}
