package dev.whence.serve;

import static dev.whence.testkit.TestReceipts.digest;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.whence.testkit.TestPrincipal;
import dev.whence.testkit.TestReceipts;
import dev.whence.testkit.TestWhence;
import dev.whence.testkit.Web;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code POST /receipts/{id}/erase}: what goes, what stays, and who is told. */
class ErasureApiTest {
    private static final String JSON = "application/json";
    private static final String REASON = "{\"reason\":\"asked for by the person concerned\"}";
    private static final TestPrincipal ALICE = TestPrincipal.of("alice", List.of("acme"), "provenance:*");
    private static final TestPrincipal WRITER =
            TestPrincipal.of("writer", List.of("acme"), "provenance:read", "provenance:write");
    private static final TestPrincipal BOB = TestPrincipal.of("bob", List.of("other"), "provenance:*");

    @TempDir
    private Path folder;

    private TestWhence whence;
    private Web web;

    @BeforeEach
    void start() throws IOException {
        whence = TestWhence.withRights(folder);
        web = whence.web();
    }

    @AfterEach
    void stop() {
        whence.close();
    }

    private static TestReceipts restricted(String run) {
        return TestReceipts.run(run).label("restricted");
    }

    @Test
    void takes_the_content_away_and_leaves_a_tombstone_for_those_who_could_see_it() throws IOException {
        TestReceipts receipt = restricted("run:secret-name");
        submit(ALICE, receipt);
        assertThat(blobs()).hasSize(1);

        Web.Answer erased = erase(ALICE, receipt.id());
        assertThat(erased.status()).as(erased.text()).isEqualTo(201);
        assertThat(erased.json().path("erased").asText()).isEqualTo(receipt.id());
        assertThat(anywhere("secret-name")).isEmpty();

        problem(get(ALICE, "/receipts/" + receipt.id()), 410, "erased");
        problem(get(BOB, "/o/acme/receipts/" + receipt.id()), 404, "not-found");
        problem(web.get("/o/acme/receipts/" + receipt.id()), 404, "not-found");
        assertThat(get(ALICE, "/receipts/" + receipt.id() + "/proof").status()).isEqualTo(200);

        String tombstone = "/receipts/" + erased.json().path("id").asText();
        JsonNode left = get(ALICE, tombstone).json();
        assertThat(left.path("reason").asText()).isEqualTo("asked for by the person concerned");
        assertThat(left.path("erased_by").asText()).isEqualTo("alice");
        assertThat(get(BOB, "/o/acme" + tombstone).status()).isEqualTo(404);
    }

    @Test
    void a_run_of_which_only_what_was_erased_told_is_gone_for_who_sees_the_tombstone() {
        TestReceipts receipt = restricted("run:secret-name");
        submit(ALICE, receipt);
        String run = "/o/acme/run/run:secret-name";
        await().until(() -> get(ALICE, run).status() == 200);

        assertThat(erase(ALICE, receipt.id()).status()).isEqualTo(201);

        await().until(() -> get(ALICE, run).status() != 200);
        problem(get(ALICE, run), 410, "erased");
        problem(get(ALICE, run + "/ro-crate"), 410, "erased");
        problem(get(ALICE, "/o/acme/run/run:other-name"), 404, "not-found");
        for (String path : List.of(run, run + "/ro-crate")) {
            problem(get(BOB, path), 404, "not-found");
            problem(web.get(path), 404, "not-found");
        }
    }

