package dev.whence.serve;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.whence.testkit.TestWhence;
import dev.whence.testkit.Web;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code POST /catalog/records}: one record, many, and none. */
class CatalogRecordsApiTest {
    private static final String TURTLE = "text/turtle";
    private static final String PREFIXES =
            "@prefix dcat: <http://www.w3.org/ns/dcat#> . @prefix dct: <http://purl.org/dc/terms/> .\n";

    @TempDir
    private static Path folder;

    private static TestWhence whence;
    private static Web web;

    @BeforeAll
    static void start() throws IOException {
        whence = TestWhence.start(folder.resolve("data"));
        web = whence.web();
    }

    @AfterAll
    static void stop() {
        whence.close();
    }

    private static Web.Answer post(String body, String mediaType) {
        return web.post("/catalog/records", body.getBytes(StandardCharsets.UTF_8), mediaType);
    }

    private static List<Integer> statuses(Web.Answer answer) throws IOException {
        List<Integer> statuses = new ArrayList<>();
        for (String line : answer.text().lines().toList()) {
            statuses.add(new ObjectMapper().readTree(line).path("status").asInt());
        }
        return statuses;
    }

    @Test
    void a_dataset_is_created_and_said_again_in_other_words_is_a_repeat() {
        String one = PREFIXES + "<https://example.org/1> a dcat:Dataset ; dct:title \"One\" ;"
                + " dct:publisher [ dct:title \"P\" ] .";
        String same = PREFIXES + "_:x dct:title \"P\" . <https://example.org/1> dct:publisher _:x ;"
                + " dct:title \"One\" ; a dcat:Dataset .";

        assertThat(post(one, TURTLE).status()).isEqualTo(201);
        assertThat(post(same, TURTLE).status()).isEqualTo(200);
    }

    @Test
    void of_many_the_good_ones_are_kept_beside_the_bad_ones() throws IOException {
        String many = PREFIXES + "<https://example.org/c> a dcat:Catalog ; dcat:dataset <https://example.org/a>,"
                + " <https://example.org/b> .\n<https://example.org/a> dct:title \"A\" .\n"
                + "<https://example.org/b> dct:description \"has no title\" .";

        Web.Answer answer = post(many, "text/turtle; charset=utf-8");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(statuses(answer)).containsExactly(201, 422);
        assertThat(statuses(post(many, TURTLE))).containsExactly(200, 422);
    }

    @Test
    void what_is_no_record_is_refused_with_its_reason() {
        assertThat(post("{\"hello\":1}", "application/json").text()).contains("catalog:no-record");
        assertThat(post(PREFIXES, TURTLE).text()).contains("dcat:no-dataset");
        assertThat(post("<a", "application/rdf+xml").text()).contains("rdf:syntax");
        String commented = "{\\n // why\\n}";
        assertThat(post(
                                "{\"record\":\"dcat-dataset\",\"media_type\":\"application/ld+json\",\"body\":\""
                                        + commented + "\"}",
                                "application/json")
                        .text())
                .contains("rdf:syntax", "at line 2, column 2");
        assertThat(post("x", "text/plain").status()).isEqualTo(415);
        assertThat(post("{\"record\":\"promotion\"}", "application/json").status())
                .isEqualTo(422);
        assertThat(post(
                                PREFIXES + "<https://e.org/x> a dcat:Dataset ; dct:title \"X\" ; "
                                        + "dct:spatial [ ".repeat(50_000),
                                TURTLE)
                        .text())
                .containsAnyOf("rdf:syntax", "rdf:size");
    }

    private static String chain(int length, String way, String thing) {
        StringBuilder turtle = new StringBuilder(PREFIXES);
        turtle.append("<https://example.org/deep> a dcat:Dataset ; dct:title \"Deep\" ; ")
                .append(way)
                .append(' ')
                .append(thing.formatted(0))
                .append(" .\n");
        for (int i = 0; i < length; i++) {
            turtle.append("%s %s %s .\n".formatted(thing.formatted(i), way, thing.formatted(i + 1)));
        }
        return turtle.toString();
    }

