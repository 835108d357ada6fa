package dev.whence.serve;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.whence.testkit.TestReceipts;
import dev.whence.testkit.TestRecords;
import dev.whence.testkit.TestWhence;
import dev.whence.testkit.Web;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From records that somebody hands in to records that everybody sees. */
class PromotionApiTest {
    @TempDir
    private Path folder;

    private TestWhence whence;
    private Web web;

    @BeforeEach
    void start() throws IOException {
        whence = TestWhence.start(folder.resolve("data"));
        web = whence.web();
    }

    @AfterEach
    void stop() {
        whence.close();
    }

    @Test
    void a_version_that_passes_its_gates_is_published() {
        submit(TestRecords.receipt("run-1"));
        record(TestRecords.collection("rivers"));
        record(TestRecords.item("rivers", "gauge-1", "run-1"));

        JsonNode judged = call("catalog.gate");
        assertThat(judged.path("result").asText()).as(judged.toPrettyString()).isEqualTo("PASS");
        assertThat(judged.path("records")).hasSize(2);
        assertThat(web.get("/catalog.nt").text()).doesNotContain("gauge-1");

        JsonNode promoted = call("catalog.promote");
        assertThat(promoted.path("written").asBoolean()).isTrue();
        assertThat(web.get("/catalog.nt").text()).contains("gauge-1", "run/kfm:~2f~2frun~2frun-1");

        long size = size();
        assertThat(call("catalog.promote").path("written").asBoolean()).isFalse();
        assertThat(size()).isEqualTo(size);
    }

    @Test
    void a_version_without_a_receipt_is_not_published() {
        record(TestRecords.item("rivers", "gauge-1", "run-1"));

        Web.Answer answer = promote();
        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.text()).contains("kfm-feb:E E-run-without-receipt", "kfm-feb:E E-asset-not-output", "kfm-feb:D D-collection-unknown");
        assertThat(web.get("/catalog.nt").text()).doesNotContain("gauge-1");
    }

    @Test
    void a_sensitive_place_is_published_coarse_and_precise_nowhere() {
        TestReceipts receipt = TestRecords.receipt("run-1");
        TestRecords.obligation(receipt, "generalize_geometry").put("min_cell_size_m", 10_000);
        TestRecords.obligation(receipt, "show_notice").put("message", "Places are coarse on purpose.");
        submit(receipt);
        record(TestRecords.collection("rivers"));
        ObjectNode item = TestRecords.item("rivers", "gauge-1", "run-1");
        ((ObjectNode) item.path("properties")).put("kfm:policy_label", "restricted_sensitive_location");
        record(item);

        call("catalog.promote");
        String page = web.get("/catalog.nt").text();
        assertThat(page).contains("gauge-1", "Places are coarse on purpose.").doesNotContain("10.512345", "47.254321");
    }

    private void submit(TestReceipts receipt) {
        assertThat(web.submit(receipt).status()).isEqualTo(201);
    }

    private void record(ObjectNode record) {
        Web.Answer answer = web.post("/receipts", TestRecords.bytes(record), "application/json");
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
    }

    private Web.Answer promote() {
        return web.post("/v1/op/catalog.promote", input(), "application/json");
    }

    private JsonNode call(String operation) {
        Web.Answer answer = web.post("/v1/op/" + operation, input(), "application/json");
        assertThat(answer.status()).as(answer.text()).isBetween(200, 201);
        return answer.json();
    }

    private static byte[] input() {
        return ("{\"dataset_version\": \"" + TestRecords.VERSION + "\"}").getBytes(java.nio.charset.StandardCharsets.UTF_8);
    }

    private long size() {
        return web.get("/health").json().path("size").asLong();
    }
}
