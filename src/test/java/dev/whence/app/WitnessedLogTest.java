package dev.whence.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.whence.serve.WitnessServer;
import dev.whence.testkit.ChildWhence;
import dev.whence.testkit.TestReceipts;
import dev.whence.testkit.Web;
import dev.whence.tlog.note.Cosigner;
import dev.whence.tlog.note.LogPolicy;
import dev.whence.tlog.note.SignedNote;
import dev.whence.tlog.note.SizeRange;
import dev.whence.tlog.note.VerifierKey;
import dev.whence.witness.Witness;
import dev.whence.witness.WitnessFolder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server whose checkpoints two witnesses are to sign; one of them is dead. */
class WitnessedLogTest {
    private static final Duration SOON = Duration.ofSeconds(60);

    @TempDir
    private Path folder;

    private Path data() {
        return folder.resolve("data");
    }

    private Path log() {
        return folder.resolve("server.log");
    }

    private VerifierKey makeLog() throws IOException {
        Path receipt = Files.write(
                folder.resolve("first.json"), TestReceipts.run("first").bytes());
        assertThat(Commands.run("ingest", receipt, "--data", data()).exit()).isZero();
        return VerifierKey.parse(
                        Files.readString(data().resolve("keys/log.vkey")).strip())
                .orElseThrow();
    }

