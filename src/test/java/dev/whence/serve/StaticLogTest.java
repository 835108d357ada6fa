package dev.whence.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.whence.testkit.StaticFiles;
import dev.whence.testkit.TestReceipts;
import dev.whence.testkit.TestWhence;
import dev.whence.testkit.Web;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The log over HTTP, as C2SP tlog-tiles has it: what is there, how it is sent, and that nothing else is. */
class StaticLogTest {
    private static final int SIZE = 300;
    private static final String FOR_EVER = "public, max-age=31536000, immutable";

    @TempDir
    private static Path folder;

    private static TestWhence whence;
    private static Web web;
    private static Path ledger;

    @BeforeAll
    static void a_log_of_300_receipts() throws IOException {
        whence = TestWhence.start(folder.resolve("data"));
        web = whence.web();
        ledger = folder.resolve("data/ledger");
        String body = IntStream.range(0, SIZE)
                .mapToObj(number -> TestReceipts.run("static:" + number).text())
                .collect(Collectors.joining("\n"));
        assertThat(web.post("/receipts", body.getBytes(StandardCharsets.UTF_8), "application/x-ndjson")
                        .status())
                .isEqualTo(200);
        await().atMost(Duration.ofSeconds(20))
                .until(() -> web.get("/ledger/checkpoint").text().contains("\n" + SIZE + "\n"));
    }

    @AfterAll
    static void stop() {
        whence.close();
    }

