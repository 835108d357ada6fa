package dev.whence.serve;

import static dev.whence.testkit.TestReceipts.digest;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.whence.testkit.TestReceipts;
import dev.whence.testkit.TestWhence;
import dev.whence.testkit.Web;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code /receipts}: handing in, repeating, conflicting, superseding, reading back. */
class ReceiptsApiTest {
    private static final String JSON = "application/json";
    private static final String NDJSON = "application/x-ndjson";

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

    @Test
    void a_new_receipt_is_created_and_a_repeat_is_answered_the_same() {
        TestReceipts receipt = TestReceipts.run("new");
        Web.Answer created = web.submit(receipt);
        assertThat(created.status()).as(created.text()).isEqualTo(201);
        assertThat(created.header("Location")).isEqualTo("/receipts/" + receipt.id());
        assertThat(created.json().path("id").asText()).isEqualTo(receipt.id());
        assertThat(created.json().path("event_hash").asText()).matches("sha256:[0-9a-f]{64}");
        assertThat(web.get(created.header("Location"), "Accept", JSON).body()).isEqualTo(receipt.bytes());

        Web.Answer repeated = web.submit(receipt);
        assertThat(repeated.status()).isEqualTo(200);
        assertThat(repeated.header("Location")).isEqualTo(created.header("Location"));
        assertThat(repeated.json().path("sequence")).isEqualTo(created.json().path("sequence"));
        assertThat(repeated.json().path("event_hash")).isEqualTo(created.json().path("event_hash"));
    }

    @Test
    void the_same_receipt_in_other_bytes_is_a_repeat() throws IOException {
        TestReceipts receipt = TestReceipts.run("spaces");
        assertThat(web.submit(receipt).status()).isEqualTo(201);
        byte[] spaced = new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsBytes(receipt.json());
        assertThat(web.post("/receipts", spaced, JSON).status()).isEqualTo(200);
        assertThat(web.get("/receipts/" + receipt.id(), "Accept", JSON).body()).isEqualTo(receipt.bytes());
    }

    @Test
    void another_receipt_of_the_same_run_is_a_conflict() {
        TestReceipts first = TestReceipts.run("contested");
        web.submit(first);
        Web.Answer conflict = web.submit(TestReceipts.run("contested").with("operation", "other"));
        problem(conflict, 409, "conflict");
        assertThat(conflict.json().path("detail").asText()).contains(first.id());
    }

    @Test
    void a_superseding_receipt_needs_its_predecessor_and_only_one_may_follow() {
        TestReceipts first = TestReceipts.run("chain:1");
        TestReceipts second = TestReceipts.run("chain:2").supersedes("chain:1");
        problem(web.submit(second), 422, "unknown-predecessor");
        assertThat(web.submit(first).status()).isEqualTo(201);
        assertThat(web.submit(second).status()).isEqualTo(201);
        TestReceipts third = TestReceipts.run("chain:3").supersedes(second.id());
        assertThat(web.submit(third).status()).isEqualTo(201);
        Web.Answer late = web.submit(TestReceipts.run("chain:4").supersedes("chain:1"));
        problem(late, 409, "already-superseded");
        assertThat(late.json().path("detail").asText()).contains(third.id());
    }

    @Test
    void the_same_run_may_supersede_its_own_receipt() {
        assertThat(web.submit(TestReceipts.run("mended")).status()).isEqualTo(201);
        TestReceipts mended = TestReceipts.run("mended").supersedes("mended").with("operation", "again");
        assertThat(web.submit(mended).status()).isEqualTo(201);
    }

    @Test
    void lines_are_answered_one_by_one_and_the_good_are_kept_beside_the_bad() {
        TestReceipts good = TestReceipts.run("line:good");
        TestReceipts later = TestReceipts.run("line:later");
        String body = String.join(
                "\n",
                good.text(),
                "{\"run_id\": ",
                "",
                TestReceipts.run("line:bad").without("operation").text(),
                good.text(),
                later.text(),
                "[".repeat(100_000));
        List<JsonNode> lines = lines(web.post("/receipts", body.getBytes(StandardCharsets.UTF_8), NDJSON));
        assertThat(lines).extracting(line -> line.path("line").asInt()).containsExactly(1, 2, 4, 5, 6, 7);
        assertThat(lines).extracting(line -> line.path("status").asInt()).containsExactly(201, 422, 422, 200, 201, 422);
        assertThat(lines.get(2)
                        .path("problem")
                        .path("errors")
                        .get(0)
                        .path("pointer")
                        .asText())
                .isEqualTo("/operation");
        assertThat(web.get("/receipts/" + later.id(), "Accept", JSON).status()).isEqualTo(200);
    }

