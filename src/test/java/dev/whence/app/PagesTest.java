package dev.whence.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.whence.receive.BulkIntake;
import dev.whence.receive.Submission;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Queries, walks and things over HTTP, for programs and for people, under a base that is not the server's own. */
class PagesTest {
    private static final String BASE = "https://provenance.example.org/whence/";
    private static final Path DEMO = Path.of("src/main/resources/demo/receipts");
    private static final String HTML = "text/html,application/xhtml+xml,*/*;q=0.8";
    private static final String NORMALISER = "queries/runs-of-agent?agent=svc:river-normaliser";
    private static final String HOSTILE = "raw/<script>alert(1)</script>\\\" onload=\\\"x.csv";

    @TempDir
    private static Path folder;

    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static Whence whence;
    private static WhenceServer server;

    @BeforeAll
    static void serve() throws IOException {
        whence = Whence.open(folder, Optional.of(BASE), Settings.read(Optional.empty(), Map.of()));
        List<BulkIntake.Item> items = new ArrayList<>();
        try (Stream<Path> files = Files.list(DEMO)) {
            for (Path file : files.sorted().toList()) {
                items.add(new BulkIntake.Item(file.toString(), Files.readAllBytes(file)));
            }
        }
        String last = Files.readString(DEMO.resolve("06-publish.run_receipt.json"));
        String hostile =
                last.replace("run:river:publish", "run:hostile").replace("work/gauges-by-station.csv", HOSTILE);
        items.add(new BulkIntake.Item("hostile", hostile.getBytes(StandardCharsets.UTF_8)));
        whence.bulk().takeAll(items.iterator(), Submission.STRICT, result -> {});
        assertThat(whence.ledger().size()).isEqualTo(7);
        whence.startGraph();
        whence.awaitGraph();
        server = whence.serve("127.0.0.1", 0);
    }

    @AfterAll
    static void stop() {
        server.close();
        whence.close();
    }

    private static HttpResponse<String> get(String path, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(server.url() + path));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static String header(HttpResponse<?> response, String name) {
        return response.headers().firstValue(name).orElse("");
    }

    @ParameterizedTest
    @CsvSource({
        "text/csv,                         text/csv;charset=utf-8",
        "text/tab-separated-values,        text/tab-separated-values;charset=utf-8",
        "application/sparql-results+xml,   application/sparql-results+xml",
        "application/sparql-results+json,  application/sparql-results+json",
        "application/json,                 application/sparql-results+json",
        "*/*,                              application/sparql-results+json",
        "text/html,                        text/html;charset=utf-8",
    })
    void an_answer_comes_in_the_form_that_is_accepted(String accept, String type) throws Exception {
        HttpResponse<String> response = get(NORMALISER, "Accept", accept);
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(header(response, "Content-Type").replace(" ", "")).isEqualTo(type);
        assertThat(response.headers().allValues("Vary")).containsOnlyOnce("Accept");
        assertThat(header(response, "Whence-Complete")).isEqualTo("true");
        assertThat(header(response, "Whence-Ledger-Size")).isEqualTo("7");
        assertThat(response.body()).contains("run:river:normalise-first").doesNotContain("run:river:publish");
    }

    @ParameterizedTest
    @CsvSource({
        "queries/no-such-query,                                    404, not-found",
        "queries/runs-of-agent?format=csv,                         400, parameter:required",
        "queries/runs-of-agent?agent=a&agnet=b,                    400, parameter:unknown",
        "queries/runs-of-agent?agent=a&agent=b,                    400, parameter:repeated",
        "queries/runs-of-agent?agent=a&from=yesterday,             400, parameter:form",
        "queries/runs-of-agent?agent=a&format=turtle,              400, json",
        "agent/nobody,                                             404, not-found",
    })
    void a_program_is_told_in_problem_details(String path, int status, String told) throws Exception {
        HttpResponse<String> response = get(path);
        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(header(response, "Content-Type")).startsWith("application/problem+json");
        assertThat(response.body()).contains(told);
    }

    @Test
    void what_cannot_be_made_is_not_acceptable() throws Exception {
        assertThat(get(NORMALISER, "Accept", "image/png").statusCode()).isEqualTo(406);
    }

