package dev.whence.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.whence.attest.TestKeys;
import dev.whence.attest.TestKeys.By;
import dev.whence.testkit.TestReceipts;
import dev.whence.testkit.TestWhence;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files beside a receipt: handed in with it, here and to a server, and written back as they came. */
class CompanionsTest {
    @TempDir
    private Path folder;

    private final KeyPair pair = TestKeys.pair("EC", 256);
    private final TestReceipts one = TestReceipts.run("one");
    private final TestReceipts two = TestReceipts.run("two");
    private final byte[] attestation = TestKeys.envelope(
            TestKeys.provenance(TestReceipts.digest("out/two"), "https://example.org/b"),
            new By("", "SHA256withECDSA", pair));
    private final byte[] signature = Base64.getEncoder().encode(TestKeys.sign("SHA256withECDSA", pair, one.bytes()));
    private Path receipts;
    private Path config;

    @BeforeEach
    void lay() throws IOException {
        receipts = Files.createDirectories(folder.resolve("receipts"));
        Path keys = Files.createDirectories(folder.resolve("keys"));
        Files.writeString(keys.resolve("release.pem"), TestKeys.pem(pair.getPublic()));
        config = Files.writeString(folder.resolve("own.properties"), "attest.keys = " + keys + "\n");
        Files.write(receipts.resolve("one.json"), one.bytes());
        Files.write(receipts.resolve("one.json.sig"), signature);
        Files.write(receipts.resolve("two.run_receipt.json"), two.bytes());
        Files.write(receipts.resolve("two.intoto.jsonl"), attestation);
        Files.write(receipts.resolve("nobodys.sig"), signature);
        Files.writeString(receipts.resolve("two.attestation.json"), "{}");
    }

    private Commands.Ended ingest(Path from, Object... more) {
        Object[] words = new Object[more.length + 5];
        System.arraycopy(new Object[] {"ingest", "--json", "--config", config, from}, 0, words, 0, 5);
        System.arraycopy(more, 0, words, 5, more.length);
        return Commands.run(words);
    }

    @Test
    void companions_go_with_their_receipts_and_come_back_as_they_were() throws IOException {
        Path data = folder.resolve("data");
        JsonNode told = ingest(receipts, "--data", data).json();
        assertThat(told.path("accepted").asInt()).as(told.toString()).isEqualTo(4);
        assertThat(told.path("skipped").asInt()).isEqualTo(2);
        assertThat(ingest(receipts, "--data", data).json().path("repeated").asInt())
                .isEqualTo(4);

        Path out = folder.resolve("out");
        assertThat(Commands.run("export", "--layout", "kfm", "--data", data, out)
                        .exit())
                .isZero();
        assertThat(out.resolve("2026/11/one.run_receipt.json.attachments/one.json.sig"))
                .hasBinaryContent(signature);
        assertThat(out.resolve("2026/11/two.run_receipt.json.attachments/two.intoto.jsonl"))
                .hasBinaryContent(attestation);
        assertThat(ingest(out, "--data", data).json().path("repeated").asInt()).isEqualTo(4);
        Path other = folder.resolve("other");
        assertThat(ingest(out, "--data", other).json().path("accepted").asInt()).isEqualTo(4);

        String tree = Commands.run("lineage", "out/one", "--data", other).out();
        assertThat(tree).contains("✓ attested");
    }

    @Test
    void a_server_is_handed_the_same() throws IOException {
        try (TestWhence whence = TestWhence.start(
                folder.resolve("served"),
                Map.of("WHENCE_ATTEST_KEYS", folder.resolve("keys").toString()))) {
            JsonNode told = ingest(receipts, "--server", whence.url()).json();
            assertThat(told.path("accepted").asInt()).as(told.toString()).isEqualTo(4);
            for (TestReceipts receipt : java.util.List.of(one, two)) {
                JsonNode attached = whence.web()
                        .get("/receipts/" + receipt.id() + "/attachments")
                        .json()
                        .path("attachments");
                assertThat(attached).hasSize(1);
                assertThat(attached.path(0).path("attestation").path("verdict").asText())
                        .isEqualTo("verified");
            }
        }
    }

    @Test
    void a_rebuild_writes_the_verdict_again_without_the_keys() throws IOException {
        Path data = folder.resolve("data");
        ingest(receipts, "--data", data);
        Path before = folder.resolve("before.nq");
        Path after = folder.resolve("after.nq");
        Commands.run("export", "--layout", "nquads", "--data", data, before);
        assertThat(Commands.run("rebuild", "--data", data).exit()).isZero();
        Commands.run("export", "--layout", "nquads", "--data", data, after);
        assertThat(Files.readString(after, StandardCharsets.UTF_8))
                .contains("attestationVerified", "key:release")
                .isEqualTo(Files.readString(before, StandardCharsets.UTF_8));
        assertThat(Commands.run("verify", "--data", data).exit()).isZero();
    }

    @Test
    void keys_that_do_not_make_sense_stop_the_start_and_all_are_told() throws IOException {
        Files.writeString(folder.resolve("keys/bad.pem"), "no key");
        Files.writeString(folder.resolve("keys/release.properties"), "unheard = of\n");
        Commands.Ended ended = ingest(receipts, "--data", folder.resolve("data"));
        assertThat(ended.exit()).isEqualTo(2);
        assertThat(ended.err() + ended.out()).contains("bad.pem", "'unheard'");
    }
}
