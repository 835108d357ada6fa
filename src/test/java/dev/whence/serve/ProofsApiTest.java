package dev.whence.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.whence.ledger.ReceiptProof;
import dev.whence.receipt.RefusedException;
import dev.whence.testkit.TestReceipts;
import dev.whence.testkit.TestWhence;
import dev.whence.testkit.Web;
import dev.whence.tlog.merkle.Hash;
import dev.whence.tlog.merkle.ProofVerifier;
import dev.whence.tlog.note.Checkpoint;
import dev.whence.tlog.note.CheckpointTrust;
import dev.whence.tlog.note.OneKeyTrust;
import dev.whence.tlog.note.VerifierKey;
import dev.whence.tlog.proof.ConsistencyProof;
import dev.whence.tlog.proof.TlogProof;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Proofs over HTTP, checked with nothing but the log's key: as the auditor does who has no other reason to believe us. */
class ProofsApiTest {
    private static final int SIZE = 14;

    @TempDir
    private static Path folder;

    private static TestWhence whence;
    private static Web web;
    private static CheckpointTrust trust;

    /** Five receipts, each with a checkpoint of its own, then a block of five, one that is not public, and a revised one. */
    @BeforeAll
    static void a_log_with_checkpoints_at_some_sizes() throws IOException {
        whence = TestWhence.start(folder.resolve("data"), Map.of("WHENCE_LEDGER_PUBLISH_WITHIN_MS", "20"));
        web = whence.web();
        IntStream.range(0, 5).forEach(number -> submit(receipt(number)));
        String block = IntStream.range(5, 10)
                .mapToObj(number -> receipt(number).text())
                .collect(Collectors.joining("\n"));
        web.post("/receipts", block.getBytes(StandardCharsets.UTF_8), "application/x-ndjson");
        submit(receipt(10).label("restricted"));
        submit(receipt(11));
        submit(receipt(12));
        submit(REVISED);
        trust = new OneKeyTrust(
                VerifierKey.parse(web.get("/ledger/log.vkey").text().strip()).orElseThrow());
    }

    @AfterAll
    static void stop() {
        whence.close();
    }

    private static final TestReceipts REVISED =
            receipt(12).supersedes("proved:12").with("operation", "again");

    private static TestReceipts receipt(int number) {
        return TestReceipts.run("proved:" + number);
    }

    private static void submit(TestReceipts receipt) {
        Web.Answer answer = web.post("/receipts", receipt.bytes(), "application/json", "Prefer", "wait");
        assertThat(answer.header("Preference-Applied")).isEqualTo("wait");
    }

    private static TlogProof proof(Web.Answer answer) throws RefusedException {
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(answer.header("Content-Type").replace(" ", "")).isEqualToIgnoringCase("text/plain;charset=utf-8");
        return TlogProof.parse(answer.body());
    }

    @Test
    void every_receipt_has_a_proof_that_holds_for_its_bytes() throws RefusedException {
        for (int number = 0; number < SIZE; number++) {
            TestReceipts receipt =
                    number == 10 ? receipt(10).label("restricted") : number == 13 ? REVISED : receipt(number);
            Web.Answer answer = web.get("/receipts/" + receipt.id() + "/proof");
            ReceiptProof proved = ReceiptProof.verify(proof(answer), receipt.bytes(), trust);
            assertThat(proved.checkpoint().size()).isEqualTo(SIZE);
            assertThat(answer.header("Whence-Ledger-Size")).isEqualTo("" + SIZE);
            assertThat(proved.event().receiptId().text()).isEqualTo(receipt.id());
            assertThat(proved.event().sequence()).isEqualTo(number);
        }
    }

