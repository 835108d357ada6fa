package dev.whence.serve;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.whence.testkit.Calls;
import dev.whence.testkit.TestWhence;
import dev.whence.testkit.Web;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Operations that run elsewhere, told of at once or in sessions. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SessionsApiTest {
    private TestWhence whence;
    private Calls calls;

    @BeforeAll
    void serve(@TempDir Path folder) throws IOException {
        whence = TestWhence.start(folder);
        calls = new Calls(whence.web());
    }

    @AfterAll
    void stop() {
        whence.close();
    }

    private Web.Answer open(String id, String declares) {
        return calls.call(
                "provenance.session.open",
                "{'operation_id': 'clip.create', 'invocation_id': '" + id + "', 'declares': [" + declares + "]}");
    }

    private Web.Answer emit(String session, String item, String from) {
        return calls.call(
                "provenance.emit",
                "{'session_id': '" + session + "', 'artifacts': [{'entity_type': 'item', 'entity_id': '" + item
                        + "', 'derived_from': [{'entity_type': 'item', 'entity_id': '" + from + "'}]}]}");
    }

    private Web.Answer seal(String session) {
        return calls.call("provenance.session.seal", "{'session_id': '" + session + "'}");
    }

    private Web.Answer lineage(String item) {
        return calls.call("provenance.get", "{'entity_type': 'item', 'entity_id': '" + item + "'}");
    }

    private long size() {
        return whence.web().get("/health").json().at("/ledger/size").asLong();
    }

    @Test
    void a_session_tells_what_it_will_make_then_what_it_made_and_counts_when_it_is_sealed() {
        Web.Answer opened = open("ses-good", "'item'");
        assertThat(opened.status()).as(opened.text()).isEqualTo(201);
        assertThat(opened.json().path("session_id").asText()).isEqualTo("ses-good");
        assertThat(opened.json().path("state").asText()).isEqualTo("opened");
        assertThat(opened.json().path("declares").path(0).asText()).isEqualTo("item");
        assertThat(opened.json().path("expires_at").asText()).isNotEmpty();
        assertThat(opened.header("Location"))
                .isEqualTo("/receipts/" + opened.json().path("receipt").asText());

        Web.Answer emitted = emit("ses-good", "SG2", "SG1");
        assertThat(emitted.status()).as(emitted.text()).isEqualTo(201);
        assertThat(lineage("SG2").status()).as("not yet made").isEqualTo(404);

        Web.Answer sealed = seal("ses-good");
        assertThat(sealed.status()).as(sealed.text()).isEqualTo(201);
        assertThat(sealed.json().path("state").asText()).isEqualTo("sealed");
        assertThat(sealed.json().path("artifacts").path(0).path("iri").asText()).endsWith("/thing/item/SG2");
        assertThat(lineage("SG2").json().path("edges").path(0).path("src_id").asText())
                .isEqualTo("SG1");
    }

    @Test
    void a_session_without_a_name_gets_one() {
        JsonNode opened = calls.call("provenance.session.open", "{'operation_id': 'clip.create'}")
                .json();
        String id = opened.path("session_id").asText();
        assertThat(id).matches("[A-Za-z0-9_-]{24}");
        assertThat(emit(id, "NN2", "NN1").status()).isEqualTo(201);
    }

    @Test
    void a_session_that_is_sealed_without_what_it_declared_has_failed_and_that_stays() {
        open("ses-broken", "'item', 'report'");
        emit("ses-broken", "SB2", "SB1");
        long before = size();

        Web.Answer refused = seal("ses-broken");

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.json().path("type").asText()).isEqualTo("/problems/nothing-emitted");
        assertThat(refused.text()).contains("report").contains("recorded as failed");
        assertThat(size()).as("the failure is on record").isEqualTo(before + 1);
        assertThat(lineage("SB2").status()).isEqualTo(404);
        assertThat(seal("ses-broken").status()).isEqualTo(409);
        assertThat(emit("ses-broken", "SB3", "SB1").json().path("type").asText())
                .isEqualTo("/problems/forbidden-move");
        assertThat(size()).isEqualTo(before + 1);
    }

    @Test
    void a_session_that_made_nothing_cannot_be_sealed_though_it_declared_nothing() {
        open("ses-empty", "");
        assertThat(seal("ses-empty").status()).isEqualTo(409);
    }

    @Test
    void nothing_counts_of_a_session_that_was_called_off() {
        open("ses-off", "'item'");
        emit("ses-off", "SO2", "SO1");
        String abort = "{'session_id': 'ses-off', 'reason': 'called off'}";

        Web.Answer aborted = calls.call("provenance.session.abort", abort);

        assertThat(aborted.status()).as(aborted.text()).isEqualTo(201);
        assertThat(aborted.json().path("state").asText()).isEqualTo("aborted");
        assertThat(aborted.json().path("reason").asText()).isEqualTo("called off");
        assertThat(lineage("SO2").status()).isEqualTo(404);
        assertThat(seal("ses-off").status()).isEqualTo(409);
        Web.Answer again = calls.call("provenance.session.abort", abort);
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.json().path("written").asBoolean()).isFalse();
        assertThat(calls.call(
                                "provenance.session.abort",
                                "{'session_id': 'ses-off', 'reason': 'broke', 'outcome': 'failed'}")
                        .status())
                .isEqualTo(409);
    }

    @Test
    void what_changes_nothing_writes_nothing_and_says_so() {
        open("ses-same", "'item'");
        emit("ses-same", "SS2", "SS1");
        seal("ses-same");
        String once = "{'operation_id': 'clip.create', 'invocation_id': 'inv-same',"
                + " 'artifacts': [{'entity_type': 'item', 'entity_id': 'IS2'}]}";
        Web.Answer first = calls.call("provenance.emit", once);
        long before = size();

        assertThat(first.json().path("written").asBoolean()).isTrue();
        for (Web.Answer again : List.of(seal("ses-same"), calls.call("provenance.emit", once))) {
            assertThat(again.status()).as(again.text()).isEqualTo(200);
            assertThat(again.json().path("written").asBoolean()).isFalse();
        }
        assertThat(calls.call("provenance.emit", once).json().path("receipt"))
                .isEqualTo(first.json().path("receipt"));
        assertThat(size()).isEqualTo(before);
        assertThat(calls.call("provenance.emit", once.replace("IS2", "IS3")).status())
                .as("another thing under the same name")
                .isEqualTo(409);
    }

    @Test
    void the_same_artifact_in_other_words_is_refused() {
        open("ses-words", "'item'");
        emit("ses-words", "SW2", "SW1");
        assertThat(emit("ses-words", "SW2", "SW1").json().path("written").asBoolean())
                .isFalse();
        Web.Answer refused = emit("ses-words", "SW2", "SW0");
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.json().path("errors").path(0).path("pointer").asText())
                .isEqualTo("/artifacts/0");
    }

    @Test
    void a_session_that_nobody_opened_is_not_found() {
        assertThat(emit("ses-none", "X", "Y").status()).isEqualTo(404);
        assertThat(seal("ses-none").status()).isEqualTo(404);
        assertThat(calls.call("provenance.session.abort", "{'session_id': 'ses-none', 'reason': 'x'}")
                        .status())
                .isEqualTo(404);
    }

    @Test
    void a_session_that_is_not_ended_in_time_has_failed() {
        Web.Answer opened = calls.call(
                "provenance.session.open",
                "{'operation_id': 'clip.create', 'invocation_id': 'ses-late', 'declares': ['item'],"
                        + " 'timeout_seconds': 1}");
        assertThat(opened.status()).isEqualTo(201);
        Awaitility.await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            JsonNode run =
                    whence.web().get("/run/ses-late", "Accept", "text/turtle").status() == 200
                            ? seal("ses-late").json()
                            : opened.json();
            assertThat(run.path("detail").asText()).contains("timed out");
        });
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(whence.web()
                                .get("/run/ses-late", "Accept", "text/turtle")
                                .text())
                        .contains("timed_out"));
    }

    @Test
    void an_operation_that_failed_at_once_is_on_record_and_made_nothing() {
        Web.Answer failed = calls.call(
                "provenance.emit",
                "{'operation_id': 'clip.create', 'invocation_id': 'inv-failed', 'state': 'failed',"
                        + " 'reason': 'no disk', 'used': [{'entity_type': 'item', 'entity_id': 'IF1'}]}");
        assertThat(failed.status()).as(failed.text()).isEqualTo(201);
        assertThat(failed.json().path("state").asText()).isEqualTo("failed");
        Web.Answer unsaid = calls.call("provenance.emit", "{'operation_id': 'clip.create', 'state': 'failed'}");
        assertThat(unsaid.status()).isEqualTo(422);
        assertThat(calls.call("provenance.emit", "{'operation_id': 'clip.create', 'artifacts': []}")
                        .status())
                .isEqualTo(422);
    }

    @Test
    void many_who_emit_into_one_session_at_once_are_all_heard() throws Exception {
        open("ses-many", "'item'");
        ExecutorService clients = Executors.newFixedThreadPool(8);
        try {
            List<Callable<Integer>> tasks = IntStream.range(0, 16)
                    .<Callable<Integer>>mapToObj(
                            i -> () -> emit("ses-many", "SM" + i, "SM").status())
                    .toList();
            for (Future<Integer> status : clients.invokeAll(tasks)) {
                assertThat(status.get()).isEqualTo(201);
            }
        } finally {
            clients.shutdownNow();
        }
        assertThat(seal("ses-many").json().path("artifacts")).hasSize(16);
    }

    @Test
    void a_call_with_a_key_is_answered_the_same_bytes_again() {
        String emit = "{'operation_id': 'clip.create', 'artifacts': [{'entity_type': 'item', 'entity_id': 'IK2'}]}";
        Web.Answer first = calls.call("provenance.emit", emit, "Idempotency-Key", "key-1");
        Web.Answer again = calls.at("/v1/provenance/emit", emit, "Idempotency-Key", "key-1");

        assertThat(first.status()).as(first.text()).isEqualTo(201);
        assertThat(again.status()).isEqualTo(201);
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(again.header("Idempotency-Replayed")).isEqualTo("true");
        assertThat(calls.call("provenance.emit", emit.replace("IK2", "IK3"), "Idempotency-Key", "key-1")
                        .status())
                .isEqualTo(409);
    }

    @Test
    void a_failed_seal_is_told_again_to_the_same_key() {
        open("ses-key", "'item'");
        String seal = "{'session_id': 'ses-key'}";
        Web.Answer first = calls.call("provenance.session.seal", seal, "Idempotency-Key", "key-2");
        Web.Answer again = calls.call("provenance.session.seal", seal, "Idempotency-Key", "key-2");
        assertThat(first.status()).isEqualTo(409);
        assertThat(again.body()).isEqualTo(first.body());
    }
}
