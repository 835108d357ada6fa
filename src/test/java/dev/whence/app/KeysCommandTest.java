package dev.whence.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.whence.testkit.ChildWhence;
import dev.whence.testkit.TestReceipts;
import dev.whence.tlog.note.LogSigner;
import dev.whence.tlog.note.VerifierKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The log's keys, as its operator and its auditors meet them. */
class KeysCommandTest {
    private static final Map<String, String> QUICK = Map.of("WHENCE_LEDGER_PUBLISH_WITHIN_MS", "50");

    @TempDir
    private Path folder;

    private Path data() {
        return folder.resolve("data");
    }

    private Commands.Ended run(String command, Object... more) {
        List<Object> words = new ArrayList<>(List.of(command.split(" ")));
        words.addAll(List.of(more));
        words.add("--data");
        words.add(data());
        return Commands.run(words.toArray());
    }

    private Commands.Ended good(String command, Object... more) {
        Commands.Ended ended = run(command, more);
        assertThat(ended.exit()).as(ended.out() + ended.err()).isZero();
        return ended;
    }

    private void ingest(String run) throws IOException {
        good(
                "ingest",
                Files.write(folder.resolve(run + ".json"), TestReceipts.run(run).bytes()));
    }

    private String vkey() throws IOException {
        return Files.readString(data().resolve("ledger/log.vkey")).strip();
    }

    @Test
    void a_log_whose_key_changes_verifies_by_its_policy_and_by_every_key_that_it_had() throws Exception {
        ingest("one");
        String old = vkey();
        Commands.Ended begun = good("keys rotate");
        assertThat(begun.out())
                .contains("entry 1 announces a new key; from size 2 on both sign")
                .contains(vkey());
        ingest("two");
        assertThat(good("keys list").out())
                .contains("sizes 0-", "leaving", "sizes 2-", "signs")
                .doesNotContain("PRIVATE");
        assertThat(run("keys rotate").err()).contains("--finish");
        assertThat(good("keys rotate --finish").out()).contains("entry 3 takes leave of the old key; from size 4");
        ingest("three");
        assertThat(vkey()).isNotEqualTo(old);
        assertThat(VerifierKey.parse(vkey()).orElseThrow().name())
                .isEqualTo(VerifierKey.parse(old).orElseThrow().name());

        Path policy =
                Files.writeString(folder.resolve("policy"), good("keys policy").out());
        assertThat(Files.readString(policy))
                .isEqualTo("#@sizes 0-3\nlog " + old + "\n#@sizes 2-\nlog " + vkey() + "\nquorum none\n");
        JsonNode verified = good("verify", "--json").json();
        assertThat(verified.path("size").asInt()).isEqualTo(5);
        good("verify", "--policy", policy);
        good("verify", "--vkey", vkey());
        assertThat(good("verify", "--vkey", old).out())
                .contains("vouches for the key "
                        + VerifierKey.parse(vkey()).orElseThrow().hexId())
                .contains("key rotations: entry 1, entry 3");
        LogSigner stranger =
                LogSigner.generate(raw -> VerifierKey.parse(old).orElseThrow().name(), new SecureRandom());
        Commands.Ended wrong = run("verify", "--vkey", stranger.verifier());
        assertThat(wrong.exit()).isEqualTo(1);
        assertThat(wrong.out()).contains("no key rotation in the log leads from the key");
        JsonNode keys = good("keys list", "--json").json().path("keys");
        assertThat(keys.findValuesAsText("state")).containsExactly("retired", "signs");
        good("rebuild");
        good("verify");
    }

    @Test
    void says_everything_that_is_wrong_with_a_policy_and_asks_for_one_trust_only() throws Exception {
        ingest("one");
        Path policy = Files.writeString(folder.resolve("policy"), "log x\nquorum w\n");
        Commands.Ended ended = run("verify", "--policy", policy);
        assertThat(ended.exit()).isEqualTo(2);
        assertThat(ended.err()).contains("line 1: ", "line 2: no earlier line defines w");
        assertThat(run("verify", "--policy", policy, "--vkey", vkey()).exit()).isEqualTo(2);
        assertThat(run("keys policy --quorum 1").exit()).isEqualTo(2);
        assertThat(run("keys").exit()).isEqualTo(2);
        assertThat(Commands.run("keys", "list", "--data", folder.resolve("none"))
                        .exit())
                .isEqualTo(3);
    }

