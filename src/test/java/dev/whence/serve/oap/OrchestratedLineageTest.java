package dev.whence.serve.oap;

import static dev.whence.testkit.TestReceipts.digest;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.whence.testkit.Envelopes;
import dev.whence.testkit.TestReceipts;
import dev.whence.testkit.TestWhence;
import dev.whence.testkit.Web;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From an incident to what it concerns, and on to what that was made from. */
class OrchestratedLineageTest {
    @TempDir
    private Path folder;

    private static void send(Envelopes envelopes, String type, String params) {
        Web.Answer answer = envelopes.send(type, params);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    }

    private static List<String> up(Web web, String thing) {
        String encoded = URLEncoder.encode(thing, StandardCharsets.UTF_8);
        Web.Answer answer = web.get("/lineage?format=json&entity=" + encoded);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        List<String> edges = new ArrayList<>();
        for (JsonNode edge : answer.json().path("edges")) {
            edges.add(
                    shorter(edge.path("from")) + " " + edge.path("relation").asText() + " " + shorter(edge.path("to")));
        }
        return edges;
    }

    private static String shorter(JsonNode iri) {
        return iri.asText().replaceFirst("http://[^/]*/", "").replaceAll("sha256:[0-9a-f]{64}/?", "");
    }

    @Test
    void the_lineage_of_what_an_incident_concerns_goes_through_versions_bytes_and_runs() throws IOException {
        try (TestWhence whence = TestWhence.start(folder.resolve("data"))) {
            Web web = whence.web();
            Envelopes envelopes = new Envelopes(web);
            String weights = digest("weights");
            assertThat(web.submit(TestReceipts.bare("train")
                                    .input("data.csv", digest("data"))
                                    .output("weights.bin", weights))
                            .status())
                    .isEqualTo(201);
            String metadata = "'artifact_id':'model','type':'MODEL','name':'m','created_at':'2026-11-03T08:00:00Z',"
                    + "'created_by':'team'";
            send(
                    envelopes,
                    "provenance.artifact.register",
                    "{'metadata':{" + metadata + ",'version':'1','checksum':'crc32:1'}}");
            send(
                    envelopes,
                    "provenance.artifact.register",
                    "{'metadata':{" + metadata + ",'version':'2','previous_version':'1','checksum':'" + weights
                            + "'},'payload_ref':{'uri':'registry/model-2.bin'}}");
            send(
                    envelopes,
                    "provenance.event.append",
                    "{'event':{'event_id':'evt:1','timestamp':'2026-11-03T09:15:00Z','actor':'a','module_id':'m',"
                            + "'envelope_type':'exec.invoke','status':'SUCCESS',"
                            + "'input_ref':{'artifact_id':'model','version':'2'},'output_ref':{'uri':'answer.md'}}}");
            send(
                    envelopes,
                    "provenance.incident.report",
                    "{'incident':{'incident_id':'inc:1','event_id':'evt:1','timestamp':'2026-11-03T10:00:00Z',"
                            + "'category':'c','severity':'HIGH','description':'d'}}");
            String size = String.valueOf(5);
            JsonNode incident = web.get("/incident/inc:1", "Accept", "application/ld+json", "Whence-Min-Size", size)
                    .json();
            String run = whence.base() + "run/evt:1";
            assertThat(incident.toString()).contains(run);
            assertThat(up(web, run))
                    .contains(
                            "registered/model/2 assumed location/answer.md",
                            "registered/model/1 stated registered/model/2",
                            "artifact/registry~2fmodel-2.bin stated registered/model/2",
                            "artifact/weights.bin same-bytes artifact/registry~2fmodel-2.bin",
                            "artifact/data.csv assumed artifact/weights.bin")
                    .hasSize(5);
            assertThat(up(web, whence.base() + "registered/model/2")).isNotEmpty();
        }
    }
}
