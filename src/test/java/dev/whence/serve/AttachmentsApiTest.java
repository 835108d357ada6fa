package dev.whence.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.whence.attest.TestKeys;
import dev.whence.attest.TestKeys.By;
import dev.whence.testkit.SharedData;
import dev.whence.testkit.TestReceipts;
import dev.whence.testkit.TestWhence;
import dev.whence.testkit.Web;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code /receipts/{id}/attachments}, and where their verdicts show: answers, graph, walks, pages. */
class AttachmentsApiTest {
    private static final String BUILDER = "https://example.org/builder@v1";

    @TempDir
    private Path folder;

    private final KeyPair pair = TestKeys.pair("EC", 256);
    private final TestReceipts receipt = TestReceipts.run("attested");
    private TestWhence whence;
    private Web web;

    @BeforeEach
    void start() throws IOException {
        Files.createDirectories(folder.resolve("keys"));
        Files.writeString(folder.resolve("keys/release.pem"), TestKeys.pem(pair.getPublic()));
        open(Map.of("WHENCE_ATTEST_KEYS", folder.resolve("keys").toString()));
        assertThat(web.submit(receipt).status()).isEqualTo(201);
    }

    private void open(Map<String, String> settings) throws IOException {
        whence = TestWhence.start(folder.resolve("data"), settings);
        web = whence.web();
    }

    @AfterEach
    void stop() {
        whence.close();
    }

    private byte[] good() {
        return TestKeys.envelope(
                TestKeys.provenance(TestReceipts.digest("out/attested"), BUILDER),
                new By("release", "SHA256withECDSA", pair));
    }

    private byte[] bad() {
        return TestKeys.envelope(
                TestKeys.provenance(TestReceipts.digest("something else"), BUILDER),
                new By("release", "SHA256withECDSA", pair));
    }

    private Web.Answer attach(byte[] content, String name) {
        return web.post("/receipts/" + receipt.id() + "/attachments?name=" + name, content, "application/json");
    }

    private JsonNode list() {
        return web.get("/receipts/" + receipt.id() + "/attachments").json().path("attachments");
    }

    @Test
    void an_attestation_is_kept_with_its_verdict_and_read_back_as_it_came() {
        byte[] content = good();
        Web.Answer created = attach(content, "out.intoto.json");
        assertThat(created.status()).as(created.text()).isEqualTo(201);
        JsonNode verdict = created.json().path("attestation");
        assertThat(verdict.path("verdict").asText()).isEqualTo("verified");
        assertThat(verdict.path("signers").path(0).path("key").asText()).isEqualTo("release");
        assertThat(verdict.path("builder").asText()).isEqualTo(BUILDER);
        assertThat(verdict.path("subjects").path(0).path("digest").asText())
                .isEqualTo(TestReceipts.digest("out/attested"));
        assertThat(created.json().path("event_hash").asText()).matches("sha256:[0-9a-f]{64}");
        assertThat(created.header("Whence-Ledger-Size")).isEqualTo("2");

        Web.Answer bytes = web.get(created.header("Location"));
        assertThat(bytes.body()).isEqualTo(content);
        assertThat(bytes.header("Content-Disposition")).isEqualTo("attachment; filename=\"out.intoto.json\"");
        assertThat(bytes.header("Content-Security-Policy")).contains("sandbox");
        JsonNode listed = list().path(0);
        assertThat(listed.path("name").asText()).isEqualTo("out.intoto.json");
        assertThat(listed.path("media_type").asText()).isEqualTo("application/json");
        assertThat(listed.path("attestation")).isEqualTo(verdict);
    }

