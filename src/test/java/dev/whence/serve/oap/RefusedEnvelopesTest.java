package dev.whence.serve.oap;

import static dev.whence.testkit.Envelopes.event;
import static dev.whence.testkit.Envelopes.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.whence.testkit.Envelopes;
import dev.whence.testkit.TestWhence;
import dev.whence.testkit.Web;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code /orchestrate} does not take: refused in the protocol's own form, with everything that is wrong. */
class RefusedEnvelopesTest {
    @TempDir
    private static Path folder;

    private static TestWhence whence;
    private static Web web;
    private static Envelopes envelopes;

    @BeforeAll
    static void start() throws IOException {
        whence = TestWhence.start(folder.resolve("data"), Map.of("WHENCE_INTAKE_MAX_RECEIPT_BYTES", "20000"));
        web = whence.web();
        envelopes = new Envelopes(web);
    }

    @AfterAll
    static void stop() {
        whence.close();
    }

    private static JsonNode refused(Web.Answer answer, int status, String code) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(status);
        assertThat(answer.header("Content-Type")).isEqualTo(Envelopes.MEDIA_TYPE);
        assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
        JsonNode json = answer.json();
        assertThat(json.has("result")).isFalse();
        assertThat(json.path("error").path("code").asText()).as(answer.text()).isEqualTo(code);
        assertThat(json.path("error").path("message").asText()).endsWith(".");
        return json;
    }

    private static List<String> pointers(JsonNode json) {
        List<String> pointers = new ArrayList<>();
        json.path("error")
                .path("details")
                .path("errors")
                .forEach(error -> pointers.add(error.path("pointer").asText()));
        return pointers;
    }

    @Test
    void envelope_parameters_and_record_are_told_of_at_once() {
        ObjectNode sent = json("{'jsonrpc':'1.0','id':'x','envelope_type':'provenance.event.append','method':'m',"
                + "'params':{'evnt':{},'event':{'event_id':'e','event_hash':'h'}},'_meta':{'timestamp':5}}");
        JsonNode json = refused(envelopes.send(sent), 422, "INVALID_ENVELOPE");
        assertThat(json.path("id").asText()).isEqualTo("x");
        assertThat(json.path("envelope_type").asText()).isEqualTo("provenance.event.append");
        assertThat(pointers(json))
                .contains(
                        "/jsonrpc",
                        "/method",
                        "/_meta/timestamp",
                        "/params/evnt",
                        "/params/event/event_hash",
                        "/params/event/actor",
                        "/params/event/status");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "provenance.event.append | event | event_hash",
                "provenance.event.append | event | prev_event_hash",
                "provenance.event.append | event | ledger_anchor",
                "provenance.event.append | event | merkle_root",
                "provenance.incident.report | incident | incident_hash",
                "provenance.incident.report | incident | prev_incident_hash",
                "provenance.artifact.register | metadata | event_hash"
            })
    void a_hash_that_depends_on_the_place_is_not_taken_from_a_caller(String type, String record, String member) {
        Web.Answer answer = envelopes.send(type, "{'" + record + "':{'" + member + "':'sha256:00'}}");
        JsonNode json = refused(answer, 422, "INVALID_PARAMS");
        assertThat(json.path("error").path("cause").asText()).isEqualTo("position-claimed");
        assertThat(pointers(json)).contains("/params/" + record + "/" + member);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "provenance.ledger.query | {'blok_id':'1'} | /params/blok_id",
                "provenance.ledger.query | {'event_hash':'x'} | /params/event_hash",
                "provenance.ledger.query | {'page':{'limit':0}} | /params/page/limit",
                "provenance.ledger.query | {'page':{'cursor':'AAAA'}} | /params/page/cursor",
                "provenance.incident.query | {'date_range':{'from':'today'}} | /params/date_range/from",
                "provenance.incident.query | {'date_range':{'from':'2026-01-01T00:00:00Z'}} | /params/date_range/to",
                "provenance.artifact.get | {'version':'1'} | /params/artifact_id",
                "provenance.artifact.register | {'metadata':{},'payload_ref':'x'} | /params/payload_ref",
                "knowledge.change.query | {'status':'DONE'} | /params/status",
                "provenance.knowledge.change.propose | {'artifact_id':'a','version_before':'1','proposal':{}} | /params/proposer",
                "provenance.knowledge.change.decide | {'change_id':'c','status':'PROPOSED','decided_by':'d'} | /params/status",
                "provenance.knowledge.change.decide | {'change_id':'c','status':'VALIDATED'} | /params/decided_by",
                "provenance.knowledge.change.decide | {'change_id':'c','status':'APPLIED','decided_by':'d','reason':'r'} | /params/reason",
            })
    void parameters_that_break_a_rule_are_named(String type, String params, String pointer) {
        assertThat(pointers(refused(envelopes.send(type, params), 422, "INVALID_PARAMS")))
                .contains(pointer);
    }

    @Test
    void an_envelope_that_is_not_answered_here_is_refused_with_those_that_are() {
        JsonNode json = refused(envelopes.send("policy.evaluate", "{}"), 422, "UNKNOWN_ENVELOPE");
        assertThat(json.path("error").path("details").toString()).contains("provenance.ledger.query");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "{\"id\":", "null", "[{}]"})
    void what_is_not_an_envelope_is_answered_with_one(String body) {
        Web.Answer answer = web.post(
                "/orchestrate", body.getBytes(StandardCharsets.UTF_8), Envelopes.MEDIA_TYPE, OrchHeaders.ID, "h");
        assertThat(refused(answer, 422, "INVALID_ENVELOPE").path("id").asText()).isEqualTo("h");
    }

    @Test
    void other_media_types_and_versions_are_not_taken_and_plain_json_is() {
        byte[] body = envelopes
                .envelope("provenance.ledger.query", json("{}"))
                .toString()
                .getBytes(StandardCharsets.UTF_8);
        refused(web.post("/orchestrate", body, "text/plain"), 415, "UNSUPPORTED_MEDIA_TYPE");
        refused(
                web.post("/orchestrate", body, "application/vnd.orch-envelope+json; version=oap.v2"),
                415,
                "UNSUPPORTED_MEDIA_TYPE");
        refused(web.post("/orchestrate", body, Envelopes.MEDIA_TYPE, "Accept", "text/html"), 406, "NOT_ACCEPTABLE");
        Web.Answer plain = web.post("/orchestrate", body, "application/json", "Accept", "application/json");
        assertThat(plain.status()).isEqualTo(200);
        assertThat(plain.header("Content-Type")).isEqualTo("application/json");
    }

    @Test
    void headers_are_bounded_and_given_back() {
        Web.Answer answer = envelopes.send(
                "provenance.ledger.query",
                "{}",
                OrchHeaders.CALLER,
                "user:a",
                OrchHeaders.MODULE_ID,
                "m",
                OrchHeaders.SESSION_ID,
                "s");
        assertThat(answer.header(OrchHeaders.CALLER)).isEqualTo("user:a");
        assertThat(answer.header(OrchHeaders.MODULE_ID)).isEqualTo("m");
        assertThat(answer.header(OrchHeaders.SESSION_ID)).isEqualTo("s");
        assertThat(answer.json().path("_meta").path("session_id").asText()).isEqualTo("s");

        String long257 = "x".repeat(257);
        JsonNode json = refused(
                envelopes.send(
                        "provenance.ledger.query",
                        "{}",
                        OrchHeaders.CALLER,
                        long257,
                        OrchHeaders.PREVIOUS_EVENT_HASH,
                        "sha256:short"),
                400,
                "INVALID_ENVELOPE");
        assertThat(pointers(json)).containsExactly(OrchHeaders.CALLER, OrchHeaders.PREVIOUS_EVENT_HASH);
        refused(envelopes.send("provenance.ledger.query", "{}", OrchHeaders.ID, "another"), 422, "INVALID_ENVELOPE");
    }

    @Test
    void too_much_is_too_much() {
        ObjectNode event = event("evt:large").put("risk", "x".repeat(20_000));
        refused(envelopes.append(event), 413, "TOO_LARGE");
    }

    @Test
    void what_policy_forbids_is_denied() {
        ObjectNode event = event("evt:secret");
        event.putObject("meta").put("password", "correct horse battery staple");
        JsonNode json = refused(envelopes.append(event), 403, "POLICY_DENIED");
        assertThat(pointers(json)).containsExactly("/params/event/meta/password");
        assertThat(json.toString()).doesNotContain("horse");
    }

    @Test
    void unknown_things_are_not_found() {
        refused(envelopes.send("provenance.artifact.get", "{'artifact_id':'none'}"), 404, "NOT_FOUND");
        refused(
                envelopes.send(
                        "provenance.knowledge.change.decide",
                        "{'change_id':'none','status':'VALIDATED','decided_by':'d'}"),
                404,
                "NOT_FOUND");
    }

    @Test
    void another_event_of_the_same_id_is_a_conflict_and_the_same_a_repeat() {
        Web.Answer first = envelopes.append(event("evt:twice"));
        Web.Answer again = envelopes.append(event("evt:twice"));
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.json().path("result")).isEqualTo(first.json().path("result"));
        assertThat(again.header(OrchHeaders.EVENT_HASH)).isEqualTo(first.header(OrchHeaders.EVENT_HASH));
        refused(envelopes.append(event("evt:twice").put("risk", "LOW")), 409, "CONFLICT");
    }

    @Test
    void a_forbidden_move_names_the_allowed_ones() {
        String propose =
                "{'change_id':'chg:stuck','artifact_id':'a','version_before':'1','proposal':{},'proposer':'p'}";
        Web.Answer proposed = envelopes.send("provenance.knowledge.change.propose", propose);
        assertThat(proposed.status()).as(proposed.text()).isEqualTo(200);
        Web.Answer repeated = envelopes.send("provenance.knowledge.change.propose", propose);
        assertThat(repeated.json().path("result")).isEqualTo(proposed.json().path("result"));
        JsonNode json = refused(
                envelopes.send(
                        "provenance.knowledge.change.decide",
                        "{'change_id':'chg:stuck','status':'APPROVED','decided_by':'d'}"),
                409,
                "CONFLICT");
        assertThat(json.path("error").path("message").asText()).contains("VALIDATED or REJECTED");
        assertThat(pointers(json)).containsExactly("/params/status");
    }
}