    @Test
    void a_receipt_is_proved_as_soon_as_it_is_acknowledged() throws RefusedException {
        try (TestWhence other = TestWhence.start(folder.resolve("new"))) {
            TestReceipts receipt = TestReceipts.run("brand-new");
            assertThat(other.web().submit(receipt).status()).isEqualTo(201);
            assertThat(proof(other.web().get("/receipts/" + receipt.id() + "/proof"))
                            .index())
                    .isZero();
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Test
    void a_receipt_that_no_checkpoint_covers_is_to_be_asked_for_again() throws IOException {
        Map<String, String> never = Map.of("WHENCE_LEDGER_PUBLISH_WITHIN_MS", "3600000");
        try (TestWhence slow = TestWhence.start(folder.resolve("slow"), never)) {
            TestReceipts receipt = TestReceipts.run("waiting");
            slow.web().submit(receipt);
            Web.Answer answer = slow.web().get("/receipts/" + receipt.id() + "/proof");
            Problems.require(answer, 503, "unavailable");
            assertThat(answer.header("Retry-After")).isEqualTo("1");
            Problems.require(slow.web().get("/ledger/proof/inclusion?receipt=waiting"), 503, "unavailable");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"index=3", "receipt=proved:3", "receipt=out/proved:3", "leaf="})
    void an_entry_may_be_named_in_several_ways(String name) throws RefusedException {
        String leaf = web.submit(receipt(3)).json().path("event_hash").asText();
        for (String query : name.equals("leaf=") ? List.of(name + leaf, name + leaf.substring(7)) : List.of(name)) {
            TlogProof proof = proof(web.get("/ledger/proof/inclusion?" + query));
            assertThat(ReceiptProof.verify(proof, receipt(3).bytes(), trust)
                            .event()
                            .sequence())
                    .isEqualTo(3);
        }
    }

    @Test
    void a_proof_can_be_had_for_every_size_and_as_a_file_where_a_checkpoint_was_published() throws Exception {
        int files = 0;
        for (int size = 1; size <= SIZE; size++) {
            boolean kept = web.get("/ledger/checkpoints/" + size).status() == 200;
            for (int index = 0; index < size; index++) {
                String query = "/ledger/proof/inclusion?index=" + index + "&size=" + size;
                JsonNode json = web.get(query, "Accept", "application/json").json();
                assertThat(holds(json)).isTrue();
                assertThat(json.path("checkpoint").isNull()).isEqualTo(!kept);
                assertThat(json.has("remark")).isEqualTo(!kept);
                assertThat(web.get(query + "&format=text").status()).isEqualTo(kept ? 200 : 406);
                if (kept) {
                    files++;
                    TlogProof proof = proof(web.get(query));
                    Hash leaf = Hash.parseBase64(json.path("leaf").asText()).orElseThrow();
                    assertThat(proof.verify(leaf, trust).size()).isEqualTo(size);
                }
            }
        }
        assertThat(files).isPositive();
    }

    @Test
    void proofs_for_earlier_sizes_hold_when_their_partial_tiles_are_gone() throws Exception {
        Map<String, String> hasty =
                Map.of("WHENCE_LEDGER_PUBLISH_WITHIN_MS", "20", "WHENCE_LEDGER_PARTIAL_GRACE_S", "1");
        try (TestWhence other = TestWhence.start(folder.resolve("hasty"), hasty)) {
            Web log = other.web();
            for (int number = 0; number < 3; number++) {
                log.post("/receipts", receipt(number).bytes(), "application/json", "Prefer", "wait");
            }
            String many = IntStream.range(3, 300)
                    .mapToObj(number -> receipt(number).text())
                    .collect(Collectors.joining("\n"));
            log.post("/receipts", many.getBytes(StandardCharsets.UTF_8), "application/x-ndjson");
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> log.get("/ledger/tile/0/000.p/3").status() == 404
                            && log.get("/ledger/tile/0/000").status() == 200);
            assertThat(log.get("/ledger/tile/entries/000.p/3").status()).isEqualTo(404);
            CheckpointTrust others = new OneKeyTrust(
                    VerifierKey.parse(log.get("/ledger/log.vkey").text().strip())
                            .orElseThrow());
            TlogProof proof = proof(log.get("/ledger/proof/inclusion?index=1&size=3"));
            assertThat(ReceiptProof.verify(proof, receipt(1).bytes(), others)
                            .checkpoint()
                            .size())
                    .isEqualTo(3);
            assertThat(log.get("/ledger/proof/consistency?from=2&to=3").status())
                    .isEqualTo(200);
        }
    }

    private static boolean holds(JsonNode json) {
        return ProofVerifier.includes(
                json.path("index").asLong(),
                json.path("size").asLong(),
                hash(json, "leaf"),
                hashes(json),
                hash(json, "root"));
    }

    private static Hash hash(JsonNode json, String name) {
        return Hash.parseBase64(json.path(name).asText()).orElseThrow();
    }

    private static List<Hash> hashes(JsonNode json) {
        List<Hash> hashes = new ArrayList<>();
        json.path("hashes")
                .forEach(text -> hashes.add(Hash.parseBase64(text.asText()).orElseThrow()));
        return hashes;
    }

    @Test
    void the_log_is_shown_to_have_only_grown_from_every_size_to_every_later_one() throws Exception {
        for (int from = 0; from <= SIZE; from++) {
            for (int to = from; to <= SIZE; to++) {
                String query = "/ledger/proof/consistency?from=" + from + "&to=" + to;
                JsonNode json = web.get(query + "&format=json").json();
                assertThat(ProofVerifier.isPrefix(
                                from, to, hash(json, "from_root"), hash(json, "to_root"), hashes(json)))
                        .isTrue();
                if (json.path("checkpoint").isTextual()) {
                    ConsistencyProof proof =
                            ConsistencyProof.parse(web.get(query).body());
                    assertThat(proof.from()).isEqualTo(from);
                    assertThat(proof.verify(hash(json, "from_root"), trust).size())
                            .isEqualTo(to);
                }
            }
        }
    }

    @Test
    void the_roots_of_a_consistency_proof_are_those_of_the_checkpoints() throws Exception {
        JsonNode json = web.get("/ledger/proof/consistency?from=5", "Accept", "application/json")
                .json();
        Checkpoint earlier = trust.open(web.get("/ledger/checkpoints/5").body());
        Checkpoint newest = trust.open(web.get("/ledger/checkpoint").body());
        assertThat(hash(json, "from_root")).isEqualTo(earlier.root());
        assertThat(hash(json, "to_root")).isEqualTo(newest.root());
        assertThat(json.path("anchor_hash").asText()).isEqualTo(newest.anchorHash());
    }

    @ParameterizedTest
    @CsvSource({
        "/ledger/proof/inclusion, 400, bad-request",
        "/ledger/proof/inclusion?index=1&leaf=00, 400, bad-request",
        "/ledger/proof/inclusion?index=-1, 400, bad-request",
        "/ledger/proof/inclusion?index=01, 400, bad-request",
        "/ledger/proof/inclusion?index=14, 404, not-found",
        "/ledger/proof/inclusion?index=99999999999999999999, 400, bad-request",
        "/ledger/proof/inclusion?index=3&size=3, 400, bad-request",
        "/ledger/proof/inclusion?index=3&size=15, 400, bad-request",
        "/ledger/proof/inclusion?index=3&sise=5, 400, bad-request",
        "/ledger/proof/inclusion?index=3&format=xml, 400, bad-request",
        "/ledger/proof/inclusion?leaf=abc, 400, bad-request",
        "/ledger/proof/inclusion?leaf=0000000000000000000000000000000000000000000000000000000000000000, 404, not-found",
        "/ledger/proof/inclusion?receipt=nobody, 404, not-found",
        "/ledger/proof/inclusion?receipt=in/proved:3, 404, not-found",
        "/ledger/proof/consistency, 400, bad-request",
        "/ledger/proof/consistency?from=5&to=4, 400, bad-request",
        "/ledger/proof/consistency?from=5&to=15, 400, bad-request",
        "/receipts/sha256:00/proof, 404, not-found",
    })
    void what_cannot_be_proved_is_refused_with_advice(String path, int status, String slug) {
        Problems.require(web.get(path), status, slug);
    }

    @Test
    void a_name_of_several_receipts_is_answered_with_all_of_them() {
        Web.Answer answer = web.get("/ledger/proof/inclusion?receipt=proved:12");
        Problems.require(answer, 300, "ambiguous");
        assertThat(answer.json().path("errors")).hasSize(2);
        assertThat(answer.json().at("/errors/0/message").asText()).contains("superseded");
        assertThat(answer.json().at("/errors/1/pointer").asText()).contains(REVISED.id());
    }
}