    @Test
    void the_same_bytes_are_one_attachment_whatever_they_are_called() {
        byte[] content = good();
        String id = attach(content, "a").json().path("id").asText();
        Web.Answer again = attach(content, "b");
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.json().path("id").asText()).isEqualTo(id);
        byte[] document =
                web.get("/receipts/" + id, "Accept", "application/json").body();
        assertThat(web.post("/receipts", document, "application/json").status()).isEqualTo(200);
        assertThat(list()).hasSize(1);
    }

    @Test
    void many_who_attach_the_same_at_once_make_one_entry() {
        byte[] content = good();
        List<Web.Answer> answers = IntStream.range(0, 24)
                .parallel()
                .mapToObj(i -> attach(content, "name-" + i))
                .toList();
        assertThat(answers.stream().map(Web.Answer::status).filter(status -> status == 201))
                .hasSize(1);
        assertThat(answers.stream()
                        .map(answer -> answer.json().path("id").asText())
                        .distinct())
                .hasSize(1);
        assertThat(answers.get(0).header("Whence-Ledger-Size")).isEqualTo("2");
    }

    @Test
    void the_plain_document_goes_the_same_way() throws IOException {
        byte[] content = good();
        var document = new ObjectMapper()
                .createObjectNode()
                .put("name", "out.att.json")
                .put("attachment_of", receipt.id())
                .put("content", Base64.getEncoder().encodeToString(content))
                .put("media_type", "application/json")
                .put("digest", TestReceipts.digest(new String(content, StandardCharsets.UTF_8)));
        byte[] good = document.toString().getBytes(StandardCharsets.UTF_8);
        Web.Answer created = web.post("/receipts", good, "application/json");
        assertThat(created.status()).as(created.text()).isEqualTo(201);
        assertThat(list().path(0).path("attestation").path("verdict").asText()).isEqualTo("verified");

        byte[] claiming = document.put("attestation", "verified").toString().getBytes(StandardCharsets.UTF_8);
        Web.Answer refused = web.post("/receipts", claiming, "application/json");
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.json().path("errors").path(0).path("rule").asText())
                .isEqualTo("schema:additionalProperties");
    }

    @Test
    void lines_may_bring_an_attachment_before_its_receipt() throws IOException {
        TestReceipts later = TestReceipts.run("later");
        var document = new ObjectMapper()
                .createObjectNode()
                .put("attachment_of", later.id())
                .put("name", "x.sig")
                .put("media_type", "text/plain")
                .put("content", Base64.getEncoder().encodeToString("x".getBytes(StandardCharsets.UTF_8)))
                .put("digest", TestReceipts.digest("x"));
        String lines = document + "\n" + later.text() + "\n";
        Web.Answer answer = web.post("/receipts", lines.getBytes(StandardCharsets.UTF_8), "application/x-ndjson");
        assertThat(answer.text().lines().filter(line -> line.contains("\"status\":201")))
                .as(answer.text())
                .hasSize(2);
        assertThat(web.post(
                        "/receipts",
                        document.put("attachment_of", "sha256:" + "0".repeat(63) + "1")
                                .toString()
                                .getBytes(StandardCharsets.UTF_8),
                        "application/json"))
                .satisfies(unknown -> assertThat(unknown.status()).isEqualTo(422))
                .satisfies(unknown -> assertThat(unknown.text()).contains("unknown-receipt"));
    }

    @ParameterizedTest
    @CsvSource({
        "json,'\"attestation\":\"failed\"'",
        "tree,✗ attestation failed",
        "csv,',failed'",
        "dot,✗ attestation failed",
        "mermaid,attestation failed",
        "turtle,whence:attestationFailed",
        "jsonld,'\"attestationMark\":\"attestationFailed\"'",
        "html,✗ attestation failed"
    })
    void every_form_of_a_walk_shows_the_mark(String format, String mark) {
        String path = "/lineage?entity=out/attested&format=" + format;
        assertThat(web.get(path).text().replaceAll("\"\\s*:\\s*\"", "\":\"")).doesNotContain(mark);
        attach(bad(), "bad.json");
        assertThat(web.get(path).text().replaceAll("\"\\s*:\\s*\"", "\":\"")).contains(mark);
    }

    @Test
    void a_walk_as_of_an_earlier_size_does_not_know_what_came_later() {
        attach(good(), "good.json");
        attach(bad(), "bad.json");
        String path = "/lineage?entity=out/attested&format=json";
        assertThat(mark(path)).isEqualTo("failed");
        assertThat(mark(path + "&asOf=2")).isEqualTo("verified");
        assertThat(mark(path + "&asOf=1")).isEmpty();
    }

    private String mark(String path) {
        return web.get(path).json().path("nodes").path(0).path("attestation").asText();
    }

    @Test
    void keys_that_come_later_judge_anew_when_it_is_handed_in_again() throws IOException {
        whence.close();
        open(Map.of());
        byte[] content = good();
        Web.Answer unknown = attach(content, "out.json");
        assertThat(unknown.json().path("attestation").path("verdict").asText()).isEqualTo("unknown-key");
        assertThat(attach(content, "out.json").status()).isEqualTo(200);
        whence.close();

        open(Map.of("WHENCE_ATTEST_KEYS", folder.resolve("keys").toString()));
        assertThat(mark("/lineage?entity=out/attested&format=json")).isEqualTo("unknown");
        Web.Answer known = attach(content, "out.json");
        assertThat(known.status()).as(known.text()).isEqualTo(201);
        assertThat(known.json().path("attestation").path("verdict").asText()).isEqualTo("verified");
        assertThat(list()).hasSize(1);
        assertThat(attach(content, "out.json").status()).isEqualTo(200);
        assertThat(mark("/lineage?entity=out/attested&format=json")).isEqualTo("verified");
        assertThat(mark("/lineage?entity=out/attested&format=json&asOf=2")).isEqualTo("unknown");
        String first = unknown.json().path("id").asText();
        assertThat(web.get("/receipts/" + known.json().path("id").asText(), "Accept", "text/turtle")
                        .text())
                .contains("prov#wasRevisionOf", first, "attestationVerified");
        assertThat(web.get("/receipts/" + first, "Accept", "text/turtle").text())
                .contains("attestationUnknownKey");
        Web.Answer walk = web.get("/lineage?entity=" + first + "&format=json");
        assertThat(walk.status()).as(walk.text()).isEqualTo(200);
        assertThat(walk.json().path("warnings").toString()).contains("superseded");
        whence.close();

        open(Map.of());
        assertThat(mark("/lineage?entity=out/attested&format=json")).isEqualTo("verified");
    }

    @Test
    void what_is_not_public_tells_the_word_and_nothing_more() throws IOException {
        TestReceipts hidden = TestReceipts.run("hidden").label("restricted");
        web.submit(hidden);
        byte[] content = TestKeys.envelope(
                TestKeys.provenance(TestReceipts.digest("out/hidden"), BUILDER), new By("", "SHA256withECDSA", pair));
        Web.Answer created = web.post("/receipts/" + hidden.id() + "/attachments?name=x", content, "application/json");
        assertThat(created.json().path("attestation")).hasToString("{\"verdict\":\"verified\"}");
        assertThat(mark("/lineage?entity=out/hidden&format=json")).isEqualTo("verified");
        try (var files = Files.walk(folder.resolve("data/ledger"))) {
            assertThat(files.filter(Files::isRegularFile)).noneMatch(file -> holds(file, BUILDER));
        }
    }

    private static boolean holds(Path file, String text) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains(text);
        } catch (IOException gone) {
            return false;
        }
    }

    @Test
    void a_page_of_a_receipt_and_of_its_run_list_what_is_attached() {
        attach(good(), "out.intoto.json");
        String size = web.get("/health").json().path("ledger").path("size").asText();
        assertThat(web.get("/receipts/" + receipt.id(), "Accept", "text/html").text())
                .contains("Attachments", "out.intoto.json", "verified", "release");
        assertThat(web.get("/run/attested", "Accept", "text/html", "Whence-Min-Size", size)
                        .text())
                .contains("out.intoto.json", "verified");
    }

    @Test
    void what_cannot_be_attached_is_told() {
        assertThat(web.post("/receipts/sha256:" + "ab".repeat(32) + "/attachments", good(), "text/plain")
                        .status())
                .isEqualTo(404);
        assertThat(attach(new byte[1 << 20], "big").status()).isEqualTo(413);
        assertThat(attach(good(), "..%2Fpasswd").status()).isEqualTo(422);
        assertThat(attach(new byte[0], "empty").status()).isEqualTo(422);
        String id = attach(good(), "a").json().path("id").asText();
        Web.Answer nested = web.post("/receipts/" + id + "/attachments", good(), "text/plain");
        assertThat(nested.status()).isEqualTo(422);
        assertThat(web.get("/receipts/" + receipt.id() + "/attachments/" + receipt.id())
                        .status())
                .isEqualTo(404);
    }

    @Test
    void a_keyless_bundle_is_verified_with_the_sigstore_part_and_a_trusted_root() throws IOException {
        Path jars = Path.of("target/lib-sigstore");
        assumeTrue(Files.isDirectory(jars), "no sigstore part in " + jars);
        Path bundle = SharedData.ledger("attestation/bundle.dsse.sigstore");
        JsonNode statement = new ObjectMapper()
                .readTree(Base64.getDecoder()
                        .decode(SharedData.json(bundle)
                                .path("dsseEnvelope")
                                .path("payload")
                                .asText()));
        String sha256 =
                statement.path("subject").path(0).path("digest").path("sha256").asText();
        whence.close();
        open(Map.of(
                "WHENCE_ATTEST_SIGSTORE_TRUSTED_ROOT",
                SharedData.ledger("attestation/trusted_root.json").toString(),
                "WHENCE_ATTEST_SIGSTORE_LIB",
                jars.toString(),
                "WHENCE_ATTEST_IDENTITIES",
                "* *"));
        TestReceipts maker = TestReceipts.bare("maker").output("artifact.txt", "sha256:" + sha256);
        web.submit(maker);
        Web.Answer created = web.post(
                "/receipts/" + maker.id() + "/attachments?name=artifact.sigstore.json",
                Files.readAllBytes(bundle),
                "application/vnd.dev.sigstore.bundle.v0.3+json");
        assertThat(created.json().path("attestation").path("verdict").asText())
                .as(created.text())
                .isEqualTo("verified");
    }

    @Test
    void a_secret_is_found_behind_its_base64() {
        byte[] key = ("-----BEGIN PRIVATE KEY-----\n"
                        + Base64.getEncoder().encodeToString(pair.getPrivate().getEncoded())
                        + "\n-----END PRIVATE KEY-----\n")
                .getBytes(StandardCharsets.UTF_8);
        Web.Answer refused = attach(key, "key.pem");
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.text()).contains("policy:secret").doesNotContain("PRIVATE KEY-----");
    }
}
