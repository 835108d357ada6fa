package dev.whence.serve.oap;

import static dev.whence.testkit.Envelopes.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.whence.testkit.Envelopes;
import dev.whence.testkit.TestWhence;
import dev.whence.testkit.Web;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every envelope over real HTTP, there and back, against the protocol's field lists. What goes and comes also keeps to the
 * schemas of {@code /openapi.json}, so that the description is true.
 */
class EnvelopeRoundTripTest {
    /** Field lists of the protocol: required ones first, then optional ones. */
    private static final List<String> PROV_EVENT =
            List.of("event_id", "timestamp", "actor", "module_id", "envelope_type", "status", "event_hash");

    private static final List<String> PROV_EVENT_MAY = List.of(
            "session_id",
            "trace_id",
            "input_ref",
            "output_ref",
            "policy_ref",
            "risk",
            "prev_event_hash",
            "ledger_anchor",
            "meta");
    private static final List<String> LEDGER_ENTRY = List.of("block_id", "timestamp", "event_hashes", "merkle_root");
    private static final List<String> LEDGER_ENTRY_MAY = List.of("anchor_hash", "block_metadata");
    private static final List<String> INCIDENT =
            List.of("incident_id", "timestamp", "category", "severity", "description", "incident_hash");
    private static final List<String> INCIDENT_MAY = List.of(
            "event_id", "actor", "module_id", "policy_binding_id", "evidence", "remediation", "prev_incident_hash");
    private static final List<String> ARTIFACT =
            List.of("artifact_id", "type", "name", "version", "created_at", "created_by", "checksum");
    private static final List<String> ARTIFACT_MAY =
            List.of("previous_version", "description", "lifecycle_stage", "labels");
    private static final List<String> CHANGE =
            List.of("change_id", "artifact_id", "version_before", "proposer", "proposal", "timestamp", "status");
    private static final List<String> CHANGE_MAY = List.of(
            "version_after",
            "reviewers",
            "simulation_result",
            "approval_reason",
            "rollback_reason",
            "event_hash",
            "requested_stage",
            "rationale",
            "validated_at",
            "validated_by",
            "simulated_at",
            "simulated_by",
            "approved_at",
            "approved_by",
            "applied_at",
            "applied_by",
            "labels");

    private static final String METADATA = "{'artifact_id':'model:flood','type':'MODEL','name':'Flood','version':'1',"
            + "'created_at':'2026-10-01T00:00:00Z','created_by':'team:models','checksum':"
            + "'sha256:1111111111111111111111111111111111111111111111111111111111111111','description':'First',"
            + "'lifecycle_stage':'ACTIVE','labels':{'domain':'water'}}";

    @TempDir
    private static Path folder;

    private static TestWhence whence;
    private static Envelopes envelopes;
    private static Schema request;
    private static Schema answer;
    private static Schema refusal;

    @BeforeAll
    static void start() throws IOException {
        whence = TestWhence.start(folder.resolve("data"));
        envelopes = new Envelopes(whence.web());
        JsonNode openApi = whence.web().get("/openapi.json").json();
        JsonNode operation = openApi.path("paths").path("/orchestrate").path("post");
        request = schema(openApi, operation.path("requestBody"));
        answer = schema(openApi, operation.path("responses").path("200"));
        refusal = schema(openApi, operation.path("responses").path("422"));
    }

    @AfterAll
    static void stop() {
        whence.close();
    }

    private static Schema schema(JsonNode openApi, JsonNode described) {
        JsonNode content = described.path("content").path(Envelopes.MEDIA_TYPE).path("schema");
        ObjectNode schema = content.deepCopy();
        schema.set("components", openApi.path("components"));
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(schema.toString(), InputFormat.JSON);
    }

    /** Sends, and checks what holds for every exchange. */
    private static JsonNode exchange(String type, String params, String... headers) {
        ObjectNode sent = envelopes.envelope(type, json(params));
        assertThat(request.validate(sent)).as(type).isEmpty();
        Web.Answer got = envelopes.send(sent, headers);
        assertThat(got.status()).as(got.text()).isEqualTo(200);
        assertThat(got.header("Content-Type")).isEqualTo(Envelopes.MEDIA_TYPE);
        assertThat(got.header("Cache-Control")).isEqualTo("no-store");
        JsonNode json = got.json();
        assertThat(answer.validate(json)).as(json.toPrettyString()).isEmpty();
        assertThat(json.path("jsonrpc").asText()).isEqualTo("2.0");
        assertThat(json.path("id")).isEqualTo(sent.path("id"));
        assertThat(json.path("envelope_type").asText()).isEqualTo(type);
        assertThat(json.has("error")).isFalse();
        headersAgree(got, json);
        return json.path("result");
    }

