package dev.whence.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.whence.testkit.SharedData;
import dev.whence.testkit.TestReceipts;
import dev.whence.tlog.note.LogSigner;
import dev.whence.tlog.note.VerifierKey;
import dev.whence.tlog.tile.EntryBundle;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A receipt and its proof, mailed to an auditor: {@code prove} here, {@code verify --proof} there. */
class ProofCommandsTest {
    private static final int RECEIPTS = 7;
    private static final TestReceipts SECRET = TestReceipts.run("secret").label("restricted");
    private static final TestReceipts REVISED =
            TestReceipts.run("run:0").supersedes("run:0").with("operation", "again");

    @TempDir
    private static Path folder;

    private static Path data;
    private static Path key;

    @BeforeAll
    static void a_ledger_of_some_receipts() throws IOException {
        data = folder.resolve("data");
        Path in = Files.createDirectories(folder.resolve("in"));
        for (int number = 0; number < RECEIPTS; number++) {
            Files.write(in.resolve(number + ".json"), receipt(number).bytes());
        }
        Files.write(in.resolve("secret.json"), SECRET.bytes());
        Files.write(in.resolve("z-revised.json"), REVISED.bytes());
        assertThat(Commands.run("ingest", "--data", data, in).exit()).isZero();
        key = Files.copy(data.resolve("ledger/log.vkey"), folder.resolve("auditor.vkey"));
    }

    private static TestReceipts receipt(int number) {
        return TestReceipts.run("run:" + number);
    }

    private static Commands.Ended prove(Object thing, Object... more) {
        Object[] all = Stream.concat(Stream.of("prove", "--data", data, thing), Stream.of(more))
                .toArray();
        return Commands.run(all);
    }

    private static Path file(String name, String text) throws IOException {
        return Files.writeString(Files.createTempDirectory(folder, "mail").resolve(name), text);
    }

    private static Commands.Ended verify(String proof, String receipt, Object... more) throws IOException {
        Object[] all = Stream.concat(
                        Stream.of(
                                "verify",
                                "--proof",
                                file("x.proof", proof),
                                "--receipt",
                                file("receipt.json", receipt)),
                        Stream.of(more.length == 0 ? new Object[] {"--vkey", key} : more))
                .toArray();
        return Commands.run(all);
    }

