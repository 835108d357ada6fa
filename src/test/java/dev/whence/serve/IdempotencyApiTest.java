package dev.whence.serve;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.whence.testkit.ChildWhence;
import dev.whence.testkit.Envelopes;
import dev.whence.testkit.TestPrincipal;
import dev.whence.testkit.TestReceipts;
import dev.whence.testkit.TestWhence;
import dev.whence.testkit.Web;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code Idempotency-Key}: sent again, a request that writes is answered the same and writes nothing. */
class IdempotencyApiTest {
    private static final String JSON = "application/json";
    private static final String NDJSON = "application/x-ndjson";
    private static final String KEY = "Idempotency-Key";
    private static final String REPLAYED = "Idempotency-Replayed";
    private static final int CLIENTS = 16;

    @TempDir
    private Path folder;

    @Test
    void a_request_sent_again_is_answered_byte_for_byte_though_the_log_has_grown() throws IOException {
        try (TestWhence whence = TestWhence.start(folder.resolve("data"))) {
            Web web = whence.web();
            TestReceipts receipt = TestReceipts.run("once").with("contact", "someone@example.org");
            Web.Answer first = submit(web, "key", receipt);
            assertThat(first.status()).as(first.text()).isEqualTo(201);
            assertThat(first.header(REPLAYED)).isEmpty();
            assertThat(first.json().path("warnings")).isNotEmpty();
            web.submit(TestReceipts.run("another"));

            Web.Answer again = submit(web, "key", receipt);
            assertThat(again.status()).isEqualTo(201);
            assertThat(again.body()).isEqualTo(first.body());
            assertThat(again.header(REPLAYED)).isEqualTo("true");
            assertThat(again.header("Location")).isEqualTo(first.header("Location"));
            assertThat(again.header("Orch-Event-Hash")).isEqualTo(first.header("Orch-Event-Hash"));
            assertThat(size(web)).isEqualTo(2);
        }
    }

    @Test
    void an_answer_survives_a_killed_server() throws IOException {
        TestReceipts receipt = TestReceipts.run("killed").label("restricted");
        Web.Answer first;
        try (ChildWhence child = serve()) {
            first = submit(child.web(), "key", receipt);
            assertThat(first.status()).as(first.text()).isEqualTo(201);
            child.kill();
        }
        try (ChildWhence child = serve()) {
            Web.Answer again = submit(child.web(), "key", receipt);
            assertThat(again.status()).isEqualTo(201);
            assertThat(again.body()).isEqualTo(first.body());
            assertThat(again.header(REPLAYED)).isEqualTo("true");
            conflict(submit(child.web(), "key", TestReceipts.run("other")));
            assertThat(size(child.web())).isEqualTo(1);
        }
    }

    private ChildWhence serve() throws IOException {
        return ChildWhence.serve(folder.resolve("data"), folder.resolve("log"), Map.of());
    }

    @Test
    void a_key_stands_for_one_body_and_for_what_the_query_says_beside_it() throws IOException {
        try (TestWhence whence = TestWhence.start(folder.resolve("data"))) {
            Web web = whence.web();
            TestReceipts receipt = TestReceipts.run("one");
            submit(web, "key", receipt);
            conflict(submit(web, "key", TestReceipts.run("two")));
            conflict(web.post("/receipts?lenient=true", receipt.bytes(), JSON, KEY, "key"));
            assertThat(submit(web, "key 2", TestReceipts.run("two")).status()).isEqualTo(201);
            assertThat(size(web)).isEqualTo(2);
        }
    }

    @Test
    void what_is_refused_claims_no_key() throws IOException {
        try (TestWhence whence = TestWhence.start(folder.resolve("data"))) {
            Web web = whence.web();
            assertThat(submit(web, "key", TestReceipts.run("x").without("actor"))
                            .status())
                    .isEqualTo(422);
            assertThat(submit(web, "key", TestReceipts.run("x").supersedes("nobody"))
                            .status())
                    .isEqualTo(422);
            assertThat(submit(web, "key", TestReceipts.run("x")).status()).isEqualTo(201);
        }
    }

