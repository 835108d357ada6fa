package dev.whence.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.whence.testkit.ChildWhence;
import dev.whence.testkit.TestReceipts;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The client against a real server that is not there at first, and is killed while it is told. */
class KilledServerTest {
    private static final int RECEIPTS = 120;
    private static final Duration LONG = Duration.ofMinutes(3);

    @TempDir
    private Path folder;

    @Test
    void a_server_that_comes_late_and_is_killed_in_the_middle_has_everything_exactly_once() throws Exception {
        int port = freePort();
        try (Whence whence = Whence.at(URI.create("http://127.0.0.1:" + port + "/"))
                .spool(folder.resolve("spool"))
                .patience(Duration.ZERO)
                .pauses(Duration.ofMillis(50), Duration.ofMillis(500))
                .open()) {
            for (int i = 0; i < RECEIPTS / 2; i++) {
                whence.submit(TestReceipts.run("run:" + i).bytes());
            }
            assertThat(whence.waiting()).isEqualTo(RECEIPTS / 2);
            try (ChildWhence server = serve(port)) {
                for (int i = RECEIPTS / 2; i < RECEIPTS; i++) {
                    whence.submit(TestReceipts.run("run:" + i).bytes());
                }
                untilSomeAreThere(whence);
                server.kill();
            }
            try (ChildWhence server = serve(port)) {
                assertThat(whence.flush(LONG)).isTrue();
                assertThat(server.web()
                                .get("/health")
                                .json()
                                .path("ledger")
                                .path("size")
                                .asInt())
                        .isEqualTo(RECEIPTS);
                for (int i = 0; i < RECEIPTS; i += 10) {
                    String id = TestReceipts.run("run:" + i).id();
                    assertThat(server.web().get("/receipts/" + id).status()).isEqualTo(200);
                }
            }
        }
        assertThat(folder.resolve("spool/refused.jsonl")).doesNotExist();
    }

    /** Not too many, so that the kill is in the middle. */
    private static void untilSomeAreThere(Whence whence) {
        while (whence.waiting() > RECEIPTS - 10) {
            Thread.onSpinWait();
        }
    }

    private ChildWhence serve(int port) throws IOException {
        return ChildWhence.start(
                folder.resolve("log"),
                Map.of(),
                "serve",
                "--data",
                folder.resolve("data").toString(),
                "--port",
                String.valueOf(port),
                "--json");
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
