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
}
