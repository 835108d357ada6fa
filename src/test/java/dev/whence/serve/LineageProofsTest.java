package dev.whence.serve;

import static dev.whence.testkit.TestReceipts.digest;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.whence.ledger.ReceiptProof;
import dev.whence.testkit.TestReceipts;
import dev.whence.testkit.TestWhence;
import dev.whence.testkit.Web;
import dev.whence.tlog.merkle.Hash;
import dev.whence.tlog.note.Checkpoint;
import dev.whence.tlog.note.CheckpointTrust;
import dev.whence.tlog.note.OneKeyTrust;
import dev.whence.tlog.note.SignedCheckpoint;
import dev.whence.tlog.note.VerifierKey;
import dev.whence.tlog.proof.TlogProof;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every answer names the ledger size that it rests on, and a walk can bring its proofs. */
class LineageProofsTest {
    private static final int SOURCES = 270;

    @TempDir
    private static Path folder;

    private static TestWhence whence;
    private static Web web;

    /** A chain of three runs, and a run that joins very many sources. */
    @BeforeAll
    static void start() throws IOException {
        whence = TestWhence.start(folder.resolve("data"), Map.of("WHENCE_LEDGER_PUBLISH_WITHIN_MS", "50"));
        web = whence.web();
        web.submit(TestReceipts.bare("one").output("a", digest("a")));
        web.submit(TestReceipts.bare("two").input("a", digest("a")).output("b", digest("b")));
        web.submit(TestReceipts.bare("three").input("b", digest("b")).output("c", digest("c")));
        TestReceipts join = TestReceipts.bare("join").output("joined", digest("joined"));
        List<String> lines = new ArrayList<>();
        for (int source = 0; source < SOURCES; source++) {
            String name = "source-" + source;
            lines.add(TestReceipts.bare(name).output(name, digest(name)).text());
            join.input(name, digest(name));
        }
        lines.add(join.text());
        web.post("/receipts", String.join("\n", lines).getBytes(StandardCharsets.UTF_8), "application/x-ndjson");
    }

    @AfterAll
    static void stop() {
        whence.close();
    }

    @Test
    void a_walk_proves_every_receipt_that_it_used_against_one_checkpoint() throws Exception {
        CheckpointTrust trust = new OneKeyTrust(
                VerifierKey.parse(web.get("/ledger/log.vkey").text().strip()).orElseThrow());
        Web.Answer answer = web.get("/lineage?entity=c&proof=true");
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(answer.mediaType()).isEqualTo("application/json");
        JsonNode proofs = answer.json().path("proofs");
        assertThat(proofs.path("complete").asBoolean()).isTrue();
        assertThat(proofs.path("omitted").asInt()).isZero();
        String note = proofs.path("checkpoint").asText();
        Checkpoint checkpoint = trust.open(note.getBytes(StandardCharsets.UTF_8));
        assertThat(checkpoint.size()).isEqualTo(proofs.path("size").asLong());
        Set<Long> proved = new TreeSet<>();
        for (JsonNode one : proofs.path("receipts")) {
            List<Hash> hashes = new ArrayList<>();
            one.path("hashes")
                    .forEach(text -> hashes.add(Hash.parseBase64(text.asText()).orElseThrow()));
            TlogProof proof = new TlogProof(
                    Optional.of(one.path("extra").asText()),
                    one.path("index").asLong(),
                    hashes,
                    new SignedCheckpoint(checkpoint, note));
            byte[] receipt = web.get("/receipts/" + one.path("receipt_id").asText(), "Accept", "application/json")
                    .body();
            assertThat(ReceiptProof.verify(proof, receipt, trust).leaf().base64())
                    .isEqualTo(one.path("leaf").asText());
            proved.add(one.path("index").asLong());
        }
        assertThat(proved).isEqualTo(used(answer.json())).hasSize(3);
    }

    private static Set<Long> used(JsonNode walk) {
        Set<Long> used = new TreeSet<>();
        walk.path("nodes").findValues("sequence").forEach(sequence -> used.add(sequence.asLong()));
        walk.path("edges").findValues("sequence").forEach(sequence -> used.add(sequence.asLong()));
        walk.path("versions").findValues("sequence").forEach(sequence -> used.add(sequence.asLong()));
        return used;
    }

    @Test
    void a_walk_over_very_many_receipts_is_proved_in_part_and_says_so() {
        JsonNode walk = web.get("/lineage?entity=joined&proof=true&format=json").json();
        assertThat(used(walk)).hasSize(SOURCES + 1);
        JsonNode proofs = walk.path("proofs");
        assertThat(proofs.path("receipts")).hasSize(WalkProofs.MOST);
        assertThat(proofs.path("complete").asBoolean()).isFalse();
        assertThat(proofs.path("omitted").asInt()).isEqualTo(SOURCES + 1 - WalkProofs.MOST);
        assertThat(proofs.at("/receipts/0/event/subject").asText()).isEqualTo("join");
    }