    private static String envelope(String turtle) {
        return new ObjectMapper()
                .createObjectNode()
                .put("record", "dcat-dataset")
                .put("media_type", TURTLE)
                .put("body", turtle)
                .toString();
    }

    @ParameterizedTest
    @ValueSource(strings = {"_:b%d", "<https://example.org/n%d>"})
    void a_description_that_leads_on_without_end_is_refused_for_its_size(String thing) {
        for (int length : List.of(70, 1000, 20_000)) {
            for (String way : List.of("dct:relation", "<https://example.org/unknown>")) {
                String turtle = chain(length, way, thing);
                Web.Answer answer = post(turtle, TURTLE);
                assertThat(answer.status()).as(way + length).isEqualTo(422);
                assertThat(answer.text()).contains("rdf:size").doesNotContain("JSON");
                if (length <= 1000) {
                    Web.Answer wrapped = web.post(
                            "/receipts", envelope(turtle).getBytes(StandardCharsets.UTF_8), "application/json");
                    assertThat(wrapped.status()).isEqualTo(422);
                    assertThat(wrapped.text()).contains("rdf:size");
                }
            }
        }
    }

    @Test
    void a_body_whose_nodes_lead_back_or_multiply_is_refused() {
        String back = PREFIXES + "<https://e.org/b> a dcat:Dataset ; dct:title \"B\" ; dct:relation _:a ."
                + " _:a dct:relation _:b . _:b dct:relation _:a .";
        StringBuilder many = new StringBuilder(
                PREFIXES + "<https://e.org/m> a dcat:Dataset ; dct:title \"M\" ; dct:relation _:n0 .\n");
        for (int i = 0; i < 28; i++) {
            many.append("_:n%d dct:relation _:n%d ; dct:source _:n%d .\n".formatted(i, i + 1, i + 1));
        }
        many.append("_:n28 dct:title \"end\" .");

        assertThat(post(envelope(back), "application/json").text()).contains("rdf:cycle");
        assertThat(post(envelope(many.toString()), "application/json").text()).contains("rdf:size");
    }

    @Test
    void things_that_have_names_may_lead_to_each_other() {
        String turtle =
                PREFIXES + "<https://e.org/circle> a dcat:Dataset ; dct:title \"C\" ; dct:relation <https://e.org/p> ."
                        + " <https://e.org/p> dct:relation <https://e.org/q> ; dct:title \"P\" ."
                        + " <https://e.org/q> dct:relation <https://e.org/p> ; dct:title \"Q\" .";

        assertThat(post(turtle, TURTLE).status()).isEqualTo(201);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"@graph\":5}",
                "{\"dataset\":[{\"title\":\"t\",\"accessLevel\":\"public\"}],\"@graph\":5}",
                "{\"@context\":{\"p\":\"http://e.org/p\"},\"p\":{\"@graph\":5}}",
                "{\"@context\":{\"p\":\"http://e.org/p\"},\"@graph\":[{\"p\":{\"@list\":[{\"@graph\":[1,[2]]}]}}]}",
                "{\"@graph\":[{\"@included\":[3]}]}",
                "{\"@graph\":[{\"@reverse\":{\"http://e.org/p\":[4]}}]}",
                "{\"@graph\":{\"@type\":[{\"a\":1}]}}",
                "[[[1]]]",
                "[{\"@graph\":\"x\"},null]"
            })
    void json_ld_with_something_else_where_a_node_belongs_is_refused_and_costs_no_other_line(String bad)
            throws IOException {
        Web.Answer answer = post(bad, "application/ld+json");
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.text()).containsAnyOf("rdf:syntax", "dcat:no-dataset", "catalog:no-record");
        String good = "{\"@type\":\"Dataset\",\"identifier\":\"g\",\"title\":\"G\",\"accessLevel\":\"public\"}";

        List<Integer> lines = statuses(post(good + "\n" + bad + "\n", "application/x-ndjson"));
        assertThat(lines).hasSize(2).contains(422).containsAnyOf(200, 201);
        Web.Answer receipt = web.post("/receipts", bad.getBytes(StandardCharsets.UTF_8), "application/json");
        assertThat(receipt.status()).isEqualTo(422);
    }
}