    @Test
    void what_was_there_before_is_a_repeat_however_often_it_is_sent_and_claims_no_key() throws IOException {
        TestReceipts receipt = TestReceipts.run("there");
        Web.Answer first;
        try (TestWhence whence = TestWhence.start(folder.resolve("data"))) {
            whence.web().submit(receipt);
            first = submit(whence.web(), "key", receipt);
            assertThat(first.status()).isEqualTo(200);
        }
        try (TestWhence whence = TestWhence.start(folder.resolve("data"))) {
            whence.web().submit(TestReceipts.run("later"));
            Web.Answer again = submit(whence.web(), "key", receipt);
            assertThat(again.status()).isEqualTo(200);
            assertThat(again.body()).isEqualTo(first.body());
            assertThat(submit(whence.web(), "key", TestReceipts.run("new")).status())
                    .isEqualTo(201);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\u00fcml\u00e4ut"})
    void a_key_that_is_none_is_refused(String key) throws IOException {
        try (TestWhence whence = TestWhence.start(folder.resolve("data"))) {
            String answer = whence.web().raw("POST /receipts HTTP/1.1", KEY + ": " + key, "Content-Type: " + JSON);
            assertThat(answer).startsWith("HTTP/1.1 400").contains("printable ASCII");
        }
    }

    @Test
    void a_key_is_no_longer_than_255_and_there_is_one() throws IOException {
        try (TestWhence whence = TestWhence.start(folder.resolve("data"))) {
            Web web = whence.web();
            assertThat(submit(web, "k".repeat(256), TestReceipts.run("a")).status())
                    .isEqualTo(400);
            assertThat(submit(web, "k".repeat(255), TestReceipts.run("a")).status())
                    .isEqualTo(201);
            assertThat(web.post("/receipts", TestReceipts.run("b").bytes(), JSON, KEY, "one", KEY, "two")
                            .status())
                    .isEqualTo(400);
        }
    }

    @Test
    void sixteen_clients_with_one_key_make_one_record_and_are_told_the_same() throws Exception {
        try (TestWhence whence = TestWhence.start(folder.resolve("data"))) {
            for (int round = 0; round < 20; round++) {
                TestReceipts receipt = TestReceipts.run("round:" + round);
                String key = "round " + round;
                List<Web.Answer> answers = atOnce(() -> submit(whence.web(), key, receipt));
                List<Web.Answer> taken =
                        answers.stream().filter(a -> a.status() == 201).toList();
                assertThat(taken).isNotEmpty();
                assertThat(taken).filteredOn(a -> a.header(REPLAYED).isEmpty()).hasSize(1);
                assertThat(taken.stream().map(Web.Answer::text).distinct()).hasSize(1);
                assertThat(answers).filteredOn(a -> a.status() != 201).allSatisfy(IdempotencyApiTest::underWay);
                assertThat(submit(whence.web(), key, receipt).body())
                        .isEqualTo(taken.get(0).body());
            }
            assertThat(size(whence.web())).isEqualTo(20);
        }
    }

    @Test
    void of_sixteen_bodies_under_one_key_one_is_taken() throws Exception {
        try (TestWhence whence = TestWhence.start(folder.resolve("data"))) {
            AtomicInteger number = new AtomicInteger();
            List<Web.Answer> answers =
                    atOnce(() -> submit(whence.web(), "key", TestReceipts.run("body:" + number.incrementAndGet())));
            assertThat(answers).filteredOn(a -> a.status() == 201).hasSize(1);
            assertThat(answers).filteredOn(a -> a.status() != 201).allMatch(a -> a.status() == 409);
            assertThat(size(whence.web())).isEqualTo(1);
        }
    }

    private static List<Web.Answer> atOnce(Callable<Web.Answer> client) throws Exception {
        ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
        try {
            CountDownLatch start = new CountDownLatch(CLIENTS);
            List<Future<Web.Answer>> sent = new ArrayList<>();
            for (int i = 0; i < CLIENTS; i++) {
                sent.add(clients.submit(() -> {
                    start.countDown();
                    start.await();
                    return client.call();
                }));
            }
            List<Web.Answer> answers = new ArrayList<>();
            for (Future<Web.Answer> answer : sent) {
                answers.add(answer.get());
            }
            return answers;
        } finally {
            clients.shutdownNow();
        }
    }

    @Test
    void every_line_of_many_has_the_key_by_its_number() throws IOException {
        try (TestWhence whence = TestWhence.start(folder.resolve("data"))) {
            Web web = whence.web();
            String broken = "{\"run_id\": 1}";
            String body = TestReceipts.run("a").text() + "\n" + broken + "\n"
                    + TestReceipts.run("c").text();
            List<JsonNode> first = lines(many(web, "key", body));
            assertThat(first).extracting(line -> line.path("status").asInt()).containsExactly(201, 422, 201);

            List<JsonNode> again = lines(many(web, "key", body));
            assertThat(again).isEqualTo(first);
            String mended = body.replace(broken, TestReceipts.run("b").text())
                    .replace(TestReceipts.run("c").text(), TestReceipts.run("d").text());
            assertThat(lines(many(web, "key", mended)))
                    .extracting(line -> line.path("status").asInt())
                    .containsExactly(201, 201, 409);
            assertThat(size(web)).isEqualTo(3);
        }
    }

    private static Web.Answer many(Web web, String key, String body) {
        return web.post("/receipts", body.getBytes(StandardCharsets.UTF_8), NDJSON, KEY, key);
    }

    private static List<JsonNode> lines(Web.Answer answer) {
        return answer.text()
                .lines()
                .map(line -> {
                    try {
                        return new ObjectMapper().readTree(line);
                    } catch (IOException notJson) {
                        throw new IllegalStateException(line, notJson);
                    }
                })
                .toList();
    }

    @Test
    void an_attachment_sent_again_is_answered_the_same() throws IOException {
        TestReceipts receipt = TestReceipts.run("holds");
        byte[] bytes = "a note".getBytes(StandardCharsets.UTF_8);
        String path = "/receipts/" + receipt.id() + "/attachments?name=note.txt";
        Web.Answer first;
        try (TestWhence whence = TestWhence.start(folder.resolve("data"))) {
            whence.web().submit(receipt);
            first = whence.web().post(path, bytes, "text/plain", KEY, "key");
            assertThat(first.status()).as(first.text()).isEqualTo(201);
        }
        try (TestWhence whence = TestWhence.start(folder.resolve("data"))) {
            whence.web().submit(TestReceipts.run("later"));
            Web.Answer again = whence.web().post(path, bytes, "text/plain", KEY, "key");
            assertThat(again.status()).isEqualTo(201);
            assertThat(again.body()).isEqualTo(first.body());
            assertThat(again.header(REPLAYED)).isEqualTo("true");
            conflict(whence.web().post(path, bytes, "text/html", KEY, "key"));
            conflict(whence.web().post(path.replace("note.txt", "other"), bytes, "text/plain", KEY, "key"));
        }
    }

    @Test
    void an_envelope_that_writes_is_answered_the_same_though_the_change_has_moved_on() throws IOException {
        JsonNode propose = envelope(
                "provenance.knowledge.change.propose",
                "{'change_id':'c1','artifact_id':'a1','version_before':'1','proposal':{'do':'p'},'rationale':'r',"
                        + "'proposer':'user:a'}");
        JsonNode decide = envelope(
                "provenance.knowledge.change.decide", "{'change_id':'c1','status':'VALIDATED','decided_by':'user:b'}");
        JsonNode decideAgain = envelope(
                "provenance.knowledge.change.decide", "{'change_id':'c1','status':'SIMULATED','decided_by':'user:b'}");
        Web.Answer proposed;
        Web.Answer decided;
        try (TestWhence whence = TestWhence.start(folder.resolve("data"))) {
            Envelopes envelopes = new Envelopes(whence.web());
            proposed = envelopes.send(propose, KEY, "p", "Orch-Session-Id", "s1", "Prefer", "wait");
            assertThat(proposed.status()).as(proposed.text()).isEqualTo(200);
            decided = envelopes.send(decide, KEY, "d");
            assertThat(decided.status()).as(decided.text()).isEqualTo(200);
            assertThat(envelopes.send(decideAgain, KEY, "e").status()).isEqualTo(200);
        }
        try (TestWhence whence = TestWhence.start(folder.resolve("data"))) {
            Envelopes envelopes = new Envelopes(whence.web());
            assertThat(envelopes.send(propose, KEY, "p").body()).isEqualTo(proposed.body());
            Web.Answer again = envelopes.send(decide, KEY, "d");
            assertThat(again.body()).isEqualTo(decided.body());
            assertThat(again.header(REPLAYED)).isEqualTo("true");
            Web.Answer other = envelopes.send(decideAgain, KEY, "d");
            assertThat(other.status()).isEqualTo(409);
            assertThat(other.json().path("error").path("cause").asText()).isEqualTo("idempotency-conflict");
            assertThat(size(whence.web())).isEqualTo(3);
        }
    }

    private static JsonNode envelope(String type, String params) {
        return new Envelopes(new Web("http://unused")).envelope(type, Envelopes.json(params));
    }

    @Test
    void two_organisations_do_not_meet_under_one_key() throws IOException {
        try (TestWhence whence = TestWhence.withRights(folder.resolve("data"))) {
            TestPrincipal acme = TestPrincipal.of("alice", List.of("acme"), "provenance:*");
            TestPrincipal other = TestPrincipal.of("bob", List.of("other"), "provenance:*");
            Web.Answer first = submit(whence.web(), "key", TestReceipts.run("a"), acme.with());
            Web.Answer second = submit(whence.web(), "key", TestReceipts.run("b"), other.with());
            assertThat(first.status()).isEqualTo(201);
            assertThat(second.status()).isEqualTo(201);
            assertThat(submit(whence.web(), "key", TestReceipts.run("a"), acme.with())
                            .body())
                    .isEqualTo(first.body());
        }
    }

    private static Web.Answer submit(Web web, String key, TestReceipts receipt, String... headers) {
        String[] all = Arrays.copyOf(headers, headers.length + 2);
        all[headers.length] = KEY;
        all[headers.length + 1] = key;
        return web.post("/receipts", receipt.bytes(), JSON, all);
    }

    private static void conflict(Web.Answer answer) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(409);
        assertThat(answer.json().path("type").asText()).isEqualTo("/problems/idempotency-conflict");
    }

    private static void underWay(Web.Answer answer) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(409);
        assertThat(answer.json().path("type").asText()).isEqualTo("/problems/in-flight");
        assertThat(answer.header("Retry-After")).isEqualTo("1");
    }

    private static long size(Web web) {
        return web.get("/health").json().path("ledger").path("size").asLong();
    }
}
