package dev.whence.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.whence.testkit.ChildWhence;
import dev.whence.testkit.GoVerifier;
import dev.whence.testkit.GoVerifier.Outcome;
import dev.whence.testkit.StaticFiles;
import dev.whence.testkit.TestReceipts;
import dev.whence.testkit.TestWhence;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A log of a thousand receipts, read over HTTP by a program that shares no code with us: it checks the checkpoint, every
 * tile, every entry, and a hundred random proofs of each sort, and compares those with what it makes itself from the
 * tiles. Without Go the tests are skipped.
 */
class IndependentClientTest {
    private static final int SIZE = 1000;
    private static final int PROOFS = 100;

    @TempDir
    private static Path folder;

    private static @Nullable TestWhence whence;
    private static Path ledger = Path.of("");
    private static Path key = Path.of("");

    private GoVerifier verifier;

    @BeforeEach
    void a_served_log_and_its_verifier() throws Exception {
        verifier = GoVerifier.in(Files.createDirectories(folder.resolve("tools")));
        if (whence == null) {
            whence = TestWhence.start(folder.resolve("data"));
            ledger = folder.resolve("data/ledger");
            fill(whence);
            // The auditor has the key from elsewhere.
            key = Files.copy(ledger.resolve("log.vkey"), folder.resolve("auditor.vkey"));
        }
    }

    private static void fill(TestWhence house) {
        String body = IntStream.range(0, SIZE)
                .mapToObj(IndependentClientTest::receipt)
                .map(TestReceipts::text)
                .collect(Collectors.joining("\n"));
        assertThat(house.web()
                        .post("/receipts", body.getBytes(StandardCharsets.UTF_8), "application/x-ndjson")
                        .status())
                .isEqualTo(200);
        await().atMost(Duration.ofSeconds(30))
                .until(() -> house.web().get("/ledger/checkpoint").text().contains("\n" + SIZE + "\n"));
    }

    /** Every hundredth one is not public, so its payload lies beside the log. */
    private static TestReceipts receipt(int number) {
        TestReceipts receipt = TestReceipts.run("many:" + number);
        return number % 100 == 99 ? receipt.label("restricted") : receipt;
    }

    @AfterAll
    static void stop() {
        if (whence != null) {
            whence.close();
        }
    }

    @Test
    void another_implementation_verifies_the_served_log_and_its_proofs() throws Exception {
        long seed = new Random().nextLong();
        assertThat(verifier.verify(whence.url() + "ledger", key, PROOFS, seed))
                .as("seed " + seed)
                .isEqualTo(sound());
    }

    @Test
    void it_verifies_the_folder_behind_any_static_file_server_too() throws Exception {
        try (StaticFiles bucket = StaticFiles.serve(ledger)) {
            assertThat(verifier.verify(bucket.url(), key)).isEqualTo(sound());
        }
    }

    @Test
    void it_verifies_a_followers_copy_and_the_proofs_that_the_follower_makes() throws Exception {
        String[] follow = {
            "follow", whence.url(), "--data", folder.resolve("follower").toString(), "--port", "0", "--json"
        };
        Map<String, String> quick = Map.of("WHENCE_FOLLOW_POLL_MS", "100");
        try (ChildWhence follower = ChildWhence.start(folder.resolve("follower.log"), quick, follow)) {
            // The last receipt is not public: the follower has its entry, and never gets its payload.
            String last = "/receipts/" + receipt(SIZE - 1).id() + "/proof";
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> follower.web().get(last).status() == 200);
            assertThat(verifier.verify(follower.web().root().resolve("/ledger").toString(), key, PROOFS, 1))
                    .isEqualTo(sound());
        }
    }

    private static Outcome sound() {
        String root =
                whence.web().get("/ledger/checkpoint").text().lines().toList().get(2);
        return new Outcome(0, "ok " + SIZE + " " + root + "\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "checkpoint",
                "tile/entries/000",
                "tile/entries/002",
                "tile/entries/003.p/232",
                "tile/0/001",
                "tile/0/003.p/232",
                "tile/1/000.p/3"
            })
    void it_names_the_place_of_a_flipped_byte(String file) throws Exception {
        byte[] bytes = Files.readAllBytes(ledger.resolve(file));
        long seed = new Random().nextLong();
        // Not in a bundle's last entry: that one is missed first by the tile over it.
        bytes[new Random(seed).nextInt(bytes.length * 3 / 4)] ^= 1;
        try (StaticFiles bucket = StaticFiles.serve(ledger, file, bytes)) {
            Outcome outcome = verifier.verify(bucket.url(), key);
            assertThat(outcome.exit()).as("seed " + seed + ": " + outcome).isEqualTo(1);
            assertThat(outcome.output()).as("seed " + seed).startsWith("fault: " + file + ": ");
        }
    }
}
