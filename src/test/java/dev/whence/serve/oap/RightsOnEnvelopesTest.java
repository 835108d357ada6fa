package dev.whence.serve.oap;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.whence.testkit.Envelopes;
import dev.whence.testkit.TestPrincipal;
import dev.whence.testkit.TestReceipts;
import dev.whence.testkit.TestWhence;
import dev.whence.testkit.Web;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The orchestration protocol, for senders who do not see everything. */
class RightsOnEnvelopesTest {
    private static final TestPrincipal ALICE = TestPrincipal.of("alice", List.of("acme"), "provenance:*");
    private static final TestPrincipal CAROL =
            TestPrincipal.of("carol", List.of("acme"), "provenance:*", "quarantine:read");
    private static final TestPrincipal READER = TestPrincipal.of("reader", List.of("acme"), "provenance:read");
    private static final TestPrincipal BOB = TestPrincipal.of("bob", List.of("beta"), "*");

    @TempDir
    Path data;

    private TestWhence whence;
    private Envelopes envelopes;

    @AfterEach
    void stop() {
        whence.close();
    }

    /** Records of the protocol name no label, so each has the one that its organisation has when it comes. */
    private void labelled(String label) throws IOException {
        if (whence != null) {
            whence.close();
        }
        whence = TestWhence.withRights(data, Map.of("WHENCE_ORGANISATION_ACME_DEFAULT_LABEL", label));
        envelopes = new Envelopes(whence.web());
    }

    private void report(String id) {
        Web.Answer answer = envelopes.send(
                "provenance.incident.report",
                "{'incident':{'incident_id':'" + id + "','timestamp':'2026-11-03T11:00:00Z','category':'c',"
                        + "'severity':'LOW','description':'d'}}",
                CAROL.with());
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    }

    private List<List<String>> pages(TestPrincipal sender, String type, String id) {
        List<List<String>> pages = new ArrayList<>();
        String cursor = "";
        do {
            JsonNode page = envelopes
                    .send(type, "{'page':{'limit':2" + cursor + "}}", sender.with())
                    .json()
                    .at("/result/page");
            List<String> ids = new ArrayList<>();
            page.path("items").forEach(item -> ids.add(item.path(id).asText()));
            pages.add(ids);
            cursor = page.has("next_cursor")
                    ? ",'cursor':'" + page.path("next_cursor").asText() + "'"
                    : "";
        } while (!cursor.isEmpty());
        return pages;
    }

    @Test
    void hidden_incidents_are_left_out_before_pages_are_made() throws IOException {
        labelled("quarantine");
        report("h:0");
        labelled("internal");
        report("v:1");
        report("v:2");
        labelled("quarantine");
        for (int i = 3; i < 8; i++) {
            report("h:" + i);
        }
        labelled("internal");
        report("v:8");
        report("v:9");
        String query = "provenance.incident.query";
        assertThat(pages(READER, query, "incident_id")).containsExactly(List.of("v:1", "v:2"), List.of("v:8", "v:9"));
        assertThat(pages(CAROL, query, "incident_id")).hasSize(5);
        assertThat(pages(BOB, query, "incident_id")).containsExactly(List.of());
        JsonNode shown = envelopes.send(query, "{}", READER.with()).json().path("result");
        assertThat(shown.at("/page/total_estimate").asInt()).isEqualTo(4);
        assertThat(shown.path("incidents"))
                .extracting(one -> one.has("prev_incident_hash"))
                .as("the hash of a hidden incident is not told")
                .containsExactly(false, true, false, true);
        JsonNode whole = envelopes.send(query, "{}", CAROL.with()).json().path("result");
        assertThat(whole.path("incidents")).hasSize(10).allMatch(one -> one.has("prev_incident_hash"));
    }

    private Web.Answer register(String version, String previous) {
        String before = previous.isEmpty() ? "" : ",'previous_version':'" + previous + "'";
        return envelopes.send(
                "provenance.artifact.register",
                "{'metadata':{'artifact_id':'a','type':'MODEL','name':'A','version':'" + version + "'"
                        + ",'created_at':'2026-11-03T11:00:00Z','created_by':'team:a','checksum':'"
                        + TestReceipts.digest(version) + "'" + before + "}}",
                CAROL.with());
    }

    private Web.Answer get(TestPrincipal sender, String params) {
        return envelopes.send("provenance.artifact.get", params, sender.with());
    }

