package dev.whence.serve;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.whence.testkit.Calls;
import dev.whence.testkit.TestReceipts;
import dev.whence.testkit.TestWhence;
import dev.whence.testkit.Web;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What holds for all operations over HTTP. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OperationsApiTest {
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

    @Test
    void an_operation_answers_by_its_id_and_as_an_action_on_its_resource() {
        whence.web().submit(TestReceipts.run("run-alias"));
        String input = "{'entity_type': 'run', 'entity_id': 'run-alias'}";

        Web.Answer byId = calls.call("provenance.get", input);
        Web.Answer asAction = calls.at("/v1/provenance/get", input);

        assertThat(byId.status()).as(byId.text()).isEqualTo(200);
        assertThat(asAction.body()).isEqualTo(byId.body());
        assertThat(calls.at("/v1/provenance/session/open", "{'operation_id': 'clip.create'}")
                        .status())
                .isEqualTo(201);
    }

    @Test
    void every_fault_of_an_input_is_told_at_its_place() {
        Web.Answer refused = calls.call(
                "provenance.get", "{'entity_id': 7, 'direction': 'upwards', 'max_depth': 51, 'colour': 'red'}");

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.mediaType()).isEqualTo("application/problem+json");
        assertThat(refused.json().path("type").asText()).isEqualTo("/problems/input-invalid");
        assertThat(refused.json().path("errors"))
                .extracting(error -> error.path("pointer").asText())
                .containsExactly("/colour", "/direction", "/entity_id", "/entity_type", "/max_depth");
    }

    @Test
    void a_body_that_is_not_strict_json_is_refused_with_its_place() {
        assertThat(calls.call("provenance.get", "{'entity_type': 'item', 'entity_type': 'item'}")
                        .json()
                        .path("type")
                        .asText())
                .isEqualTo("/problems/malformed-json");
        assertThat(calls.call("provenance.get", "[]").status()).isEqualTo(422);
        assertThat(calls.call("provenance.get", "").status()).isEqualTo(422);
    }

    @Test
    void what_is_not_json_or_too_much_of_it_is_not_read() {
        byte[] much = new byte[(1 << 20) + 1];
        assertThat(whence.web()
                        .post("/v1/op/provenance.get", much, "application/json")
                        .status())
                .isEqualTo(413);
        assertThat(whence.web()
                        .post("/v1/op/provenance.get", new byte[0], "text/plain")
                        .status())
                .isEqualTo(415);
    }

    @Test
    void an_operation_is_called_with_post_alone() {
        for (String path : new String[] {"/v1/op/provenance.get", "/v1/provenance/get", "/v1/op/provenance.emit"}) {
            Web.Answer refused = whence.web().get(path);
            assertThat(refused.status()).as(path).isEqualTo(405);
            assertThat(refused.mediaType()).isEqualTo("application/problem+json");
            assertThat(refused.header("Allow")).isEqualTo("POST");
        }
        assertThat(calls.call("provenance.conjure", "{}").status()).isEqualTo(404);
    }

    @Test
    void the_description_tells_scope_side_effect_and_schemas_of_every_operation() {
        JsonNode document = whence.web().get("/openapi.json").json();
        int described = 0;
        for (JsonNode path : document.path("paths")) {
            JsonNode post = path.path("post");
            if (!post.has("x-operation")) {
                continue;
            }
            described++;
            String id = post.path("x-operation").asText();
            assertThat(post.path("x-required-scope").asText()).as(id).contains(":");
            assertThat(post.path("x-side-effect").asText())
                    .as(id)
                    .isIn("read", "compute", "share_export", "destructive");
            String request = post.at("/requestBody/content/application~1json/schema/$ref")
                    .asText();
            assertThat(document.at(request.substring(1)).path("examples").isArray())
                    .as(request)
                    .isTrue();
            String answer = post.at("/responses/200/content/application~1json/schema/$ref")
                    .asText();
            assertThat(document.at(answer.substring(1)).isEmpty()).as(answer).isFalse();
        }
        assertThat(described)
                .isEqualTo(2 * dev.whence.operate.Operations.declarations().size());
        assertThat(document.findValuesAsText("$ref"))
                .allSatisfy(reference -> assertThat(
                                document.at(reference.substring(1)).isMissingNode())
                        .as(reference)
                        .isFalse());
    }
}