    /** An address at which nobody answers. */
    private static String deadUrl() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return "http://127.0.0.1:" + taken.getLocalPort();
        }
    }

    private static Witness witness(WitnessFolder kept, String name, VerifierKey log) throws IOException {
        return Witness.open(
                kept, kept.key(raw -> name), List.of(LogPolicy.Log.of(log, SizeRange.ALL)), Clock.systemUTC());
    }

    private static Map<String, String> settings(String witnesses) {
        return Map.of(
                "WHENCE_LEDGER_WITNESSES", witnesses,
                "WHENCE_LEDGER_WITNESS_TIMEOUT_S", "2",
                "WHENCE_LEDGER_PUBLISH_WITHIN_MS", "50");
    }

    private Path policy(String quorum) throws IOException {
        Commands.Ended printed = Commands.run("keys", "policy", "--quorum", quorum, "--data", data());
        assertThat(printed.exit()).as(printed.err()).isZero();
        return Files.writeString(folder.resolve("policy-" + quorum), printed.out());
    }

    private Commands.Ended verify(Object... how) {
        Object[] words = new Object[how.length + 3];
        words[0] = "verify";
        words[1] = "--data";
        words[2] = data();
        System.arraycopy(how, 0, words, 3, how.length);
        return Commands.run(words);
    }

    private static List<SignedNote.Line> lines(byte[] note) throws Exception {
        return SignedNote.parse(note).lines();
    }

    private static void awaitCosigned(Web web, int lines) {
        Awaitility.await().atMost(SOON).untilAsserted(() -> {
            byte[] note = web.get("/ledger/checkpoint").body();
            assertThat(lines(note)).hasSize(lines);
        });
    }

    @Test
    void a_policy_of_one_of_two_passes_and_one_of_two_of_two_fails_with_a_clear_reason() throws Exception {
        VerifierKey log = makeLog();
        Cosigner dead = Cosigner.generate("dead.example/w", new SecureRandom());
        byte[] anchored;
        try (WitnessFolder kept = WitnessFolder.open(folder.resolve("witness"))) {
            Witness witness = witness(kept, "live.example/w", log);
            String both;
            try (WitnessServer server = WitnessServer.start(witness, "127.0.0.1", 0)) {
                both = witness.key().line() + " " + server.url() + "/, "
                        + dead.verifier().line() + " " + deadUrl();
                try (ChildWhence whence = ChildWhence.serve(data(), log(), settings(both))) {
                    awaitCosigned(whence.web(), 2);
                    for (int i = 0; i < 5; i++) {
                        TestReceipts receipt = TestReceipts.run("run-" + i);
                        Web.Answer answer =
                                whence.web().post("/receipts", receipt.bytes(), "application/json", "Prefer", "wait");
                        assertThat(answer.status()).isEqualTo(201);
                    }
                    awaitCosigned(whence.web(), 2);
                    Awaitility.await().atMost(SOON).untilAsserted(() -> requireTold(whence.web()));
                    anchored = whence.web().get("/ledger/checkpoint").body();
                    assertThat(whence.stop()).isEqualTo(143);
                }
            }
            assertThat(Files.readAllBytes(data().resolve("ledger/checkpoint"))).isEqualTo(anchored);
            assertThat(Files.readAllBytes(data().resolve("ledger/checkpoints/6")))
                    .isEqualTo(anchored);
        }

        assertThat(verify().exit()).as(verify().out()).isZero();
        assertThat(verify("--vkey", log.line()).exit()).isZero();
        Commands.Ended one = verify("--policy", policy("1"));
        assertThat(one.exit()).as(one.out() + one.err()).isZero();
        Commands.Ended two = verify("--policy", policy("2"));
        assertThat(two.exit()).isEqualTo(1);
        assertThat(two.out())
                .contains("FAULT  ledger/checkpoint: The checkpoint of " + log.name()
                        + " at size 6 has not the cosignatures"
                        + " that the policy asks for (2 of 2 [live.example/w, dead.example/w]): signed by live.example/w;"
                        + " missing: dead.example/w.");
        requireProof(log);
    }

    /** Health and metrics say who signs and who does not. */
    private static void requireTold(Web web) {
        JsonNode witnesses = web.get("/health").json().path("witnesses");
        assertThat(witnesses).hasSize(2);
        assertThat(witnesses.get(0).path("signed_size").asInt()).isEqualTo(6);
        assertThat(witnesses.get(0).path("behind").asInt()).isZero();
        assertThat(witnesses.get(0).has("trouble")).isFalse();
        assertThat(witnesses.get(1).path("behind").asInt()).isEqualTo(6);
        assertThat(witnesses.get(1).path("trouble").asText()).contains("cannot be reached");
        String metrics = web.get("/metrics").text();
        assertThat(metrics)
                .contains("whence_witness_size{witness=\"live.example/w\"} 6.0")
                .containsPattern("whence_witness_failures_total\\{witness=\"dead.example/w\"} [1-9]");
    }

    /** The quorum is asked of a proof too, with no data folder. */
    private void requireProof(VerifierKey log) throws IOException {
        Path proof = folder.resolve("x.proof");
        Commands.Ended proved = Commands.run("prove", "first", "--data", data());
        assertThat(proved.exit()).as(proved.err()).isZero();
        Files.writeString(proof, proved.out());
        Path receipt = folder.resolve("first.json");
        assertThat(Commands.run("verify", "--proof", proof, "--receipt", receipt, "--vkey", log.line())
                        .exit())
                .isZero();
        Commands.Ended one =
                Commands.run("verify", "--proof", proof, "--receipt", receipt, "--policy", folder.resolve("policy-1"));
        assertThat(one.exit()).as(one.out() + one.err()).isZero();
        Commands.Ended two =
                Commands.run("verify", "--proof", proof, "--receipt", receipt, "--policy", folder.resolve("policy-2"));
        assertThat(two.exit()).isEqualTo(1);
        assertThat(two.out()).contains("missing: dead.example/w");
    }

    @Test
    void a_witness_that_comes_back_catches_up_and_one_that_is_let_go_keeps_its_sizes() throws Exception {
        VerifierKey log = makeLog();
        try (WitnessFolder kept = WitnessFolder.open(folder.resolve("witness"))) {
            Witness witness = witness(kept, "w.example/1", log);
            try (WitnessServer server = WitnessServer.start(witness, "127.0.0.1", 0);
                    ChildWhence whence = ChildWhence.serve(
                            data(), log(), settings(witness.key().line() + " " + server.url()))) {
                awaitCosigned(whence.web(), 2);
                // Without a chance to write anything down: what the witness has, it says itself at the next start.
                whence.kill();
            }
            Path receipt = Files.write(
                    folder.resolve("second.json"), TestReceipts.run("second").bytes());
            assertThat(Commands.run("ingest", receipt, "--data", data()).exit()).isZero();
            try (WitnessServer server = WitnessServer.start(witness, "127.0.0.1", 0);
                    ChildWhence whence = ChildWhence.serve(
                            data(), log(), settings(witness.key().line() + " " + server.url()))) {
                awaitCosigned(whence.web(), 2);
                assertThat(whence.stop()).isEqualTo(143);
            }
        }
        assertThat(verify("--policy", policy("1")).exit()).isZero();
        Path own = Files.writeString(folder.resolve("own.properties"), "ledger.witnesses =\n");
        Path receipt = Files.write(
                folder.resolve("third.json"), TestReceipts.run("third").bytes());
        assertThat(Commands.run("ingest", receipt, "--data", data(), "--config", own)
                        .exit())
                .isZero();
        assertThat(Commands.run("keys", "policy", "--data", data()).out())
                .contains("#@sizes 1-2\nwitness w.example/1 ");
        assertThat(verify().exit()).as(verify().out()).isZero();
        Commands.Ended gone = verify("--policy", policy("1"));
        assertThat(gone.exit()).isEqualTo(1);
        assertThat(gone.out()).contains("w.example/1 (may sign sizes 1-2 only)");
    }

    @Test
    void every_changed_byte_of_a_cosigned_checkpoint_is_found_and_a_stranger_s_line_too() throws Exception {
        VerifierKey log = makeLog();
        try (WitnessFolder kept = WitnessFolder.open(folder.resolve("witness"))) {
            Witness witness = witness(kept, "w.example/1", log);
            try (WitnessServer server = WitnessServer.start(witness, "127.0.0.1", 0);
                    ChildWhence whence = ChildWhence.serve(
                            data(), log(), settings(witness.key().line() + " " + server.url()))) {
                awaitCosigned(whence.web(), 2);
                assertThat(whence.stop()).isEqualTo(143);
            }
        }
        Path file = data().resolve("ledger/checkpoints/1");
        byte[] note = Files.readAllBytes(file);
        int cosignature = new String(note, StandardCharsets.UTF_8).indexOf("w.example");
        for (int i = cosignature; i < note.length; i += 7) {
            byte[] changed = note.clone();
            changed[i] ^= 1;
            Files.write(file, changed);
            Commands.Ended ended = verify("--level", "log");
            assertThat(ended.exit())
                    .as("byte " + i + ": " + ended.out() + ended.err())
                    .isEqualTo(1);
        }
        Files.write(file, note);
        assertThat(verify("--level", "log").exit()).isZero();
        Files.writeString(file, new String(note, StandardCharsets.UTF_8) + "\u2014 somebody.example AAAAAAAA\n");
        assertThat(verify("--level", "log").out()).contains("by no key that is known for size 1");
    }
}