    @Test
    void a_chain_in_one_body_may_come_in_any_order() {
        String body = String.join(
                "\n",
                TestReceipts.run("order:3").supersedes("order:2").text(),
                TestReceipts.run("order:2").supersedes("order:1").text(),
                TestReceipts.run("order:1").text());
        List<JsonNode> lines = lines(web.post("/receipts", body.getBytes(StandardCharsets.UTF_8), NDJSON));
        assertThat(lines).extracting(line -> line.path("status").asInt()).containsOnly(201);
        assertThat(lines).extracting(line -> line.path("line").asInt()).containsExactlyInAnyOrder(1, 2, 3);
    }

    @Test
    void receipts_that_supersede_one_another_are_both_refused() {
        String body = TestReceipts.run("ring:1").supersedes("ring:2").text() + "\n"
                + TestReceipts.run("ring:2").supersedes("ring:1").text();
        List<JsonNode> lines = lines(web.post("/receipts", body.getBytes(StandardCharsets.UTF_8), NDJSON));
        assertThat(lines).extracting(line -> line.path("status").asInt()).containsExactly(422, 422);
    }

    @Test
    void what_is_too_large_is_refused_however_it_is_sent() {
        byte[] large =
                TestReceipts.run("large").with("notes", "x".repeat(2 << 20)).bytes();
        problem(web.post("/receipts", large, JSON), 413, "too-large");
        problem(
                web.send(
                        "POST",
                        "/receipts",
                        BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(large)),
                        "Content-Type",
                        JSON),
                413,
                "too-large");
        String body = TestReceipts.run("beside:large").text() + "\n" + new String(large, StandardCharsets.UTF_8) + "\n"
                + TestReceipts.run("behind:large").text();
        assertThat(lines(web.post("/receipts", body.getBytes(StandardCharsets.UTF_8), NDJSON)))
                .extracting(line -> line.path("status").asInt())
                .containsExactly(201, 413, 201);
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/plain", "application/xml", "application/x-www-form-urlencoded", "application/jsonx"})
    void other_media_types_are_refused(String mediaType) {
        problem(web.post("/receipts", TestReceipts.run("typed").bytes(), mediaType), 415, "unsupported-media-type");
    }

    @Test
    void a_body_without_a_media_type_is_refused() {
        problem(
                web.send(
                        "POST",
                        "/receipts",
                        BodyPublishers.ofByteArray(TestReceipts.run("typed").bytes())),
                415,
                "unsupported-media-type");
    }