    /** The body's labels and the headers say the same of a record. */
    private static void headersAgree(Web.Answer got, JsonNode json) {
        JsonNode labels = json.path("_meta").path("labels");
        assertThat(got.header(OrchHeaders.EVENT_HASH))
                .isEqualTo(labels.path("event_hash").asText());
        assertThat(got.header(OrchHeaders.PREVIOUS_EVENT_HASH))
                .isEqualTo(labels.path("prev_event_hash").asText());
        assertThat(got.header(OrchHeaders.LEDGER_ANCHOR))
                .isEqualTo(labels.path("ledger_anchor").asText());
    }

    private static void hasFields(JsonNode object, List<String> must, List<String> may) {
        Set<String> names = new TreeSet<>();
        object.fieldNames().forEachRemaining(names::add);
        assertThat(names).containsAll(must);
        names.removeAll(must);
        names.removeAll(may);
        assertThat(names).as("fields that the protocol does not have").isEmpty();
    }

    private static JsonNode only(JsonNode result, String list) {
        assertThat(result.path(list)).hasSize(1);
        assertThat(result.path("page").path("items")).isEqualTo(result.path(list));
        return result.path(list).get(0);
    }

    @Test
    void an_event_comes_back_with_its_hashes_and_its_anchor_and_its_block_tells_of_it() {
        String event = "{'event_id':'evt:whole','session_id':'s','trace_id':'t','timestamp':'2026-11-03T09:15:00Z',"
                + "'actor':'user:a','module_id':'module:m','envelope_type':'exec.invoke','input_ref':{'uri':'a'},"
                + "'output_ref':{'uri':'b'},'policy_ref':{'policy_binding_id':'p','decision':'ALLOW',"
                + "'constraints':[{'code':'X'}]},'risk':'LOW','status':'SUCCESS','meta':{'k':1}}";
        JsonNode appended = exchange("provenance.event.append", "{'event':" + event + "}", "Prefer", "wait")
                .path("event");
        hasFields(appended, PROV_EVENT, PROV_EVENT_MAY);
        ObjectNode sent = appended.deepCopy();
        sent.remove(List.of("event_hash", "prev_event_hash", "ledger_anchor"));
        assertThat((JsonNode) sent).isEqualTo(json(event));
        assertThat(appended.path("ledger_anchor").asText()).matches("sha256:[0-9a-f]{64}");

        String hash = appended.path("event_hash").asText();
        JsonNode block = only(exchange("provenance.ledger.query", "{'event_hash':'" + hash + "'}"), "entries");
        hasFields(block, LEDGER_ENTRY, LEDGER_ENTRY_MAY);
        assertThat(block.path("event_hashes")).extracting(JsonNode::asText).contains(hash);
        for (String name : List.of("block_id", "merkle_root")) {
            String asked = "{'" + name + "':'" + block.path(name).asText() + "'}";
            assertThat(only(exchange("provenance.ledger.query", asked), "entries"))
                    .isEqualTo(block);
        }
        assertThat(exchange("provenance.ledger.query", "{'block_id':'0','event_hash':'" + hash + "'}")
                        .path("entries"))
                .isEmpty();
    }

    @Test
    void a_registered_version_is_got_by_its_version_and_as_the_latest() {
        JsonNode registered = exchange(
                "provenance.artifact.register", "{'metadata':" + METADATA + ",'payload_ref':{'uri':'m.onnx'}}");
        hasFields(registered.path("metadata"), ARTIFACT, ARTIFACT_MAY);
        assertThat(registered.path("metadata")).isEqualTo(json(METADATA));
        String second = METADATA.replace("'version':'1'", "'version':'2','previous_version':'1'");
        exchange("provenance.artifact.register", "{'metadata':" + second + "}");

        JsonNode first = exchange("provenance.artifact.get", "{'artifact_id':'model:flood','version':'1'}");
        assertThat(first.path("metadata")).isEqualTo(json(METADATA));
        assertThat(first.path("payload_ref")).isEqualTo(json("{'uri':'m.onnx'}"));
        JsonNode latest = exchange("provenance.artifact.get", "{'artifact_id':'model:flood'}");
        assertThat(latest.path("metadata")).isEqualTo(json(second));
        assertThat(latest.has("payload_ref")).isFalse();
    }