    @Test
    void a_person_is_told_beside_the_form() throws Exception {
        HttpResponse<String> empty = get("queries/runs-of-agent", "Accept", HTML);
        assertThat(empty.statusCode()).isEqualTo(200);
        assertThat(empty.body()).contains("Try an example").doesNotContain("role=\"alert\"");
        HttpResponse<String> wrong = get("queries/runs-of-agent?agent=%22%3E%3Cb%3E&from=soon", "Accept", HTML);
        assertThat(wrong.statusCode()).isEqualTo(400);
        assertThat(wrong.body())
                .contains(
                        "role=\"alert\"",
                        "the parameter &#39;from&#39; must be a time",
                        "value=\"&quot;&gt;&lt;b&gt;\"")
                .doesNotContain("<b>");
        assertThat(get("queries/claimed-more-than-once?format=html").body()).contains("4 rows");
        assertThat(get("queries/rests-on-denied?format=html").body()).contains("No rows");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "queries",
                NORMALISER + "&format=html",
                "lineage?format=html&entity=published/river-levels-2026-10.csv",
                "lineage?format=html&entity=nothing",
                "agent/svc:river-normaliser",
                "problems/not-found",
            })
    void a_page_runs_no_script_and_loads_nothing_from_elsewhere(String path) throws Exception {
        HttpResponse<String> page = get(path, "Accept", HTML);
        assertThat(header(page, "Content-Type").replace(" ", "")).isEqualTo("text/html;charset=utf-8");
        assertThat(header(page, "Content-Security-Policy")).contains("default-src 'self'", "script-src 'none'");
        assertThat(page.body())
                .startsWith("<!doctype html>")
                .doesNotContainIgnoringCase("<script", "style=", "src=", "onload=\"")
                .doesNotContain("<link rel=\"stylesheet\" href=\"http");
    }

    @Test
    void names_that_look_like_markup_stay_text() throws Exception {
        String page = get("queries/touched-by-principal?agent=team:water-desk&format=html")
                .body();
        assertThat(page).contains("&lt;script&gt;alert(1)").doesNotContain("<script", "onload=\"");
        String lineage = get("lineage?format=html&entity=run:hostile").body();
        assertThat(lineage).contains("&lt;script&gt;alert(1)").doesNotContain("<script", "onload=\"");
    }

    @Test
    void links_lead_to_this_server_and_not_to_the_base() throws Exception {
        for (String path : List.of(NORMALISER + "&format=html", "lineage?format=html&entity=run:river:join")) {
            String page = get(path).body();
            assertThat(page)
                    .contains("href=\"/run/run:river:join\"", "title=\"" + BASE + "run/run:river:join\"")
                    .doesNotContain("href=\"" + BASE);
        }
        HttpResponse<String> run = get("run/run:river:join", "Accept", HTML);
        assertThat(run.statusCode()).isEqualTo(200);
        assertThat(run.body()).contains(BASE + "run/run:river:join", "href=\"/agent/svc:river-normaliser\"");
    }

    @Test
    void a_thing_offers_the_questions_that_fit_it() throws Exception {
        assertThat(get("agent/svc:river-normaliser", "Accept", HTML).body())
                .contains("href=\"/queries/runs-of-agent?agent=https%3A%2F%2Fprovenance")
                .doesNotContain("runs-using-commit", "/lineage?");
        String question = "queries/runs-of-agent?format=csv&agent="
                + (BASE + "agent/svc:river-normaliser").replace(":", "%3A").replace("/", "%2F");
        assertThat(get(question).body().lines()).hasSize(4);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                NORMALISER,
                NORMALISER + "&format=html",
                "lineage?entity=published/river-levels-2026-10.csv",
                "run/run:river:join",
                "pages/whence.css",
                "pages/whence.svg",
            })
    void who_asks_again_is_told_that_nothing_changed(String path) throws Exception {
        HttpResponse<String> first = get(path);
        String tag = header(first, "ETag");
        assertThat(tag).startsWith("W/\"");
        HttpResponse<String> again = get(path, "If-None-Match", "\"other\", " + tag);
        assertThat(again.statusCode()).isEqualTo(304);
        assertThat(again.body()).isEmpty();
        assertThat(get(path, "If-None-Match", "\"other\"").statusCode()).isEqualTo(200);
    }
}