    @Test
    void every_problem_is_told_at_once() {
        TestReceipts broken = TestReceipts.run("broken").without("operation").with("created_at", "yesterday");
        broken.json().withObjectProperty("actor").remove("role");
        broken.json().withObjectProperty("environment").put("params_digest", "sha256:zz");
        Web.Answer refused = web.submit(broken);
        problem(refused, 422, "schema-violation");
        List<String> pointers = new ArrayList<>();
        refused.json().path("errors").forEach(error -> {
            pointers.add(error.path("pointer").asText());
            assertThat(error.path("rule").asText()).isNotBlank();
            assertThat(error.path("message").asText()).isNotBlank();
        });
        assertThat(pointers).contains("/operation", "/actor/role", "/environment/params_digest", "/created_at");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/json",
                "text/turtle",
                "application/trig",
                "application/ld+json",
                "application/n-quads",
                "text/html"
            })
    void a_receipt_can_be_had_in_every_form(String mediaType) {
        TestReceipts receipt = TestReceipts.run("formed");
        web.submit(receipt);
        for (String path : List.of("/receipts/", "/receipt/")) {
            Web.Answer answer = web.get(path + receipt.id(), "Accept", mediaType);
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.mediaType()).isEqualTo(mediaType);
            assertThat(answer.header("Vary")).contains("Accept");
            assertThat(answer.text()).contains("formed");

            String tag = answer.header("ETag");
            for (String condition : List.of(tag, tag.replaceFirst("^W/", ""), "\"other\", " + tag, "*")) {
                Web.Answer again = web.get(path + receipt.id(), "Accept", mediaType, "If-None-Match", condition);
                assertThat(again.status()).as(condition).isEqualTo(304);
                assertThat(again.body()).isEmpty();
                assertThat(again.header("ETag")).isEqualTo(tag);
            }
            assertThat(web.get(path + receipt.id(), "Accept", mediaType, "If-None-Match", "\"other\"")
                            .status())
                    .isEqualTo(200);
        }
    }

    @Test
    void each_form_has_its_own_tag() {
        TestReceipts receipt = TestReceipts.run("tagged");
        web.submit(receipt);
        String path = "/receipts/" + receipt.id();
        assertThat(web.get(path, "Accept", "text/turtle").header("ETag"))
                .isNotEqualTo(web.get(path, "Accept", JSON).header("ETag"));
    }

    @Test
    void a_form_that_is_not_there_is_not_acceptable() {
        TestReceipts receipt = TestReceipts.run("formless");
        web.submit(receipt);
        problem(web.get("/receipts/" + receipt.id(), "Accept", "image/png"), 406, "not-acceptable");
        problem(web.get("/receipts/" + receipt.id(), "Accept", "application/json;q=0"), 406, "not-acceptable");
    }

    @Test
    void answers_are_compressed_for_those_who_ask() throws IOException {
        TestReceipts receipt = TestReceipts.run("gzipped").with("notes", "again and ".repeat(1000));
        web.submit(receipt);
        Web.Answer zipped = web.get("/receipts/" + receipt.id(), "Accept", JSON, "Accept-Encoding", "gzip");
        assertThat(zipped.header("Content-Encoding")).isEqualTo("gzip");
        assertThat(new GZIPInputStream(new ByteArrayInputStream(zipped.body())).readAllBytes())
                .isEqualTo(receipt.bytes());
    }

    @ParameterizedTest
    @CsvSource({
        "sha256:00,404",
        "nothing,404",
        "sha256:0000000000000000000000000000000000000000000000000000000000000001,404",
    })
    void an_unknown_receipt_is_not_found(String id, int status) {
        problem(web.get("/receipts/" + id, "Accept", JSON), status, "not-found");
    }

    @Test
    void who_prefers_to_wait_gets_a_checkpoint_that_covers_the_receipt() {
        Web.Answer answer =
                web.post("/receipts", TestReceipts.run("waiting").bytes(), JSON, "Prefer", "respond-async, wait=10");
        assertThat(answer.status()).isEqualTo(201);
        JsonNode checkpoint = answer.json().path("checkpoint");
        assertThat(checkpoint.path("size").asLong())
                .isGreaterThan(answer.json().path("sequence").asLong());
        assertThat(checkpoint.path("anchor_hash").asText()).isNotBlank();
        assertThat(answer.header("Preference-Applied")).isEqualTo("wait");
    }

    @Test
    void an_acknowledged_receipt_is_in_the_very_next_walk() {
        String before = digest("source");
        for (int i = 0; i < 50; i++) {
            String after = digest("step " + i);
            web.submit(TestReceipts.bare("step:" + i).input("step/" + i, before).output("step/" + (i + 1), after));
            Web.Answer walk = web.get("/lineage?entity=step:" + i + "&direction=up&depth=50&format=json");
            assertThat(walk.status()).isEqualTo(200);
            assertThat(walk.json().path("nodes").size()).isGreaterThanOrEqualTo(Math.min(i + 1, 50));
            before = after;
        }
    }

    @Test
    void lenient_intake_takes_a_malformed_digest_and_says_so() {
        TestReceipts receipt = TestReceipts.bare("lenient").output("x", "md5:abc");
        problem(web.submit(receipt), 422, "schema-violation");
        Web.Answer taken = web.post("/receipts?lenient=true", receipt.bytes(), JSON);
        assertThat(taken.status()).as(taken.text()).isEqualTo(201);
        assertThat(taken.json().path("warnings")).isNotEmpty();
        assertThat(web.get("/receipts/" + receipt.id(), "Accept", "text/turtle").text())
                .contains("warning");
        problem(web.post("/receipts?lenient=perhaps", receipt.bytes(), JSON), 400, "bad-request");
    }

    private static List<JsonNode> lines(Web.Answer answer) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(answer.mediaType()).isEqualTo(NDJSON);
        return answer.text().lines().map(ReceiptsApiTest::parse).toList();
    }

    private static JsonNode parse(String line) {
        try {
            return new ObjectMapper().readTree(line);
        } catch (IOException notJson) {
            throw new AssertionError("not JSON: " + line, notJson);
        }
    }

    private static void problem(Web.Answer answer, int status, String slug) {
        Problems.require(answer, status, slug);
    }
}
