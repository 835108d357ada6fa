package dev.whence.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.whence.query.walk.ErasedMeanwhileException;
import dev.whence.testkit.TestReceipts;
import dev.whence.testkit.TestWhence;
import dev.whence.testkit.Web;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was erased is gone from every file, for good, here and where the log is followed. */
class ErasureTest {
    private static final String SECRET = "nobody-shall-read-this";
    private static final String REASON = "asked for by the person concerned";

    @TempDir
    private Path folder;

    private final TestReceipts maker = TestReceipts.bare("run:" + SECRET)
            .label("restricted")
            .input("in/" + SECRET, TestReceipts.digest("in"))
            .output("mid/thing", TestReceipts.digest("mid"));
    private final TestReceipts user = TestReceipts.bare("run:user")
            .label("restricted")
            .input("mid/thing", TestReceipts.digest("mid"))
            .output("out/thing", TestReceipts.digest("out"));

    private Commands.Ended run(String command, Object... more) {
        return run(folder.resolve("data"), command, more);
    }

    private static Commands.Ended run(Path data, String command, Object... more) {
        return Commands.run(Stream.concat(Stream.of(command, "--data", data), Stream.of(more))
                .toArray());
    }

    private void ingest() throws IOException {
        Path receipts = Files.createDirectories(folder.resolve("receipts"));
        Files.write(receipts.resolve("maker.json"), maker.bytes());
        Files.write(receipts.resolve("user.json"), user.bytes());
        Files.writeString(receipts.resolve("maker.sig"), "signed by " + SECRET);
        Commands.Ended ingested = run("ingest", receipts);
        assertThat(ingested.exit()).as(ingested.err()).isZero();
        Files.delete(receipts.resolve("maker.json"));
        Files.delete(receipts.resolve("maker.sig"));
    }

    /** The files of a folder in which the secret can be read. */
    private static List<Path> readable(Path data) {
        try (Stream<Path> files = Files.walk(data)) {
            return files.filter(Files::isRegularFile).filter(ErasureTest::tells).toList();
        } catch (IOException | UncheckedIOException moving) {
            return List.of(data);
        }
    }

