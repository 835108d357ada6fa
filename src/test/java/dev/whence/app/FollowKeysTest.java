package dev.whence.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.whence.ledger.Ledger;
import dev.whence.ledger.LedgerSettings;
import dev.whence.testkit.StaticLog;
import dev.whence.testkit.TestReceipts;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A follower goes along when its log changes its key, from whichever key it trusts. */
class FollowKeysTest {
    @TempDir
    private Path folder;

    private Path primary;
    private String oldKey = "";

    @BeforeEach
    void begin() throws IOException {
        primary = folder.resolve("primary");
        ingest(1);
        oldKey = Files.readString(primary.resolve("keys/log.vkey"), StandardCharsets.UTF_8)
                .strip();
    }

    @Test
    void from_the_old_key_to_the_new_one_step_by_step() throws IOException {
        try (StaticLog log = StaticLog.serve(primary.resolve("ledger"))) {
            requireFollows(log, "watching", "--vkey", oldKey);
            rotate();
            requireFollows(log, "watching");
            finish();
            ingest(2);
            requireFollows(log, "watching");
        }
    }

    @Test
    void also_where_both_steps_were_slept_through() throws IOException {
        try (StaticLog log = StaticLog.serve(primary.resolve("ledger"))) {
            requireFollows(log, "sleeping", "--vkey", oldKey);
            changeKey();
            requireFollows(log, "sleeping");
            requireFollows(log, "sleeping", "--vkey", oldKey);
        }
    }

    @Test
    void a_new_follower_may_trust_either_key() throws IOException {
        changeKey();
        try (StaticLog log = StaticLog.serve(primary.resolve("ledger"))) {
            requireFollows(log, "of-the-old", "--vkey", oldKey);
            requireFollows(log, "of-the-new");
        }
    }

    private void changeKey() throws IOException {
        rotate();
        ingest(2);
        finish();
        ingest(3);
    }

    private void rotate() {
        try (Ledger ledger = Ledger.open(primary, LedgerSettings.DEFAULTS, Clock.systemUTC())) {
            ledger.beginRotation(Optional.empty());
        }
    }

    private void finish() {
        try (Ledger ledger = Ledger.open(primary, LedgerSettings.DEFAULTS, Clock.systemUTC())) {
            ledger.finishRotation();
        }
    }

    private void requireFollows(StaticLog log, String name, String... more) throws IOException {
        Path follower = folder.resolve(name);
        Object[] arguments = java.util.stream.Stream.concat(
                        java.util.stream.Stream.of("follow", log.url(), "--data", follower, "--once"),
                        java.util.stream.Stream.of(more))
                .toArray();
        good(arguments);
        assertThat(follower.resolve("ledger/checkpoint")).hasSameBinaryContentAs(primary.resolve("ledger/checkpoint"));
        assertThat(follower.resolve("ledger/log.vkey")).hasSameBinaryContentAs(primary.resolve("ledger/log.vkey"));
        good("verify", "--data", follower);
        good("verify", "--data", follower, "--vkey", oldKey);
    }

    private void ingest(int n) throws IOException {
        Path file = folder.resolve(n + ".json");
        Files.write(file, TestReceipts.run("run:" + n).bytes());
        good("ingest", "--data", primary, file);
    }

    private static void good(Object... arguments) {
        Commands.Ended ended = Commands.run(arguments);
        assertThat(ended.exit()).as(ended.out() + ended.err()).isZero();
    }
}