    private static String proofOf(int number) {
        Commands.Ended proved = prove("run:" + number);
        assertThat(proved.exit()).as(proved.err()).isZero();
        return proved.out();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 6})
    void a_receipt_and_its_proof_are_enough(int number) throws IOException {
        Commands.Ended verified = verify(proofOf(number), receipt(number).text());
        assertThat(verified.exit()).as(verified.out()).isZero();
        VerifierKey trusted = VerifierKey.parse(Files.readString(key).strip()).orElseThrow();
        assertThat(verified.out())
                .contains(receipt(number).id(), "run:" + number, trusted.fingerprint(), trusted.name(), "good: entry");
    }

    @Test
    void the_verdict_says_what_was_shown() throws IOException {
        Commands.Ended verified = verify(proofOf(2), receipt(2).text(), "--vkey", Files.readString(key), "--json");
        JsonNode verdict = verified.json();
        assertThat(verdict.path("good").asBoolean()).isTrue();
        assertThat(verdict.path("receipt_id").asText()).isEqualTo(receipt(2).id());
        assertThat(verdict.path("size").asInt()).isEqualTo(RECEIPTS + 2);
        assertThat(verdict.path("sequence").isNumber()).isTrue();
        assertThat(verdict.path("time").asText()).endsWith("Z");
        assertThat(verdict.path("root").asText()).hasSize(44);
        assertThat(verdict.path("key").asText()).startsWith("sha256:");
        assertThat(verdict.path("anchor_hash").asText()).startsWith("sha256:");
    }

    @Test
    void a_receipt_that_lies_beside_the_log_is_proved_too() throws IOException {
        String proof = prove(SECRET.id()).out();
        assertThat(verify(proof, SECRET.text()).exit()).isZero();
        assertThat(verify(proof, SECRET.text() + "\n").out()).contains("FAULT", "the same receipt in other bytes");
    }

    @Test
    void an_erased_receipt_keeps_its_proof() throws IOException {
        Path other = folder.resolve("erased");
        Path secret = file("secret.json", SECRET.text());
        Commands.run("ingest", "--data", other, secret, folder.resolve("in/3.json"));
        try (Stream<Path> blobs = Files.list(other.resolve("blobs/sha256"))) {
            for (Path blob : blobs.toList()) {
                Files.delete(blob);
            }
        }
        // The index that was kept still knows the receipt; one that is made anew cannot.
        Files.delete(other.resolve("graph/lineage.edges"));
        Commands.Ended proved = Commands.run("prove", "--data", other, SECRET.id());
        assertThat(proved.exit()).as(proved.err()).isZero();
        assertThat(verify(proved.out(), SECRET.text(), "--vkey", other.resolve("ledger/log.vkey"))
                        .exit())
                .isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"run:3", "out/run:3"})
    void whatever_names_one_receipt_can_be_proved(String thing) throws IOException {
        assertThat(verify(prove(thing).out(), receipt(3).text()).exit()).isZero();
    }

    @Test
    void a_proof_in_json_verifies_as_well() throws IOException {
        Commands.Ended proved = prove("run:3", "--json");
        assertThat(proved.json().path("receipt_id").asText())
                .isEqualTo(receipt(3).id());
        assertThat(verify(proved.out(), receipt(3).text()).exit()).isZero();
    }

    @Test
    void what_names_several_receipts_is_answered_with_all_of_them() {
        Commands.Ended proved = prove("run:0");
        assertThat(proved.exit()).isEqualTo(1);
        assertThat(proved.out()).isEmpty();
        assertThat(proved.err()).contains("2 receipts", receipt(0).id(), REVISED.id());
        assertThat(prove("nobody").exit()).isEqualTo(1);
    }

    @Test
    void a_server_proves_the_same() throws IOException {
        Path other = folder.resolve("served");
        Commands.run("ingest", "--data", other, folder.resolve("in"));
        String alone = Commands.run("prove", "--data", other, "run:3").out();
        try (OpenHouse house = OpenHouse.serve(other, Map.of())) {
            assertThat(Commands.run("prove", "--data", other, "run:3").out()).isEqualTo(alone);
            assertThat(Commands.run("prove", "--server", house.url(), "run:3").out())
                    .isEqualTo(alone);
            Commands.Ended several = Commands.run("prove", "--server", house.url(), "run:0");
            assertThat(several.exit()).isEqualTo(1);
            assertThat(several.err()).contains(receipt(0).id(), REVISED.id());
        }
    }

    private static void requireRefused(String proof, String receipt, String... words) throws IOException {
        Commands.Ended refused = verify(proof, receipt);
        assertThat(refused.exit()).as(refused.out() + refused.err()).isEqualTo(1);
        assertThat(refused.out()).startsWith("FAULT  ").contains(words);
        JsonNode json = verify(proof, receipt, "--vkey", key, "--json").json();
        assertThat(json.path("good").asBoolean(true)).isFalse();
        assertThat(json.path("reason").asText()).contains(words);
    }

    @Test
    void another_receipt_is_told_by_its_id() throws IOException {
        requireRefused(
                proofOf(3),
                receipt(4).text(),
                "another receipt",
                receipt(3).id(),
                receipt(4).id());
    }

    @Test
    void the_same_receipt_in_other_bytes_is_told_as_that() throws IOException {
        requireRefused(proofOf(3), receipt(3).text() + "\n", "the same receipt in other bytes");
        String pretty = new ObjectMapper()
                .writerWithDefaultPrettyPrinter()
                .writeValueAsString(receipt(3).json());
        requireRefused(proofOf(3), pretty, "another root", "same canonical form");
    }

    @Test
    void a_file_that_is_no_receipt_is_refused() throws IOException {
        requireRefused(proofOf(3), "{", "another root", "not the receipt that was received");
    }

    @Test
    void another_key_is_told_of() throws IOException {
        VerifierKey own = VerifierKey.parse(Files.readString(key).strip()).orElseThrow();
        VerifierKey stranger =
                LogSigner.generate(bytes -> own.name(), new SecureRandom()).verifier();
        Commands.Ended refused = verify(proofOf(3), receipt(3).text(), "--vkey", stranger.line());
        assertThat(refused.exit()).isEqualTo(1);
        assertThat(refused.out()).contains("no signature under it is by a known key", stranger.fingerprint());
        VerifierKey elsewhere = LogSigner.generate(bytes -> "example.com/log", new SecureRandom())
                .verifier();
        assertThat(verify(proofOf(3), receipt(3).text(), "--vkey", elsewhere.line())
                        .out())
                .contains("The proof is of the log " + own.name(), "example.com/log");
    }

    private static void requireRefused(UnaryOperator<String> change, String... words) throws IOException {
        String proof = proofOf(3);
        String changed = change.apply(proof);
        assertThat(changed).isNotEqualTo(proof);
        requireRefused(changed, receipt(3).text(), words);
    }

    /** The lines of a proof, from 0; the hashes begin at 3. */
    private static String line(String proof, int number) {
        return proof.lines().toList().get(number);
    }

    @Test
    void every_part_of_a_proof_counts() throws IOException {
        requireRefused(proof -> proof.replaceFirst("index \\d+", "index 99"), "the proof is for entry 99");
        requireRefused(proof -> proof.replaceFirst("(?m)^extra .*\n", ""), "no event line", "--entry");
        requireRefused(proof -> proof.replaceFirst("(?m)^extra .*$", "extra e30="), "not an event line");
        requireRefused(proof -> proof.replaceFirst("(?m)^extra .*$", "extra !"), "line 2", "not base64");
        requireRefused(proof -> proof.replace(line(proof, 3) + "\n", ""), "hashes", "it takes");
        requireRefused(
                proof -> proof.replace(line(proof, 3), line(proof, 3) + "\n" + line(proof, 3)), "hashes", "it takes");
        requireRefused(proof -> proof.replace(line(proof, 3), line(proof, 4)), "another root");
        requireRefused(proof -> proof.replace("\n" + (RECEIPTS + 2) + "\n", "\n8\n"), "signature", "wrong");
        requireRefused(proof -> proof.substring(0, proof.length() / 2), "");
        requireRefused(proof -> proof.substring(0, proof.indexOf("\n\n")), "ends where");
        requireRefused(proof -> proof.replace("@v1", "@v2"), "line 1", "c2sp.org/tlog-proof@v1");
        requireRefused(proof -> "", "ends where the header should be");
    }

    @Test
    void what_cannot_be_asked_is_wrong_usage_and_what_is_not_there_a_fault() throws IOException {
        Path proof = file("x.proof", proofOf(3));
        Path receipt = file("receipt.json", receipt(3).text());
        List<Object> right = List.of("verify", "--proof", proof, "--receipt", receipt, "--vkey", key);
        assertThat(Commands.run(right.toArray()).exit()).isZero();
        assertThat(Commands.run(right.subList(0, 5).toArray()).exit()).isEqualTo(2);
        assertThat(Commands.run("verify", "--proof", proof, "--vkey", key).exit())
                .isEqualTo(2);
        assertThat(Commands.run("verify", "--receipt", receipt, "--vkey", key).exit())
                .isEqualTo(2);
        assertThat(verify(proofOf(3), receipt(3).text(), "--vkey", "nonsense").exit())
                .isEqualTo(2);
        assertThat(Commands.run("verify", "--proof", folder.resolve("none"), "--receipt", receipt, "--vkey", key)
                        .exit())
                .isEqualTo(3);
        assertThat(Commands.run("prove", "--server", "nowhere", "run:3").exit()).isEqualTo(2);
    }

    @Test
    void proofs_of_a_log_that_is_not_ours_verify_for_the_logged_file() throws IOException {
        Path proofs = SharedData.ledger("tlog-tiles/proofs-tessera-15");
        Path log = SharedData.ledger("tlog-tiles/tessera-15");
        byte[] bundle = Files.readAllBytes(log.resolve("tile/entries/000.p/15"));
        List<byte[]> entries = IntStream.range(0, 15)
                .mapToObj(EntryBundle.parse(bundle).orElseThrow()::bytes)
                .toList();
        for (int index = 0; index < 15; index++) {
            Path entry = file("entry", new String(entries.get(index), StandardCharsets.ISO_8859_1));
            Path proof = proofs.resolve(String.format("%02d.tlog-proof", index));
            Commands.Ended good = Commands.run(
                    "verify", "--proof", proof, "--entry", entry, "--vkey", log.resolve("log.vkey"), "--json");
            assertThat(good.exit()).as(good.out() + good.err()).isZero();
            assertThat(good.json().path("sequence").asInt()).isEqualTo(index);
            Path other = proofs.resolve(String.format("%02d.tlog-proof", (index + 1) % 15));
            assertThat(Commands.run("verify", "--proof", other, "--entry", entry, "--vkey", log.resolve("log.vkey"))
                            .exit())
                    .isEqualTo(1);
        }
    }
}
