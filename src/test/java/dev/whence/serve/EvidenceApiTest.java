package dev.whence.serve;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.whence.canonical.Jcs;
import dev.whence.canonical.Sha256;
import dev.whence.testkit.TestPrincipal;
import dev.whence.testkit.TestReceipts;
import dev.whence.testkit.TestWhence;
import dev.whence.testkit.Web;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Evidence over HTTP: what is found, what is denied, and that nothing tells more than it may. */
class EvidenceApiTest {
    private static final String PATH = "/api/v1/evidence/resolve";
    private static final String JSON = "application/json";
    private static final String DIGEST = TestReceipts.digest("out/run:1");
    private static final TestPrincipal WRITER =
            TestPrincipal.of("writer", List.of("default"), "provenance:read", "provenance:write");

    @TempDir
    private Path folder;

    private TestWhence whence;

    @BeforeEach
    void start() throws IOException {
        whence = TestWhence.withRights(folder);
    }

    @AfterEach
    void stop() {
        whence.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "prov://run/run:1",
                "dcat://rivers@2026-10",
                "doc://DIGEST#page=1&span=10:200",
                "oci://registry.example.org/rivers@DIGEST",
                "graph://BASErun/run:1",
                "url:out/run:1"
            })
    void every_way_of_naming_it_leads_to_one_bundle_that_is_named_by_its_content(String ref) {
        submit(receipt("run:1"));
        Web.Answer answer = resolve(ref.replace("DIGEST", DIGEST).replace("BASE", whence.base()));
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        JsonNode bundle = answer.json();
        assertThat(bundle.path("dataset_version_id").asText()).isEqualTo("kfm://dataset/rivers@2026-10");
        assertThat(bundle.path("provenance").path("run_id").asText()).isEqualTo("run:1");
        assertThat(bundle.path("policy").path("decision").asText()).isEqualTo("allow");
        assertThat(bundle.path("license").path("spdx").asText()).isEqualTo("CC-BY-4.0");
        assertThat(bundle.path("license").path("attribution").asText()).isEqualTo("River Office");
        assertThat(bundle.path("artifacts")).hasSize(1);
        assertThat(bundle.path("artifacts").path(0).path("digest").asText()).isEqualTo(DIGEST);
        assertThat(bundle.path("checks").path("links_ok").asBoolean()).isTrue();
        assertThat(bundle.path("checks").path("catalog_valid").asBoolean(true)).isFalse();
        ObjectNode content = bundle.deepCopy();
        content.remove("bundle_id");
        assertThat(bundle.path("bundle_id").asText()).isEqualTo("sha256:" + Sha256.hex(Jcs.canonicalize(content)));
        assertThat(resolve(ref.replace("DIGEST", DIGEST).replace("BASE", whence.base()))
                        .body())
                .isEqualTo(answer.body());
    }

    @Test
    void two_standing_receipts_of_one_version_are_no_answer_and_a_superseded_one_does_not_count() {
        submit(receipt("run:1"));
        submit(receipt("run:2"));
        requireUnresolvable(resolve("dcat://rivers@2026-10"));
        assertThat(resolve("prov://run/run:1").status()).isEqualTo(200);
        submit(receipt("run:3").supersedes("run:2").output("out/run:2", TestReceipts.digest("new")));
        requireUnresolvable(resolve("prov://run/run:2"));
    }

    @Test
    void what_another_receipt_claims_too_is_told_in_the_checks() {
        submit(receipt("run:1").output("out/shared", TestReceipts.digest("shared")));
        submit(receipt("run:2").output("out/shared", TestReceipts.digest("shared")));
        assertThat(resolve("prov://run/run:1")
                        .json()
                        .path("checks")
                        .path("links_ok")
                        .asBoolean(true))
                .isFalse();
    }

    @Test
    void what_is_hidden_is_answered_like_what_is_not_there() {
        submit(receipt("run:hidden").label("restricted"));
        Web.Answer hidden = resolve("prov://run/run:hidden");
        Web.Answer unknown = resolve("prov://run/run:unknown");
        requireUnresolvable(hidden);
        assertThat(withoutReference(hidden)).isEqualTo(withoutReference(unknown));
        assertThat(resolve("prov://run/run:hidden", WRITER.with()).status()).isEqualTo(200);
    }

    @Test
    void it_is_denied_with_every_reason_where_nobody_says_that_it_may_be_relied_on() throws IOException {
        ObjectNode receipt =
                (ObjectNode) new ObjectMapper().readTree(receipt("run:1").bytes());
        receipt.remove("license");
        receipt.withObject("/policy")
                .put("decision", "deny")
                .putArray("obligations")
                .add("generalize_geometry");
        receipt.withObject("/validation").put("status", "fail");
        assertThat(whence.web()
                        .post("/receipts", receipt.toString().getBytes(StandardCharsets.UTF_8), JSON, WRITER.with())
                        .status())
                .isEqualTo(201);
        Web.Answer denied = resolve("prov://run/run:1");
        assertThat(denied.status()).isEqualTo(403);
        assertThat(denied.json().path("error_code").asText()).isEqualTo("POLICY_DENY");
        assertThat(denied.json().path("remediation")).hasSize(4);
        assertThat(denied.json().path("audit_ref").asText()).startsWith("urn:uuid:");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                "{\"evidence_ref\": 7}",
                "{\"evidence_ref\": \"file:///etc/passwd\"}",
                "{\"evidence_ref\": \"prov://run/x\", \"view_state\": 7}",
                "{\"evidence_ref\": \"prov://run/x\", \"other\": 1}",
                "{\"evidence_ref\": \"prov://run/x\", \"evidence_ref\": \"prov://run/y\"}"
            })
    void what_is_no_reference_has_the_form_of_every_refusal(String body) {
        Web.Answer refused = whence.web().post(PATH, body.getBytes(StandardCharsets.UTF_8), JSON);
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.json().path("error_code").asText()).isEqualTo("CONTRACT_INVALID");
        assertThat(refused.json().fieldNames())
                .toIterable()
                .containsExactly("error_code", "message", "audit_ref", "remediation");
    }

    private static TestReceipts receipt(String run) {
        return TestReceipts.run(run)
                .with(
                        "license",
                        "{\"spdx\": \"https://spdx.org/licenses/CC-BY-4.0.html\", \"attribution\": \"River Office\"}");
    }

    private void submit(TestReceipts receipt) {
        try {
            ObjectNode json = (ObjectNode) new ObjectMapper().readTree(receipt.bytes());
            json.set("license", new ObjectMapper().readTree(json.path("license").asText()));
            json.withObject("/policy").put("decision", "allow");
            Web.Answer answer = whence.web()
                    .post("/receipts", json.toString().getBytes(StandardCharsets.UTF_8), JSON, WRITER.with());
            assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private Web.Answer resolve(String ref, String... headers) {
        byte[] body = ("{\"evidence_ref\": \"" + ref + "\"}").getBytes(StandardCharsets.UTF_8);
        return whence.web().post(PATH, body, JSON, headers);
    }

    private static void requireUnresolvable(Web.Answer answer) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(404);
        assertThat(answer.json().path("error_code").asText()).isEqualTo("EVIDENCE_UNRESOLVABLE");
    }

    private static JsonNode withoutReference(Web.Answer answer) {
        ObjectNode json = answer.json().deepCopy();
        json.remove("audit_ref");
        return json;
    }
}
