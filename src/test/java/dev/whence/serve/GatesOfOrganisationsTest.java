package dev.whence.serve;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.whence.testkit.TestPrincipal;
import dev.whence.testkit.TestReceipts;
import dev.whence.testkit.TestRecords;
import dev.whence.testkit.TestWhence;
import dev.whence.testkit.Web;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What another organisation says, and whom it stops. */
class GatesOfOrganisationsTest {
    private static final String JSON = "application/json";
    private static final TestPrincipal OURS =
            TestPrincipal.of("ours", List.of("office"), "provenance:*", "catalog:*", "catalog:promote");
    private static final TestPrincipal THEIRS = TestPrincipal.of("theirs", List.of("acme"), "provenance:*");

    @TempDir
    private Path folder;

    @Test
    void another_organisation_that_claims_our_bytes_does_not_stop_us() throws IOException {
        try (TestWhence whence = TestWhence.withRights(folder)) {
            Web web = whence.web();
            send(web, OURS, TestRecords.receipt("run-1").bytes());
            send(web, OURS, TestRecords.bytes(TestRecords.collection("rivers")));
            send(web, OURS, TestRecords.bytes(TestRecords.item("rivers", "gauge-1", "run-1")));
            send(
                    web,
                    THEIRS,
                    TestReceipts.bare("run-9")
                            .output("copied.csv", TestRecords.digest("run-1"))
                            .bytes());
            assertThat(judged(web).path("result").asText()).isEqualTo("PASS");

            send(
                    web,
                    OURS,
                    TestReceipts.bare("run-2")
                            .output("again.csv", TestRecords.digest("run-1"))
                            .bytes());
            assertThat(judged(web).findValuesAsText("code")).contains("E-claimed-by-several");
        }
    }

    private static JsonNode judged(Web web) {
        byte[] input = ("{\"dataset_version\": \"" + TestRecords.VERSION + "\"}").getBytes(StandardCharsets.UTF_8);
        Web.Answer answer = web.post("/v1/op/catalog.gate", input, JSON, OURS.with());
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer.json();
    }

    private static void send(Web web, TestPrincipal sender, byte[] document) {
        Web.Answer answer = web.post("/receipts", document, JSON, sender.with());
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
    }
}
