package dev.whence.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.whence.testkit.StaticLog;
import dev.whence.testkit.TestReceipts;
import dev.whence.testkit.TestWhence;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What can be followed where only the log's files are served, and where a follower itself serves them. */
class FollowFilesTest {
    @TempDir
    private Path folder;

    @Test
    void a_payload_that_files_do_not_give_is_missing_until_a_whence_gives_it() throws IOException {
        Path primary = folder.resolve("primary");
        Path follower = folder.resolve("follower");
        ingest(primary, TestReceipts.run("open"));
        ingest(primary, TestReceipts.run("closed").label("restricted"));
        try (StaticLog log = StaticLog.serve(primary.resolve("ledger"))) {
            Commands.Ended ended = follow(log.url(), follower);
            assertThat(ended.json().path("missing_payloads").asInt()).isOne();
            assertThat(ended.json().path("size").asInt()).isEqualTo(2);
        }
        Commands.Ended verified = good("verify", "--data", follower);
        assertThat(verified.out()).contains("left out: 1 payloads");
        assertThat(export(follower)).isNotEqualTo(export(primary));
        try (TestWhence server = TestWhence.start(primary)) {
            Commands.Ended ended = follow(server.url(), follower);
            assertThat(ended.json().path("missing_payloads").asInt()).isZero();
        }
        assertThat(good("verify", "--data", follower).out()).doesNotContain("left out");
        assertThat(export(follower)).isEqualTo(export(primary));
    }

    @Test
    void a_follower_can_be_followed() throws IOException {
        Path primary = folder.resolve("primary");
        for (int n = 0; n < 3; n++) {
            ingest(primary, TestReceipts.run("run:" + n));
        }
        Path first = folder.resolve("first");
        Path second = folder.resolve("second");
        try (TestWhence server = TestWhence.start(primary)) {
            follow(server.url(), first);
        }
        try (TestWhence server = TestWhence.start(first)) {
            follow(server.url(), second);
        }
        assertThat(export(second)).isEqualTo(export(primary));
        good("verify", "--data", second);
        assertThat(Commands.run("follow", "http://127.0.0.1:9/", "--data", primary, "--once")
                        .exit())
                .isEqualTo(ExitCode.FAULT);
        assertThat(Commands.run("follow", "ftp://example.org/", "--data", folder.resolve("x"))
                        .exit())
                .isEqualTo(ExitCode.USAGE);
        assertThat(Commands.run("follow", "--data", folder.resolve("x")).exit()).isEqualTo(ExitCode.USAGE);
    }

    private Commands.Ended follow(String url, Path data) {
        return good("follow", url, "--data", data, "--once", "--json");
    }

    private void ingest(Path data, TestReceipts receipt) throws IOException {
        Path file = folder.resolve("receipt.json");
        Files.write(file, receipt.bytes());
        good("ingest", "--data", data, file);
    }

    private byte[] export(Path data) throws IOException {
        Path file = folder.resolve("export.nq");
        good("export", "--layout", "nquads", "--data", data, file);
        return Files.readAllBytes(file);
    }

    private static Commands.Ended good(Object... arguments) {
        Commands.Ended ended = Commands.run(arguments);
        assertThat(ended.exit()).as(ended.out() + ended.err()).isZero();
        return ended;
    }
}