    private static void assertSameRefusal(Web.Answer hidden, Web.Answer unknown) {
        assertThat(hidden.status()).isEqualTo(404);
        assertThat(unknown.status()).isEqualTo(404);
        assertThat(hidden.json().path("error")).isEqualTo(unknown.json().path("error"));
    }

    @Test
    void the_latest_version_is_the_latest_that_the_sender_sees() throws IOException {
        labelled("internal");
        assertThat(register("1", "").status()).isEqualTo(200);
        labelled("quarantine");
        assertThat(register("2", "1").status()).isEqualTo(200);
        assertThat(get(CAROL, "{'artifact_id':'a'}")
                        .json()
                        .at("/result/metadata/version")
                        .asText())
                .isEqualTo("2");
        assertThat(get(READER, "{'artifact_id':'a'}")
                        .json()
                        .at("/result/metadata/version")
                        .asText())
                .isEqualTo("1");
        Web.Answer unknown = get(READER, "{'artifact_id':'a','version':'9'}");
        assertSameRefusal(get(READER, "{'artifact_id':'a','version':'2'}"), unknown);
        assertSameRefusal(get(BOB, "{'artifact_id':'a'}"), unknown);
    }

    private Web.Answer propose(TestPrincipal sender, String id) {
        return envelopes.send(
                "provenance.knowledge.change.propose",
                "{'change_id':'" + id + "','artifact_id':'a','version_before':'1','proposal':{'x':1},'proposer':'p'}",
                sender.with("Orch-Caller", sender.name()));
    }

    private Web.Answer decide(TestPrincipal sender, String id, String status) {
        return envelopes.send(
                "provenance.knowledge.change.decide",
                "{'change_id':'" + id + "','status':'" + status + "'}",
                sender.with());
    }

    @Test
    void a_change_stands_where_the_sender_sees_it_stand() throws IOException {
        labelled("internal");
        assertThat(propose(ALICE, "c:1").status()).isEqualTo(200);
        labelled("quarantine");
        assertThat(decide(CAROL, "c:1", "VALIDATED").status()).isEqualTo(200);
        assertThat(propose(CAROL, "c:2").status()).isEqualTo(200);
        String query = "provenance.knowledge.change.query";
        JsonNode shown = envelopes.send(query, "{}", READER.with()).json().at("/result/changes");
        assertThat(shown).extracting(one -> one.path("status").asText()).containsExactly("PROPOSED");
        assertSameRefusal(decide(ALICE, "c:2", "VALIDATED"), decide(ALICE, "c:none", "VALIDATED"));
        labelled("internal");
        assertThat(decide(CAROL, "c:1", "SIMULATED").status()).isEqualTo(200);
        shown = envelopes.send(query, "{}", READER.with()).json().at("/result/changes");
        assertThat(shown).extracting(one -> one.path("status").asText()).containsExactly("SIMULATED");
    }

    @Test
    void who_may_not_write_is_told_so_in_an_envelope() throws IOException {
        labelled("internal");
        Web.Answer reader = envelopes.append(Envelopes.event("evt:1"), READER.with());
        assertThat(reader.status()).isEqualTo(403);
        assertThat(reader.json().at("/error/code").asText()).isEqualTo("POLICY_DENIED");
        assertThat(reader.json().path("id").asText()).isNotEmpty();
        Web.Answer nobody = envelopes.append(Envelopes.event("evt:1"));
        assertThat(nobody.status()).isEqualTo(401);
        assertThat(nobody.header("WWW-Authenticate")).startsWith("Bearer");
        assertThat(nobody.json().at("/error/code").asText()).isEqualTo("POLICY_DENIED");
        assertThat(envelopes.append(Envelopes.event("evt:1"), ALICE.with()).status())
                .isEqualTo(200);
    }

    @Test
    void a_sender_is_who_has_authenticated() throws IOException {
        labelled("public");
        Web.Answer posing = envelopes.append(Envelopes.event("evt:1"), ALICE.with("Orch-Caller", "svc:other"));
        assertThat(posing.status()).isEqualTo(403);
        assertThat(posing.json().at("/error/code").asText()).isEqualTo("POLICY_DENIED");
        Web.Answer taken = envelopes.append(Envelopes.event("evt:1"), ALICE.with("Prefer", "wait"));
        Web.Answer proof = whence.web()
                .get(
                        "/receipts/"
                                + taken.json().at("/_meta/labels/receipt_id").asText() + "/proof",
                        ALICE.with("Accept", "application/json"));
        assertThat(proof.json().at("/event/submitter").asText()).isEqualTo("alice");
    }
}
