package dev.whence.serve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.whence.testkit.TestPrincipal;
import dev.whence.testkit.TestReceipts;
import dev.whence.testkit.TestWhence;
import dev.whence.testkit.Web;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RightsOnReceiptsTest {
    private static final TestPrincipal ALICE = TestPrincipal.of("alice", List.of("acme"), "provenance:*");

    @TempDir
    Path data;

    private TestWhence whence;
    private Web web;

    @BeforeEach
    void start() throws IOException {
        whence = TestWhence.withRights(data);
        web = whence.web();
    }

    @AfterEach
    void stop() {
        whence.close();
    }

    @Test
    void lets_nobody_write_who_shows_nothing() {
        assertThat(web.submit(TestReceipts.run("run:1")).status()).isEqualTo(401);
        assertThat(submit(ALICE, TestReceipts.run("run:1")).status()).isEqualTo(201);
    }

    private Web.Answer submit(TestPrincipal principal, TestReceipts receipt, String... headers) {
        return web.post("/receipts", receipt.bytes(), "application/json", principal.with(headers));
    }
}