    private static List<String> published() throws IOException {
        try (Stream<Path> files = Files.walk(ledger)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> ledger.relativize(file).toString())
                    .filter(name -> !name.startsWith("wal/"))
                    .toList();
        }
    }

    @Test
    void every_file_of_the_folder_is_served_byte_for_byte() throws IOException {
        assertThat(published())
                .contains("checkpoint", "log.vkey", "checkpoints/0", "checkpoints/300")
                .contains("tile/0/000", "tile/0/001.p/44", "tile/1/000.p/1")
                .contains("tile/entries/000", "tile/entries/001.p/44")
                .allSatisfy(name -> {
                    Web.Answer answer = web.get("/ledger/" + name);
                    assertThat(answer.status()).isEqualTo(200);
                    assertThat(answer.body()).isEqualTo(Files.readAllBytes(ledger.resolve(name)));
                    String type = name.startsWith("tile/") ? "application/octet-stream" : "text/plain;charset=utf-8";
                    assertThat(answer.header("Content-Type").replace(" ", "")).isEqualTo(type);
                });
    }

    @Test
    void the_folder_behind_any_static_file_server_is_the_same_log() throws IOException {
        try (StaticFiles bucket = StaticFiles.serve(folder.resolve("data"))) {
            Web plain = new Web(bucket.url());
            assertThat(published())
                    .allSatisfy(name -> assertThat(plain.get("/ledger/" + name).body())
                            .isEqualTo(web.get("/ledger/" + name).body()));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"tile/0/000", "tile/0/001.p/44", "tile/entries/000"})
    void what_never_changes_may_be_kept_for_ever(String name) {
        assertThat(web.get("/ledger/" + name).header("Cache-Control")).isEqualTo(FOR_EVER);
    }

    @Test
    void an_earlier_checkpoint_may_get_more_cosignatures_and_is_kept_for_a_minute() {
        assertThat(web.get("/ledger/checkpoints/0").header("Cache-Control")).isEqualTo("public, max-age=60");
    }

    @ParameterizedTest
    @ValueSource(strings = {"checkpoint", "checkpoints/300", "log.vkey"})
    void what_may_change_is_kept_for_a_second(String name) {
        assertThat(web.get("/ledger/" + name).header("Cache-Control")).isEqualTo("public, max-age=1");
    }

    @Test
    void bundles_are_compressed_for_those_who_accept_it() throws IOException {
        Web.Answer packed = web.get("/ledger/tile/entries/000", "Accept-Encoding", "br, gzip");
        assertThat(packed.header("Content-Encoding")).isEqualTo("gzip");
        assertThat(packed.header("Vary")).contains("Accept-Encoding");
        byte[] file = Files.readAllBytes(ledger.resolve("tile/entries/000"));
        assertThat(packed.body().length).isLessThan(file.length / 2);
        try (GZIPInputStream unpacked = new GZIPInputStream(new ByteArrayInputStream(packed.body()))) {
            assertThat(unpacked.readAllBytes()).isEqualTo(file);
        }
        assertThat(packed.header("ETag"))
                .isNotEqualTo(web.get("/ledger/tile/entries/000").header("ETag"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"identity", "gzip;q=0", "gzip; q=0.0", "x-gzip-like"})
    void who_does_not_accept_gzip_gets_the_file_as_it_is(String accepted) {
        Web.Answer plain = web.get("/ledger/tile/entries/000", "Accept-Encoding", accepted);
        assertThat(plain.header("Content-Encoding")).isEmpty();
        assertThat(plain.header("Vary")).contains("Accept-Encoding");
    }

    @ParameterizedTest
    @ValueSource(strings = {"tile/0/000", "checkpoint", "log.vkey"})
    void hashes_and_notes_are_never_compressed(String name) {
        assertThat(web.get("/ledger/" + name, "Accept-Encoding", "gzip").header("Content-Encoding"))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"tile/0/000", "tile/entries/000", "checkpoint"})
    void who_has_the_file_is_told_so(String name) {
        String tag = web.get("/ledger/" + name).header("ETag");
        assertThat(tag).matches("\"[0-9a-f]{32}\"");
        Web.Answer again = web.get("/ledger/" + name, "If-None-Match", tag);
        assertThat(again.status()).isEqualTo(304);
        assertThat(again.body()).isEmpty();
    }

    @Test
    void head_tells_of_the_file_without_it() {
        Web.Answer head = web.send("HEAD", "/ledger/tile/0/000", BodyPublishers.noBody());
        assertThat(head.status()).isEqualTo(200);
        assertThat(head.header("Content-Length")).isEqualTo("8192");
        assertThat(head.body()).isEmpty();
    }

    @Test
    void a_tile_that_no_checkpoint_covers_yet_is_not_there() throws IOException {
        Path early = ledger.resolve("tile/0/001");
        Files.write(early, new byte[8192]);
        try {
            assertThat(web.get("/ledger/tile/0/001").status()).isEqualTo(404);
        } finally {
            Files.delete(early);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "tile/0/002",
                "tile/0/001",
                "tile/0/001.p/43",
                "tile/0/001.p/045",
                "tile/0/000.p/256",
                "tile/0/000.p/0",
                "tile/0/0",
                "tile/0/x000/000",
                "tile/00/000",
                "tile/2/000",
                "tile/64/000",
                "tile/entries/002",
                "tile/0/000/",
                "tile//0/000",
                "tile/",
                "tile",
                "tile/data/000",
                "tile/0/%30%30%30",
                "tile/0/x999/x999/x999/x999/x999/x999/x999/999",
                "checkpoints/301",
                "checkpoints/00",
                "checkpoints/-1",
                "checkpoints/99999999999999999999",
                "checkpoints/",
                "wal/00000000000000000000.wal",
                "../keys/log.key",
                "tile/../../keys/log.key",
                "tile/..%2f..%2fkeys/log.key",
                "tile/0/..;/..;/..;/keys/log.key",
                "checkpoints/..%2f..%2fkeys%2flog.key",
                "keys/log.key",
                ""
            })
    void there_is_nothing_else(String name) throws IOException {
        String answer = web.raw("GET /ledger/" + name + " HTTP/1.1");
        assertThat(answer).matches("(?s)HTTP/1.1 (404|400) .*").doesNotContain("PRIVATE");
    }
}
