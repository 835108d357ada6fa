package dev.whence.serve;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.whence.testkit.TestPrincipal;
import dev.whence.testkit.TestReceipts;
import dev.whence.testkit.TestWhence;
import dev.whence.testkit.Web;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What of the log everybody may read, and what of it shows whose an entry is. */
class RightsOnLedgerTest {
    private static final TestPrincipal ALICE = TestPrincipal.of("alice", List.of("acme"), "provenance:*");
    private static final TestPrincipal AUDITOR = TestPrincipal.of("auditor", List.of(), "ledger:read");
    private static final TestPrincipal BOB = TestPrincipal.of("bob", List.of("beta"), "provenance:*");
    private static final String ENTRIES = "/ledger/tile/entries/000.p/2";

    private final TestReceipts open = TestReceipts.run("run:open");
    private final TestReceipts closed = TestReceipts.run("run:closed").label("internal");

    @TempDir
    Path data;

    private TestWhence whence;
    private Web web;

    @BeforeEach
    void start() throws IOException {
        serve(Map.of());
        for (TestReceipts receipt : List.of(open, closed)) {
            web.post("/receipts", receipt.bytes(), "application/json", ALICE.with("Prefer", "wait"));
        }
    }

    private void serve(Map<String, String> settings) throws IOException {
        whence = TestWhence.withRights(data, settings);
        web = whence.web();
    }

    @AfterEach
    void stop() {
        whence.close();
    }

    @Test
    void checkpoints_hashes_and_the_key_are_open() {
        for (String path : List.of(
                "/ledger/checkpoint",
                "/ledger/checkpoints/2",
                "/ledger/log.vkey",
                "/ledger/tile/0/000.p/2",
                "/ledger/proof/consistency?from=1")) {
            assertThat(web.get(path).status()).as(path).isEqualTo(200);
        }
    }

    @Test
    void bundles_are_for_those_who_may_read_the_log_whether_they_are_there_or_not() {
        for (String path : List.of(ENTRIES, "/ledger/tile/entries/777", "/ledger/tile/entries/nonsense")) {
            assertThat(web.get(path).status()).as(path).isEqualTo(401);
            assertThat(web.get(path, ALICE.with()).status()).as(path).isEqualTo(403);
        }
        assertThat(web.get(ENTRIES).text())
                .isEqualTo(web.get("/ledger/tile/entries/777").text());
        Web.Answer bundle = web.get(ENTRIES, AUDITOR.with());
        assertThat(bundle.status()).isEqualTo(200);
        assertThat(bundle.header("Cache-Control")).startsWith("private");
        assertThat(web.get("/ledger/tile/entries/777", AUDITOR.with()).status()).isEqualTo(404);
        assertThat(bundle.text())
                .as("what is not public is not in the log itself")
                .contains("run:open")
                .doesNotContain("run:closed");
    }

    @Test
    void no_other_spelling_of_a_bundles_address_gets_round_the_guard() throws IOException {
        for (String path : List.of(
                "/ledger/tile/%65ntries/000.p/2",
                "/ledger/tile//entries/000.p/2",
                "/ledger/tile/./entries/000.p/2",
                "/ledger/tile/0/../entries/000.p/2",
                "/ledger/tile/ENTRIES/000.p/2",
                "/ledger/tile/entries%2F000.p/2",
                "/ledger/tile/entries;x=1/000.p/2")) {
            assertThat(web.raw("GET " + path + " HTTP/1.1")).as(path).doesNotContain("run:open", "receipt_id");
        }
    }

    @Test
    void bundles_are_open_where_the_log_is_public() throws IOException {
        whence.close();
        serve(Map.of("WHENCE_LEDGER_PUBLIC", "true"));
        assertThat(web.get(ENTRIES).status()).isEqualTo(200);
        assertThat(web.get(ENTRIES).header("Cache-Control")).startsWith("public");
    }

    @Test
    void an_entry_is_proved_to_everybody_and_told_of_to_those_who_may_see_it() {
        JsonNode toAuditor = proof(1, AUDITOR.with());
        assertThat(toAuditor.path("receipt_id").asText()).isEqualTo(closed.id());
        assertThat(proof(1, ALICE.with())).isEqualTo(toAuditor);
        assertThat(proof(0).path("receipt_id").asText()).isEqualTo(open.id());
        for (String[] headers : List.of(new String[0], BOB.with())) {
            JsonNode bare = proof(1, headers);
            assertThat(bare.fieldNames()).toIterable().doesNotContain("receipt_id", "event", "extra");
            assertThat(bare.path("leaf")).isEqualTo(toAuditor.path("leaf"));
            assertThat(bare.path("hashes")).isEqualTo(toAuditor.path("hashes"));
            assertThat(bare.path("checkpoint")).isEqualTo(toAuditor.path("checkpoint"));
        }
        String leaf = toAuditor.path("event_hash").asText();
        assertThat(web.get("/ledger/proof/inclusion?format=text&leaf=" + leaf).text())
                .startsWith("c2sp.org/tlog-proof@v1\nindex 1\n");
    }

    private JsonNode proof(int index, String... headers) {
        Web.Answer answer = web.get("/ledger/proof/inclusion?format=json&index=" + index, headers);
        assertThat(answer.status()).isEqualTo(200);
        return answer.json();
    }

    @Test
    void a_receipt_that_may_not_be_seen_is_not_found_by_its_names_either() {
        for (String name : List.of(closed.id(), "run:closed", "out/run:closed")) {
            String path = "/ledger/proof/inclusion?receipt=";
            assertThat(web.get(path + name, ALICE.with()).status()).as(name).isEqualTo(200);
            String unknown = name.replace(closed.id(), TestReceipts.digest("x")).replace("closed", "nobody");
            Web.Answer hidden = web.get(path + name, BOB.with("Whence-Organisation", "beta"));
            Web.Answer nothing = web.get(path + unknown, BOB.with("Whence-Organisation", "beta"));
            assertThat(hidden.status()).as(name).isEqualTo(404);
            assertThat(hidden.text().replace(name, "N"))
                    .isEqualTo(nothing.text().replace(unknown, "N"));
        }
    }
}