    @Test
    void a_running_server_changes_its_keys_and_a_kill_in_between_does_no_harm() throws Exception {
        ingest("one");
        String old = vkey();
        Path log = folder.resolve("server.log");
        try (ChildWhence server = ChildWhence.serve(data(), log, QUICK)) {
            assertThat(server.web().submit(TestReceipts.run("two")).status()).isEqualTo(201);
            JsonNode begun = good("keys rotate", "--json").json();
            assertThat(begun.path("step").asText()).isEqualTo("begin");
            assertThat(begun.path("leaving").asText()).isEqualTo(old);
            assertThat(begun.path("sequence").asInt()).isEqualTo(2);
            assertThat(server.web().submit(TestReceipts.run("three")).status()).isEqualTo(201);
            assertThat(run("keys rotate").exit()).isEqualTo(3);
            server.kill();
        }
        try (ChildWhence server = ChildWhence.serve(data(), log, QUICK)) {
            assertThat(good("keys rotate --finish").out()).contains("entry 4 takes leave");
            server.kill();
        }
        try (ChildWhence server = ChildWhence.serve(data(), log, QUICK)) {
            assertThat(server.web().submit(TestReceipts.run("four")).status()).isEqualTo(201);
            assertThat(server.web()
                            .get("/health")
                            .json()
                            .path("ledger")
                            .path("size")
                            .asInt())
                    .isEqualTo(6);
            assertThat(server.web().get("/lineage?entity=four").status()).isEqualTo(200);
            assertThat(server.stop()).isEqualTo(143);
        }
        good("verify");
        good("verify", "--vkey", old);
        assertThat(Files.exists(data().resolve("keys/next.key"))).isFalse();
    }

    @Test
    void keys_in_the_environment_and_in_mounted_files_stay_out_of_the_data_folder_and_the_log() throws Exception {
        LogSigner first = LogSigner.generate(raw -> "log.example/whence", new SecureRandom());
        LogSigner second = LogSigner.generate(raw -> "log.example/whence", new SecureRandom());
        Path file = Files.writeString(folder.resolve("second.key"), second.line() + "\n");
        Path log = folder.resolve("server.log");
        Map<String, String> settings = Map.of(
                "WHENCE_LEDGER_KEY", first.line(), "WHENCE_LEDGER_KEY_FILE", file.toString(), "WHENCE_LOG", "debug");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        assertThat(told(settings).err())
                .contains("ledger.key-file must be", "chmod 600")
                .doesNotContain("PRIVATE");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("r--------"));
        try (ChildWhence server = ChildWhence.serve(data(), log, settings)) {
            assertThat(server.web().submit(TestReceipts.run("one")).status()).isEqualTo(201);
            JsonNode begun =
                    good("keys rotate", "--json", "--new-key-file", file).json();
            assertThat(begun.path("vkey").asText()).isEqualTo(second.verifier().line());
            assertThat(begun.path("leaving").asText())
                    .isEqualTo(first.verifier().line());
            good("keys rotate --finish");
            assertThat(server.stop()).isEqualTo(143);
        }
        Path own = Files.writeString(folder.resolve("own.properties"), "ledger.key-file = " + file + "\n");
        good(
                "ingest",
                Files.write(folder.resolve("two.json"), TestReceipts.run("two").bytes()),
                "--config",
                own);
        assertThat(run("stats").err()).contains("ledger.key-file");
        good("verify", "--config", own);
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path any : all.filter(Files::isRegularFile)
                    .filter(one -> !one.equals(file))
                    .toList()) {
                assertThat(new String(Files.readAllBytes(any), StandardCharsets.ISO_8859_1))
                        .as(any.toString())
                        .doesNotContain("PRIVATE+KEY");
            }
        }
    }

    /** What the settings say of themselves. */
    private record Told(String err) {}

    private static Told told(Map<String, String> environment) throws IOException {
        try {
            Settings.read(java.util.Optional.empty(), environment);
            return new Told("");
        } catch (UsageException wrong) {
            return new Told(String.valueOf(wrong.getMessage()));
        }
    }
}
