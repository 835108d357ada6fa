package dev.whence.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.whence.testkit.ChildWhence;
import dev.whence.testkit.TestReceipts;
import dev.whence.testkit.Web;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A disk that runs full ends writing with a clear answer; reading goes on and nothing acknowledged is lost. */
class FullDiskTest {
    private static final int MOST = 5_000;
    private static final String LONG = "long ".repeat(2_000);

    @TempDir
    private Path folder;

    private Path disk;

    @BeforeEach
    void mountSmallDisk() throws IOException, InterruptedException {
        disk = Files.createDirectory(folder.resolve("disk"));
        assumeTrue(
                command("mount", "-t", "tmpfs", "-o", "size=24m", "tmpfs", disk.toString()) == 0,
                "a small disk can only be mounted by root");
    }

    @AfterEach
    void unmount() throws IOException, InterruptedException {
        command("umount", "-l", disk.toString());
    }

    @Test
    void running_full_stops_the_writer_and_loses_nothing() throws Exception {
        Path data = disk.resolve("data");
        Map<String, byte[]> acknowledged = new LinkedHashMap<>();
        try (ChildWhence server = ChildWhence.serve(data, folder.resolve("first.log"), Map.of())) {
            Web.Answer refused = fill(server.web(), acknowledged);
            assertThat(refused.status()).as(refused.text()).isEqualTo(503);
            assertThat(refused.json().path("type").asText()).isEqualTo("/problems/unavailable");
            assertThat(refused.text()).contains("The writer has stopped").doesNotContain("Exception");
            requireAll(server.web(), acknowledged);
            requireProofsOrReason(server.web(), acknowledged);
            assertThat(server.web().get("/health/ready").status()).isEqualTo(503);
            assertThat(server.web().get("/lineage?entity=run:1").status()).isEqualTo(200);
            assertThat(server.web()
                            .get("/health")
                            .json()
                            .path("ledger")
                            .path("writing")
                            .asBoolean())
                    .isFalse();
            server.stop();
        }
        assertThat(command("mount", "-o", "remount,size=256m", disk.toString())).isZero();
        try (ChildWhence server = ChildWhence.serve(data, folder.resolve("second.log"), Map.of())) {
            requireAll(server.web(), acknowledged);
            assertThat(server.web().submit(TestReceipts.run("room again")).status())
                    .isEqualTo(201);
            server.stop();
        }
        Commands.Ended verified = Commands.run("verify", "--data", data);
        assertThat(verified.exit()).as(verified.out() + verified.err()).isZero();
    }

    private static Web.Answer fill(Web web, Map<String, byte[]> acknowledged) {
        for (int i = 1; i < MOST; i++) {
            TestReceipts receipt = TestReceipts.run("run:" + i).with("notes", LONG);
            Web.Answer answer = web.submit(receipt);
            if (answer.status() != 201) {
                return answer;
            }
            acknowledged.put(receipt.id(), receipt.bytes());
        }
        throw new AssertionError("the disk did not run full");
    }

    private static void requireAll(Web web, Map<String, byte[]> acknowledged) {
        assertThat(acknowledged).isNotEmpty();
        acknowledged.forEach((id, bytes) -> assertThat(
                        web.get("/receipts/" + id, "Accept", "application/json").body())
                .isEqualTo(bytes));
    }

    /** What was published is proved; what is durable alone says why it cannot be yet. */
    private static void requireProofsOrReason(Web web, Map<String, byte[]> acknowledged) {
        long published = Long.parseLong(
                web.get("/ledger/checkpoint").text().lines().toList().get(1));
        long sequence = 0;
        for (String id : acknowledged.keySet()) {
            Web.Answer proof = web.get("/receipts/" + id + "/proof");
            assertThat(proof.status()).as(proof.text()).isEqualTo(sequence < published ? 200 : 503);
            if (sequence >= published) {
                assertThat(proof.json().path("detail").asText()).contains("writing has ended");
            }
            sequence++;
        }
    }

    private static int command(String... words) throws IOException, InterruptedException {
        return new ProcessBuilder(words)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }
}
