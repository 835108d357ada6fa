package dev.whence.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.whence.testkit.TestPrincipal;
import dev.whence.testkit.TestReceipts;
import dev.whence.testkit.TestWhence;
import dev.whence.testkit.Web;
import dev.whence.trail.TrailReader;
import dev.whence.trail.TrailVerifier;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditTrailTest {
    private static final TestPrincipal ALICE = TestPrincipal.of("alice", List.of("acme"), "provenance:*");
    private static final TestPrincipal READER = TestPrincipal.of("reader", List.of("acme"), "provenance:read");

    @TempDir
    private Path data;

    private int asked;

    @Test
    void it_tells_who_wrote_who_read_who_was_denied_and_who_was_nobody() throws IOException {
        TestReceipts receipt = TestReceipts.run("run:1");
        String path = "/receipts/" + receipt.id();
        String unknown = "/receipts/sha256:" + "a".repeat(64);
        serve(Map.of(), web -> {
            recorded(web.post("/receipts", receipt.bytes(), "application/json", ALICE.with()));
            recorded(web.post("/receipts", receipt.bytes(), "application/json", READER.with()));
            recorded(web.get(path, ALICE.with()));
            recorded(web.get(unknown, ALICE.with()));
            recorded(web.get("/health", TestPrincipal.HEADER, "a forgery"));
            recorded(web.get("/no-such-place?token=swordfish"));
        });
        List<JsonNode> lines = lines();
        said(lines.get(1), "alice", "submitReceipts", "allowed", "scope:held", 201);
        assertThat(lines.get(1).path("organisation").asText()).isEqualTo("acme");
        assertThat(lines.get(1).path("means").asText()).isEqualTo("key");
        assertThat(lines.get(1).path("target").asText()).isEqualTo("/o/acme" + path);
        said(lines.get(2), "reader", "submitReceipts", "denied", "scope:missing", 403);
        said(lines.get(3), "alice", "getReceipt", "allowed", "scope:held", 200);
        assertThat(lines.get(3).path("target").asText()).isEqualTo(path);
        said(lines.get(4), "alice", "getReceipt", "allowed", "scope:held", 404);
        assertThat(lines.get(4).path("target").asText()).startsWith("hmac:");
        said(lines.get(5), "anonymous", "unrouted", "denied", "login:unauthenticated", 401);
        said(lines.get(6), "anonymous", "unrouted", "allowed", "route:open", 404);
        assertThat(lines.get(6).toString()).doesNotContain("swordfish").doesNotContain("no-such-place");
        assertThat(lines).allSatisfy(line -> assertThat(line.toString()).doesNotContain("forgery"));
        assertThat(TrailVerifier.verify(data, Optional.empty()).fault()).isEmpty();
    }

    @Test
    void what_is_hidden_was_denied_in_the_trail_and_not_found_to_the_asker_who_waits_for_nothing() throws IOException {
        TestPrincipal stranger = TestPrincipal.of("stranger", List.of("other"), "provenance:read");
        TestReceipts secret = TestReceipts.run("run:1").label("internal");
        serve(Map.of("WHENCE_AUDIT_DENIALS_PER_MINUTE", "1"), web -> {
            recorded(web.post("/receipts", secret.bytes(), "application/json", ALICE.with()));
            for (int i = 0; i < 3; i++) {
                Web.Answer hidden = web.get("/o/acme/receipts/" + secret.id(), stranger.with());
                assertThat(hidden.status()).isEqualTo(404);
                recorded(hidden);
            }
        });
        said(lines().get(2), "stranger", "getReceiptOf", "denied", "rights:hidden", 404);
        assertThat(lines().get(2).path("target").asText()).startsWith("hmac:");
    }

    @Test
    void a_query_is_told_by_its_length_and_never_by_its_text() throws IOException {
        serve(Map.of(), web -> {
            recorded(web.get("/sparql?query=SELECT%20*%20%7B%3Fs%20%3Fp%20%22Jane%20Doe%22%7D"));
            recorded(web.get("/lineage?entity=Jane%20Doe"));
        });
        assertThat(lines().get(1).path("operation").asText()).isEqualTo("sparql");
        assertThat(lines().get(2).path("operation").asText()).isEqualTo("lineage");
        assertThat(lines()).allSatisfy(line -> assertThat(line.toString()).doesNotContain("Jane"));
        assertThat(lines().get(1).path("query_chars").asInt()).isGreaterThan(40);
    }

    @Test
    void without_rights_it_is_kept_too_and_can_be_left_out() throws IOException {
        try (TestWhence whence = TestWhence.start(data)) {
            whence.web().get("/health");
        }
        said(lines().get(1), "anonymous", "health", "allowed", "route:open", 200);
        Path other = data.resolve("other");
        try (TestWhence whence = TestWhence.start(other, Map.of("WHENCE_AUDIT_ENABLED", "false"))) {
            assertThat(whence.web().get("/admin/audit").json().path("enabled").asBoolean())
                    .isFalse();
        }
        assertThat(other.resolve("audit")).doesNotExist();
    }

    @Test
    void reads_that_were_allowed_can_be_left_out() throws IOException {
        serve(Map.of("WHENCE_AUDIT_READS", "none"), web -> {
            web.get("/health");
            recorded(web.get("/metrics", READER.with()));
            web.post("/receipts", TestReceipts.run("run:1").bytes(), "application/json", ALICE.with());
        });
        assertThat(lines())
                .extracting(line -> line.path("operation").asText())
                .containsExactly("trail.start", "metrics", "submitReceipts");
    }

    @Test
    void an_administrator_can_note_the_head_and_nobody_else() throws IOException {
        TestPrincipal admin = TestPrincipal.of("admin", List.of(), "admin:read");
        serve(Map.of(), web -> {
            assertThat(web.get("/admin/audit", READER.with()).status()).isEqualTo(403);
            assertThat(web.get("/admin/audit", admin.with()).json().path("head").asText())
                    .matches("[0-9]+:sha256:[0-9a-f]{64}");
            assertThat(web.get("/health", admin.with()).json().path("audit").asText())
                    .isEqualTo("ok");
        });
    }

    @Test
    void who_is_denied_again_and_again_has_to_wait_and_others_do_not() throws IOException {
        serve(Map.of("WHENCE_AUDIT_DENIALS_PER_MINUTE", "3"), web -> {
            for (int i = 0; i < 3; i++) {
                Web.Answer denied = web.get("/metrics", READER.with());
                assertThat(denied.status()).isEqualTo(403);
                recorded(denied);
            }
            Web.Answer refused = web.get("/health", READER.with());
            assertThat(refused.status()).isEqualTo(429);
            assertThat(refused.header("Retry-After")).isNotEmpty();
            assertThat(web.get("/health", ALICE.with()).status()).isEqualTo(200);
        });
        assertThat(lines().get(4).path("rule").asText()).isEqualTo("limit:denials");
    }

    /** The line of a request may come a moment after its answer: the next request waits for it, so that the order is sure. */
    private void recorded(Web.Answer answer) {
        asked++;
        await().until(() -> lines().size() > asked);
        assertThat(answer.status()).isPositive();
    }

    private interface Work {
        void with(Web web);
    }

    private void serve(Map<String, String> settings, Work work) throws IOException {
        try (TestWhence whence = TestWhence.withRights(data, settings)) {
            work.with(whence.web());
        }
    }

    private List<JsonNode> lines() throws IOException {
        return new TrailReader(data, line -> true).last(100);
    }

    private static void said(
            JsonNode line, String principal, String operation, String decision, String rule, int status) {
        assertThat(List.of(
                        line.path("principal").asText(),
                        line.path("operation").asText(),
                        line.path("decision").asText(),
                        line.path("rule").asText(),
                        line.path("status").asText()))
                .containsExactly(principal, operation, decision, rule, String.valueOf(status));
        assertThat(line.toString().getBytes(StandardCharsets.UTF_8)).hasSizeLessThan(1000);
    }
}