    @Test
    void an_incident_comes_back_in_its_chain_and_is_found_by_what_it_is() {
        String incident = "{'incident_id':'inc:whole','event_id':'evt:x','timestamp':'2026-11-03T11:00:00Z',"
                + "'category':'drift','severity':'HIGH','actor':'user:a','module_id':'m','policy_binding_id':'p',"
                + "'description':'d','evidence':{'uri':'b','n':1},'remediation':{'recommended_action':'r',"
                + "'applied_action':'a','approved_by':'o','timestamp':'2026-11-03T12:00:00Z'}}";
        JsonNode reported = exchange("provenance.incident.report", "{'incident':" + incident + "}")
                .path("incident");
        hasFields(reported, INCIDENT, INCIDENT_MAY);
        String asked = "{'category':'drift','severity':'HIGH',"
                + "'date_range':{'from':'2026-11-03T11:00:00Z','to':'2026-11-03T11:00:00Z'}}";
        assertThat(only(exchange("provenance.incident.query", asked), "incidents"))
                .isEqualTo(reported);
        for (String other : List.of(
                "{'category':'drift','severity':'LOW'}",
                "{'category':'drift','date_range':{'from':'2026-11-03T11:00:01Z','to':'2027-01-01T00:00:00Z'}}")) {
            assertThat(exchange("provenance.incident.query", other).path("incidents"))
                    .isEmpty();
        }
    }

    @Test
    void a_change_is_proposed_moved_on_and_found_at_its_state() {
        JsonNode proposed = exchange(
                        "provenance.knowledge.change.propose",
                        "{'artifact_id':'model:rain','version_before':'1','version_after':'2','proposal':{'p':1},"
                                + "'rationale':'r','requested_stage':'ACTIVE','reviewers':['user:r']}",
                        OrchHeaders.CALLER,
                        "user:proposer")
                .path("change");
        hasFields(proposed, CHANGE, CHANGE_MAY);
        assertThat(proposed.path("proposer").asText()).isEqualTo("user:proposer");
        String id = proposed.path("change_id").asText();
        List<String> moves = List.of(
                "'VALIDATED'",
                "'SIMULATED','simulation_result':{'rmse':0.5}",
                "'APPROVED','reason':'good'",
                "'APPLIED'",
                "'ROLLED_BACK','reason':'bad'");
        JsonNode change = proposed;
        for (String move : moves) {
            String params = "{'change_id':'" + id + "','decided_by':'user:d','status':" + move + "}";
            JsonNode before = change;
            change = exchange("provenance.knowledge.change.decide", params).path("change");
            List<String> may = new ArrayList<>(CHANGE_MAY);
            may.addAll(List.of("rolled_back_at", "rolled_back_by"));
            hasFields(change, CHANGE, may);
            assertThat(change.path("event_hash")).isNotEqualTo(before.path("event_hash"));
        }
        assertThat(change.path("rollback_reason").asText()).isEqualTo("bad");
        assertThat(change.path("validated_by").asText()).isEqualTo("user:d");
        for (String name : List.of("provenance.knowledge.change.query", "knowledge.change.query")) {
            String asked = "{'artifact_id':'model:rain','status':'ROLLED_BACK','lifecycle_stage':'ACTIVE'}";
            assertThat(only(exchange(name, asked), "changes")).isEqualTo(change);
            assertThat(exchange(name, "{'artifact_id':'model:rain','status':'APPLIED'}")
                            .path("changes"))
                    .isEmpty();
        }
    }

    @Test
    void a_refusal_keeps_to_the_description_too() {
        ObjectNode sent = envelopes.envelope("provenance.event.append", JsonNodeFactory.instance.objectNode());
        assertThat(request.validate(sent)).isNotEmpty();
        Web.Answer got = envelopes.send(sent);
        assertThat(got.status()).isEqualTo(422);
        assertThat(refusal.validate(got.json())).as(got.text()).isEmpty();
        assertThat(got.json().has("result")).isFalse();
    }
}