    /** The files in which a text can be read. */
    private List<Path> anywhere(String text) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> !file.toString().contains("/graph/"))
                    .filter(file -> holds(file, text))
                    .toList();
        }
    }

    private static boolean holds(Path file, String text) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains(text);
        } catch (IOException gone) {
            return false;
        }
    }

    private List<String> blobs() throws IOException {
        Path blobs = folder.resolve("blobs/sha256");
        try (Stream<Path> files = Files.list(blobs)) {
            return files.map(Path::toString).toList();
        }
    }

    @Test
    void only_who_holds_the_scope_erases_and_only_for_the_own_organisation() {
        TestReceipts hidden = restricted("run:a");
        TestReceipts open = TestReceipts.run("run:b");
        submit(ALICE, hidden);
        submit(ALICE, open);
        assertThat(erase(WRITER, hidden.id()).status()).isEqualTo(403);
        problem(post(BOB, "/o/acme/receipts/" + hidden.id() + "/erase", REASON), 404, "not-found");
        problem(post(BOB, "/o/acme/receipts/" + open.id() + "/erase", REASON), 403, "forbidden");
        assertThat(web.post("/receipts/" + hidden.id() + "/erase", REASON.getBytes(StandardCharsets.UTF_8), JSON)
                        .status())
                .isEqualTo(401);
        assertThat(get(ALICE, "/receipts/" + hidden.id()).status()).isEqualTo(200);
    }

    @Test
    void what_lies_in_the_log_itself_cannot_be_erased_and_a_long_public_receipt_can() {
        TestReceipts shortOne = TestReceipts.run("run:short");
        TestReceipts longOne = TestReceipts.run("run:long").with("notes", "n".repeat(60_000));
        submit(ALICE, shortOne);
        submit(ALICE, longOne);
        problem(erase(ALICE, shortOne.id()), 409, "not-erasable");
        assertThat(erase(ALICE, longOne.id()).status()).isEqualTo(201);
        problem(web.get("/o/acme/receipts/" + longOne.id()), 410, "erased");
    }

    @Test
    void wants_a_reason() {
        TestReceipts receipt = restricted("run:a");
        submit(ALICE, receipt);
        for (String body : List.of("{}", "{\"reason\":\" \"}", "{\"reason\":\"r\",\"why\":1}", "[]")) {
            problem(post(ALICE, "/receipts/" + receipt.id() + "/erase", body), 422, "schema-violation");
        }
        assertThat(get(ALICE, "/receipts/" + receipt.id()).status()).isEqualTo(200);
    }

    @Test
    void erased_again_it_is_the_same_tombstone_and_a_tombstone_stays() {
        TestReceipts receipt = restricted("run:a");
        submit(ALICE, receipt);
        Web.Answer first = erase(ALICE, receipt.id());
        Web.Answer again = erase(ALICE, receipt.id());
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.json().path("id")).isEqualTo(first.json().path("id"));
        problem(erase(ALICE, first.json().path("id").asText()), 409, "not-erasable");
    }

    @Test
    void a_request_to_erase_may_be_sent_again_under_its_key() {
        TestReceipts receipt = restricted("run:a");
        submit(ALICE, receipt);
        Web.Answer first = post(ALICE, "/receipts/" + receipt.id() + "/erase", REASON, "Idempotency-Key", "k");
        Web.Answer again = post(ALICE, "/receipts/" + receipt.id() + "/erase", REASON, "Idempotency-Key", "k");
        assertThat(first.status()).isEqualTo(201);
        assertThat(again.status()).isEqualTo(201);
        assertThat(again.body()).isEqualTo(first.body());
    }

    @Test
    void what_was_erased_is_not_taken_in_again_nor_anything_attached_to_it() {
        TestReceipts receipt = restricted("run:a");
        submit(ALICE, receipt);
        erase(ALICE, receipt.id());
        problem(submit(ALICE, receipt), 410, "erased");
        problem(post(ALICE, "/receipts/" + receipt.id() + "/attachments", "note"), 410, "erased");
        problem(submit(ALICE, restricted("run:a").with("operation", "other")), 409, "conflict");
    }

    @Test
    void nobody_hands_in_a_tombstone() {
        TestReceipts receipt = restricted("run:a");
        submit(ALICE, receipt);
        String forged =
                "{\"tombstone_of\":\"" + receipt.id() + "\",\"erased_at\":\"2026-11-03T09:00:00Z\",\"reason\":\"r\"}";
        problem(post(ALICE, "/receipts", forged), 422, "unsupported-kind");
        assertThat(get(ALICE, "/receipts/" + receipt.id()).status()).isEqualTo(200);
    }

    @Test
    void the_same_bytes_of_another_organisation_stay() throws IOException {
        TestReceipts receipt = restricted("run:shared");
        submit(ALICE, receipt);
        submit(BOB, receipt);
        assertThat(blobs()).hasSize(1);
        erase(ALICE, receipt.id());
        problem(get(ALICE, "/receipts/" + receipt.id()), 410, "erased");
        assertThat(get(BOB, "/receipts/" + receipt.id()).status()).isEqualTo(200);
        assertThat(post(BOB, "/receipts/" + receipt.id() + "/erase", REASON).status())
                .isEqualTo(201);
        assertThat(anywhere("run:shared")).isEmpty();
    }

    @Test
    void attachments_go_with_the_receipt_or_by_themselves() throws IOException {
        TestReceipts receipt = restricted("run:a");
        submit(ALICE, receipt);
        String list = "/receipts/" + receipt.id() + "/attachments";
        String one =
                post(ALICE, list + "?name=one", "quotes one").json().path("id").asText();
        String two =
                post(ALICE, list + "?name=two", "quotes two").json().path("id").asText();
        assertThat(erase(ALICE, one).status()).isEqualTo(201);
        assertThat(get(ALICE, list).json().path("attachments")).hasSize(1);
        problem(get(ALICE, "/receipts/" + one), 410, "erased");

        assertThat(erase(ALICE, receipt.id()).status()).isEqualTo(201);
        problem(get(ALICE, list), 410, "erased");
        problem(get(ALICE, "/receipts/" + two), 410, "erased");
        // The two tombstones alone.
        assertThat(blobs()).hasSize(2);
    }

    @Test
    void its_triples_leave_the_graph_and_the_tombstone_says_that_it_was_invalidated() {
        TestReceipts receipt = restricted("run:a");
        submit(ALICE, receipt);
        String graph = whence.base() + "o/acme/receipt/" + receipt.id();
        String count = "SELECT (COUNT(*) AS ?n) { GRAPH <" + graph + "> { ?s ?p ?o } }";
        assertThat(count(ALICE, count, 1)).isPositive();
        erase(ALICE, receipt.id());
        assertThat(count(ALICE, count, 2)).isZero();
        assertThat(count(
                        ALICE,
                        "PREFIX prov: <http://www.w3.org/ns/prov#> SELECT (COUNT(*) AS ?n) { <" + graph
                                + "> prov:wasInvalidatedBy/prov:wasAssociatedWith ?who ; prov:invalidatedAtTime ?at }",
                        2))
                .isEqualTo(1);
    }

    private int count(TestPrincipal who, String query, int size) {
        Web.Answer answer = get(
                who,
                "/sparql?query=" + URLEncoder.encode(query, StandardCharsets.UTF_8),
                "Accept",
                "application/sparql-results+json",
                "Whence-Min-Size",
                String.valueOf(size));
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer.json()
                .path("results")
                .path("bindings")
                .path(0)
                .path("n")
                .path("value")
                .asInt();
    }

    @Test
    void a_walk_forgets_it_and_marks_what_it_had_made() throws IOException {
        TestReceipts maker = TestReceipts.bare("run:maker")
                .label("restricted")
                .input("in/a", digest("a"))
                .output("mid/b", digest("b"));
        TestReceipts user = TestReceipts.bare("run:user")
                .label("restricted")
                .input("mid/b", digest("b"))
                .output("out/c", digest("c"));
        submit(ALICE, maker);
        submit(ALICE, user);
        assertThat(walk(ALICE, "out/c").path("nodes")).hasSize(3);
        erase(ALICE, maker.id());
        JsonNode live = walk(ALICE, "out/c");
        assertThat(live.path("nodes")).hasSize(2);
        assertThat(live.path("nodes").path(1).path("erased").asBoolean()).isTrue();
        assertThat(live.path("nodes").path(0).has("erased")).isFalse();
        assertThat(live.path("warnings").toString()).contains("erased");
        assertThat(get(ALICE, "/lineage?format=json&entity=in/a").status()).isEqualTo(404);
        assertThat(anywhere("whatever")).isEmpty();
        for (String name : List.of(maker.id(), whence.base() + "o/acme/receipt/" + maker.id())) {
            assertThat(get(ALICE, "/lineage?format=json&entity=" + name).status())
                    .as(name)
                    .isEqualTo(410);
            assertThat(get(BOB, "/lineage?format=json&entity=" + name).status())
                    .as(name)
                    .isEqualTo(404);
        }

        stop();
        start();
        assertThat(walk(ALICE, "out/c")).isEqualTo(live);
        Files.deleteIfExists(folder.resolve("graph/lineage.edges"));
        stop();
        start();
        assertThat(walk(ALICE, "out/c")).isEqualTo(live);
    }

    private JsonNode walk(TestPrincipal who, String thing) {
        Web.Answer answer = get(who, "/lineage?format=json&entity=" + thing);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer.json();
    }

    private Web.Answer submit(TestPrincipal who, TestReceipts receipt) {
        return post(who, "/receipts", receipt.text());
    }

    private Web.Answer erase(TestPrincipal who, String id) {
        return post(who, "/receipts/" + id + "/erase", REASON);
    }

    private Web.Answer post(TestPrincipal who, String path, String body, String... headers) {
        return web.post(path, body.getBytes(StandardCharsets.UTF_8), JSON, who.with(headers));
    }

    private Web.Answer get(TestPrincipal who, String path, String... headers) {
        return web.get(path, who.with(Arrays.copyOf(headers, headers.length)));
    }

    private static void problem(Web.Answer answer, int status, String type) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(status);
        assertThat(answer.json().path("type").asText()).isEqualTo("/problems/" + type);
    }
}
