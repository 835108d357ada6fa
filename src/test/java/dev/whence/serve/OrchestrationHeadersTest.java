package dev.whence.serve;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.whence.serve.oap.OrchHeaders;
import dev.whence.testkit.Envelopes;
import dev.whence.testkit.TestReceipts;
import dev.whence.testkit.TestWhence;
import dev.whence.testkit.Web;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The protocol's headers on {@code /receipts}: they say what the body says, and a condition holds there too. */
class OrchestrationHeadersTest {
    @TempDir
    private static Path folder;

    private static TestWhence whence;
    private static Web web;

    @BeforeAll
    static void start() throws IOException {
        whence = TestWhence.start(folder.resolve("data"));
        web = whence.web();
    }

    @AfterAll
    static void stop() {
        whence.close();
    }

    private static Web.Answer submit(TestReceipts receipt, String... headers) {
        return web.post("/receipts", receipt.bytes(), "application/json", headers);
    }

    private static void agree(Web.Answer answer) {
        JsonNode json = answer.json();
        assertThat(answer.header(OrchHeaders.EVENT_HASH))
                .matches("sha256:[0-9a-f]{64}")
                .isEqualTo(json.path("event_hash").asText());
        assertThat(answer.header(OrchHeaders.PREVIOUS_EVENT_HASH))
                .isNotEmpty()
                .isEqualTo(json.path("prev_event_hash").asText());
        assertThat(answer.header(OrchHeaders.LEDGER_ANCHOR))
                .isEqualTo(json.path("checkpoint").path("anchor_hash").asText());
    }

    @Test
    void a_record_and_its_repeat_have_the_same_hashes_and_an_anchor_where_one_was_waited_for() {
        TestReceipts receipt = TestReceipts.run("hashes");
        Web.Answer made = submit(receipt);
        assertThat(made.status()).isEqualTo(201);
        agree(made);
        Web.Answer repeated = submit(receipt, "Prefer", "wait");
        assertThat(repeated.status()).isEqualTo(200);
        agree(repeated);
        assertThat(repeated.header(OrchHeaders.EVENT_HASH)).isEqualTo(made.header(OrchHeaders.EVENT_HASH));
        assertThat(repeated.header(OrchHeaders.LEDGER_ANCHOR)).matches("sha256:[0-9a-f]{64}");
    }

    @Test
    void the_chain_goes_through_both_doors() {
        Web.Answer first = submit(TestReceipts.run("door:1"));
        String tip = first.header(OrchHeaders.EVENT_HASH);
        Web.Answer second =
                new Envelopes(web).append(Envelopes.event("evt:door"), OrchHeaders.PREVIOUS_EVENT_HASH, tip);
        assertThat(second.header(OrchHeaders.PREVIOUS_EVENT_HASH)).isEqualTo(tip);
        Web.Answer late = submit(TestReceipts.run("door:3"), OrchHeaders.PREVIOUS_EVENT_HASH, tip);
        assertThat(late.status()).isEqualTo(409);
        assertThat(late.json().path("type").asText()).endsWith("/chain-moved");
        assertThat(late.json().path("detail").asText()).contains(second.header(OrchHeaders.EVENT_HASH));
        assertThat(late.header(OrchHeaders.EVENT_HASH)).isEmpty();
    }

    @Test
    void a_condition_goes_with_one_receipt_and_has_a_form() {
        byte[] line = TestReceipts.run("many").bytes();
        Web.Answer many =
                web.post("/receipts", line, "application/x-ndjson", OrchHeaders.PREVIOUS_EVENT_HASH, "0".repeat(64));
        assertThat(many.status()).isEqualTo(400);
        Web.Answer malformed = submit(TestReceipts.run("malformed"), OrchHeaders.PREVIOUS_EVENT_HASH, "latest");
        assertThat(malformed.status()).isEqualTo(400);
        assertThat(malformed.text()).contains(OrchHeaders.PREVIOUS_EVENT_HASH);
    }

    @Test
    void the_kinds_of_the_protocol_are_taken_as_receipts_too() {
        byte[] event = Envelopes.event("evt:receipt").toString().getBytes(StandardCharsets.UTF_8);
        Web.Answer made = web.post("/receipts", event, "application/json");
        assertThat(made.status()).as(made.text()).isEqualTo(201);
        assertThat(new Envelopes(web).append(Envelopes.event("evt:receipt")).header(OrchHeaders.EVENT_HASH))
                .isEqualTo(made.header(OrchHeaders.EVENT_HASH));
    }
}