    @Test
    void without_being_asked_for_there_are_no_proofs() {
        String plain = web.get("/lineage?entity=c&asOf=274&format=json").text();
        assertThat(plain).doesNotContain("proofs");
        assertThat(web.get("/lineage?entity=c&asOf=274&format=json&proof=false").text())
                .isEqualTo(plain);
    }

    @ParameterizedTest
    @ValueSource(strings = {"dot", "mermaid", "csv", "jsonld", "turtle", "tree", "html"})
    void a_form_that_cannot_carry_proofs_is_refused(String format) {
        Web.Answer answer = web.get("/lineage?entity=c&proof=true&format=" + format);
        Problems.require(answer, 406, "not-acceptable");
        assertThat(answer.json().path("detail").asText()).contains("format=json");
    }

    @Test
    void a_flag_is_true_or_false() {
        Problems.require(web.get("/lineage?entity=c&proof=yes"), 400, "bad-request");
    }

    @Test
    void a_walk_that_no_checkpoint_covers_is_to_be_asked_for_again() throws IOException {
        Map<String, String> never = Map.of("WHENCE_LEDGER_PUBLISH_WITHIN_MS", "3600000");
        try (TestWhence slow = TestWhence.start(folder.resolve("slow"), never)) {
            slow.web().submit(TestReceipts.run("waiting"));
            Web.Answer answer = slow.web().get("/lineage?entity=waiting&proof=true");
            Problems.require(answer, 503, "unavailable");
            assertThat(answer.header("Retry-After")).isEqualTo("1");
            assertThat(slow.web().get("/lineage?entity=waiting").status()).isEqualTo(200);
        }
    }

    @Test
    void every_write_names_the_size_that_it_rests_on() throws IOException {
        Web.Answer created = web.submit(TestReceipts.run("sized"));
        long size = created.json().path("ledger_size").asLong();
        assertThat(size).isGreaterThan(created.json().path("sequence").asLong());
        assertThat(created.header("Whence-Ledger-Size")).isEqualTo(String.valueOf(size));
        Web.Answer repeated = web.submit(TestReceipts.run("sized"));
        assertThat(repeated.header("Whence-Ledger-Size"))
                .isEqualTo(repeated.json().path("ledger_size").asText());
        Web.Answer refused = web.submit(TestReceipts.run("sized").with("operation", "other"));
        assertThat(refused.status()).isEqualTo(409);
        assertThat(Long.parseLong(refused.header("Whence-Ledger-Size"))).isGreaterThanOrEqualTo(size);
        String body = IntStream.range(0, 3)
                .mapToObj(number -> TestReceipts.run("sized:" + number).text())
                .collect(Collectors.joining("\n"));
        Web.Answer many = web.post("/receipts", body.getBytes(StandardCharsets.UTF_8), "application/x-ndjson");
        for (String line : many.text().lines().toList()) {
            JsonNode json = new ObjectMapper().readTree(line);
            assertThat(json.path("ledger_size").asLong())
                    .isGreaterThan(json.path("sequence").asLong());
        }
    }

    @Test
    void who_waits_for_the_checkpoint_gets_the_proof() throws Exception {
        TestReceipts receipt = TestReceipts.run("proved-at-once");
        JsonNode json = web.post("/receipts", receipt.bytes(), "application/json", "Prefer", "wait")
                .json();
        CheckpointTrust trust = new OneKeyTrust(
                VerifierKey.parse(web.get("/ledger/log.vkey").text().strip()).orElseThrow());
        TlogProof proof = TlogProof.parse(json.path("proof").asText().getBytes(StandardCharsets.UTF_8));
        assertThat(ReceiptProof.verify(proof, receipt.bytes(), trust)
                        .checkpoint()
                        .anchorHash())
                .isEqualTo(json.at("/checkpoint/anchor_hash").asText());
    }

    @ParameterizedTest
    @ValueSource(strings = {"/queries/failed-validation", "/run/one", "/receipts/", "/lineage?entity=c"})
    void every_reading_answer_names_the_size_that_it_rests_on(String path) {
        String full = path.equals("/receipts/")
                ? path + TestReceipts.bare("one").output("a", digest("a")).id()
                : path;
        Web.Answer answer = web.get(full, "Whence-Min-Size", "274");
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(Long.parseLong(answer.header("Whence-Ledger-Size"))).isGreaterThanOrEqualTo(274);
    }
}