    private static boolean tells(Path file) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains(SECRET);
        } catch (IOException gone) {
            return false;
        }
    }

    @Test
    void the_command_takes_it_out_of_every_file_and_the_log_stays_sound() throws IOException {
        ingest();
        assertThat(readable(folder.resolve("data"))).isNotEmpty();
        Commands.Ended erased = run("erase", maker.id(), "--reason", REASON, "--by", "user:officer");
        assertThat(erased.exit()).as(erased.err()).isZero();
        assertThat(readable(folder.resolve("data"))).isEmpty();

        Commands.Ended verified = run("verify", "--json");
        assertThat(verified.exit()).as(verified.out()).isZero();
        assertThat(verified.json().path("erased").asInt()).isEqualTo(2);
        Commands.Ended drawn = run("verify", "--sample", "2", "--json");
        assertThat(drawn.exit()).as(drawn.out()).isZero();

        String live = nquads();
        assertThat(live).doesNotContain(SECRET).contains("wasInvalidatedBy");
        String walk = walk();
        assertThat(walk).contains("\"erased\":true").doesNotContain(SECRET);
        assertThat(run("rebuild").exit()).isZero();
        assertThat(nquads()).isEqualTo(live);
        Files.deleteIfExists(folder.resolve("data/graph/lineage.edges"));
        assertThat(walk()).isEqualTo(walk);
        assertThat(run("erase", maker.id(), "--reason", REASON).out()).contains("gone before");

        Path out = folder.resolve("kfm");
        assertThat(run("export", "--layout", "kfm", out).exit()).isZero();
        assertThat(readable(out)).isEmpty();
    }

    /** The ledger tells of an erasure a moment before the index does, so a walk may come to name what is gone. */
    @Test
    void who_names_what_was_erased_meanwhile_is_told_to_ask_again() throws IOException {
        ingest();
        assertThat(run("erase", maker.id(), "--reason", REASON).exit()).isZero();
        try (Whence whence =
                Whence.open(folder.resolve("data"), Optional.empty(), Settings.read(Optional.empty(), Map.of()))) {
            LedgerEntries entries = new LedgerEntries(whence.ledger(), whence.projection());
            long gone = LongStream.range(0, whence.ledger().size())
                    .filter(entries::isErased)
                    .findFirst()
                    .orElseThrow();
            assertThatThrownBy(() -> entries.entryAt(gone))
                    .isInstanceOf(ErasedMeanwhileException.class)
                    .hasMessageContaining("ask again");
        }
    }

    private String nquads() throws IOException {
        Path file = folder.resolve("out.nq");
        Commands.Ended exported = run("export", "--layout", "nquads", file);
        assertThat(exported.exit()).as(exported.err()).isZero();
        return Files.readString(file);
    }

    private String walk() {
        Commands.Ended walked = run("lineage", "out/thing", "--format", "json");
        assertThat(walked.exit()).as(walked.err()).isZero();
        return walked.json().toString();
    }

    @Test
    void a_payload_that_is_missing_without_a_tombstone_is_still_damage() throws IOException {
        ingest();
        run("erase", maker.id(), "--reason", REASON);
        String blob = blobOf(user);
        Files.delete(folder.resolve("data/blobs/sha256").resolve(blob));
        for (List<String> scope : List.of(List.<String>of(), List.of("--sample", "100"))) {
            Commands.Ended verified = run(
                    "verify", Stream.concat(scope.stream(), Stream.of("--json")).toArray());
            assertThat(verified.exit()).as(verified.out()).isEqualTo(1);
            assertThat(verified.json().path("faults")).hasSize(1);
            assertThat(verified.json().path("faults").toString()).contains(blob);
        }
    }

    private static String blobOf(TestReceipts receipt) {
        return dev.whence.canonical.Sha256.hex(receipt.bytes());
    }

    /** What is on the disk when the power goes right after the tombstone was forced, or a while before the rest was. */
    @Test
    void a_start_finishes_what_a_crash_cut_off() throws IOException {
        Path data = folder.resolve("data");
        ingest();
        run("lineage", "out/thing");
        Path blob = data.resolve("blobs/sha256").resolve(blobOf(maker));
        Path edges = data.resolve("graph/lineage.edges");
        byte[] blobBefore = Files.readAllBytes(blob);
        byte[] edgesBefore = Files.readAllBytes(edges);
        run("erase", maker.id(), "--reason", REASON);
        String walk = walk();
        byte[] edgesAfter = Files.readAllBytes(edges);
        assertThat(Files.exists(blob)).isFalse();

        Files.write(blob, blobBefore);
        Files.write(edges, edgesBefore);
        assertThat(walk()).isEqualTo(walk);
        assertThat(Files.exists(blob)).isFalse();
        assertThat(Files.readAllBytes(edges)).isEqualTo(edgesAfter);
        assertThat(readable(data)).isEmpty();
    }

    @Test
    void a_server_takes_it_out_of_the_graphs_files_too() throws IOException {
        Path data = folder.resolve("data");
        try (TestWhence whence = TestWhence.start(data)) {
            whence.web().submit(maker);
            whence.web().submit(user);
            await().atMost(Duration.ofMinutes(1))
                    .until(() -> !readable(data.resolve("graph")).isEmpty());
            Commands.Ended erased = run("erase", maker.id(), "--reason", REASON, "--json");
            assertThat(erased.exit()).as(erased.err()).isZero();
            assertThat(erased.json().path("new").asBoolean()).isTrue();
            await().atMost(Duration.ofMinutes(2))
                    .untilAsserted(() -> assertThat(readable(data)).isEmpty());
            JsonNode health = whence.web().get("/health").json();
            assertThat(health.path("status").asText()).as(health.toString()).isEqualTo("ok");
        }
    }

    @Test
    void a_follower_drops_the_payload_when_it_meets_the_tombstone() throws IOException {
        Path data = folder.resolve("data");
        Path copy = folder.resolve("copy");
        Path late = folder.resolve("late");
        try (TestWhence primary = TestWhence.start(data)) {
            submit(primary.web(), maker);
            submit(primary.web(), user);
            follow(primary, copy);
            assertThat(readable(copy)).isNotEmpty();
            Web.Answer erased = primary.web()
                    .post(
                            "/receipts/" + maker.id() + "/erase",
                            ("{\"reason\":\"" + REASON + "\"}").getBytes(StandardCharsets.UTF_8),
                            "application/json");
            assertThat(erased.status()).as(erased.text()).isEqualTo(201);
            await().atMost(Duration.ofMinutes(1))
                    .until(() -> primary.web()
                            .get("/ledger/checkpoint")
                            .text()
                            .lines()
                            .anyMatch("3"::equals));
            follow(primary, copy);
            follow(primary, late);
        }
        for (Path folder : List.of(copy, late)) {
            assertThat(Files.exists(folder.resolve("blobs/sha256").resolve(blobOf(maker))))
                    .isFalse();
            Commands.Ended verified = run(folder, "verify", "--level", "receipts", "--json");
            assertThat(verified.exit()).as(verified.out()).isZero();
            assertThat(verified.json().path("erased").asInt()).isEqualTo(1);
        }
        assertThat(run(copy, "rebuild").exit()).isZero();
        assertThat(readable(copy)).isEmpty();
        assertThat(readable(late)).isEmpty();
    }

    private static void submit(Web web, TestReceipts receipt) {
        Web.Answer answer = web.post("/receipts", receipt.bytes(), "application/json", "Prefer", "wait");
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
    }

    private static void follow(TestWhence primary, Path copy) {
        Commands.Ended followed = Commands.run("follow", primary.url(), "--data", copy, "--once", "--json");
        assertThat(followed.exit()).as(followed.err()).isZero();
        assertThat(followed.json().path("missing_payloads").asInt()).isZero();
    }

    @Test
    void commands_say_in_one_sentence_what_cannot_be_erased() throws IOException {
        Path file = Files.write(
                folder.resolve("open.json"), TestReceipts.run("run:open").bytes());
        run("ingest", file);
        Commands.Ended inline = run("erase", TestReceipts.run("run:open").id(), "--reason", REASON);
        assertThat(inline.exit()).isEqualTo(1);
        assertThat(inline.err()).contains("lies in the log itself");
        assertThat(run("erase", maker.id(), "--reason", REASON).exit()).isNotZero();
        assertThat(run("erase", "x", "--reason", REASON).exit()).isEqualTo(2);
        assertThat(run("erase", maker.id(), "--reason", " ").exit()).isEqualTo(2);
    }
}
