package dev.whence.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class SpoolTest {
    private static final Duration LONG = Duration.ofSeconds(30);

    @TempDir
    private Path folder;

    private final Heard heard = new Heard();

    @Test
    void what_fails_is_sent_again_with_the_same_key_until_it_is_taken() throws Exception {
        try (StubServer server = StubServer.start();
                Whence whence = open(server.url())) {
            server.answering(
                    StubServer.Answer.plain(503),
                    StubServer.Answer.plain(502),
                    StubServer.Answer.problem(429, "too-many-requests"),
                    StubServer.Answer.problem(409, "in-flight"),
                    StubServer.Answer.problem(401, "unauthenticated"));
            assertThat(whence.submit(receipt(1))).isInstanceOf(Delivery.Kept.class);
            assertThat(whence.flush(LONG)).isTrue();
            assertThat(server.asked()).hasSize(6);
            assertThat(server.asked().stream().map(StubServer.Asked::key).distinct())
                    .hasSize(1);
            assertThat(heard.reasons).contains("the server answered 429: It cannot be.");
            assertThat(heard.refusals).isEmpty();
        }
    }

    /** The patience is longer than the test may take: who waited would not come back. */
    @Test
    @Timeout(60)
    void nobody_waits_for_a_server_that_is_known_to_be_away() throws Exception {
        URI away = nobody();
        ExecutorService first = Executors.newSingleThreadExecutor();
        try (Whence whence = options(away).patience(Duration.ofHours(1)).open()) {
            first.execute(() -> whence.submit(receipt(1)));
            await().until(() -> !heard.reasons.isEmpty());
            assertThat(whence.submit(receipt(2))).isInstanceOf(Delivery.Kept.class);
            assertThat(whence.waiting()).isEqualTo(2);
            try (StubServer back = StubServer.startAt(away)) {
                assertThat(whence.flush(LONG)).isTrue();
            }
        } finally {
            first.shutdownNow();
        }
    }

    @Test
    void what_waits_is_for_its_owner_alone() throws Exception {
        Path made = folder.resolve("made").resolve("spool");
        try (StubServer server = StubServer.start();
                Whence whence = options(server.url()).spool(made).open()) {
            assertThat(Files.getPosixFilePermissions(made))
                    .containsExactlyInAnyOrder(
                            PosixFilePermission.OWNER_READ,
                            PosixFilePermission.OWNER_WRITE,
                            PosixFilePermission.OWNER_EXECUTE);
        }
    }

    @Test
    void a_proxy_that_says_no_is_not_the_server_that_says_no() throws Exception {
        try (StubServer server = StubServer.start();
                Whence whence = open(server.url())) {
            server.answering(new StubServer.Answer(404, Map.of("Content-Type", "text/html"), "<h1>Not here</h1>"));
            whence.submit(receipt(1));
            assertThat(whence.flush(LONG)).isTrue();
            assertThat(heard.refusals).isEmpty();
            assertThat(server.asked()).hasSize(2);
        }
    }

    @Test
    void what_is_refused_is_set_aside_and_told_and_the_rest_goes_on() throws Exception {
        try (StubServer server = StubServer.start()) {
            server.answering(StubServer.Answer.plain(503), StubServer.Answer.problem(422, "schema-violation"));
            try (Whence whence = open(server.url())) {
                whence.submit(receipt(1));
                whence.submit(receipt(2));
                assertThat(whence.flush(LONG)).isTrue();
            }
            assertThat(bodies(server)).containsExactly(text(1), text(1), text(2));
        }
        assertThat(heard.refusals).extracting(Refusal::type).containsExactly("schema-violation");
        JsonNode aside = new ObjectMapper()
                .readTree(Files.readAllLines(folder.resolve("refused.jsonl")).get(0));
        assertThat(aside.path("body").asText()).isEqualTo(text(1));
        assertThat(aside.path("problem").path("errors").path(0).path("rule").asText())
                .isEqualTo("r:1");
    }

    @Test
    void while_the_server_is_away_everything_is_kept_and_comes_in_order_when_it_is_back() throws Exception {
        URI url = nobody();
        try (Whence whence = open(url)) {
            for (int i = 0; i < 20; i++) {
                assertThat(whence.submit(receipt(i))).isInstanceOf(Delivery.Kept.class);
            }
            assertThat(whence.waiting()).isEqualTo(20);
            try (StubServer server = StubServer.startAt(url)) {
                assertThat(whence.flush(LONG)).isTrue();
                assertThat(bodies(server))
                        .containsExactlyElementsOf(Stream.iterate(0, i -> i + 1)
                                .limit(20)
                                .map(SpoolTest::text)
                                .toList());
            }
        }
    }

    @Test
    void what_the_server_has_not_got_is_sent_by_the_next_start_with_the_key_that_it_had() throws Exception {
        URI url = nobody();
        try (Whence whence = open(url)) {
            whence.submit(receipt(1));
            whence.submit(receipt(2));
        }
        List<String> keys = keysInSpool();
        try (StubServer server = StubServer.startAt(url);
                Whence whence = open(url)) {
            assertThat(whence.flush(LONG)).isTrue();
            assertThat(server.asked())
                    .extracting(asked -> asked.key().orElse(""))
                    .containsExactlyElementsOf(keys);
        }
        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left.filter(file -> file.toString().endsWith(".acts"))).isEmpty();
        }
    }

    @Test
    void what_a_process_left_that_died_is_sent_and_a_line_that_was_cut_short_was_never_promised() throws Exception {
        URI url = nobody();
        Path copy = folder.resolveSibling(folder.getFileName() + "-copy");
        try (Whence whence = open(url)) {
            whence.submit(receipt(1));
            whence.submit(receipt(2));
            copy(folder, copy);
        }
        Files.writeString(segment(copy), "0a0b0c0d {\"n\":3,\"key\":", StandardOpenOption.APPEND);
        try (StubServer server = StubServer.startAt(url);
                Whence whence = options(url).spool(copy).open()) {
            whence.submit(receipt(3));
            assertThat(whence.flush(LONG)).isTrue();
            assertThat(bodies(server)).containsExactly(text(1), text(2), text(3));
        }
        try (Stream<Path> files = Files.walk(copy)) {
            files.sorted(java.util.Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        }
    }

    @Test
    void what_is_kept_after_a_crash_does_not_stand_behind_a_line_that_was_cut_short() throws Exception {
        URI url = nobody();
        Files.writeString(folder.resolve("00000000000000000001.acts"), "0a0b0c0d {\"n\":1,\"key\":");
        try (Whence whence = open(url)) {
            whence.submit(receipt(1));
        }
        try (StubServer server = StubServer.startAt(url);
                Whence whence = open(url)) {
            assertThat(whence.flush(LONG)).isTrue();
            assertThat(bodies(server)).containsExactly(text(1));
        }
    }

    @Test
    void a_damaged_line_is_told_and_not_left_out() throws Exception {
        try (Whence whence = open(nobody())) {
            whence.submit(receipt(1));
        }
        Path segment = segment(folder);
        Files.writeString(segment, Files.readString(segment).replace("run-1", "run-7"));
        assertThatThrownBy(() -> open(nobody()))
                .isInstanceOf(SpoolException.class)
                .hasMessageContaining("damaged line");
    }

    @Test
    void a_full_spool_says_so_and_takes_nothing_until_there_is_room() throws Exception {
        URI url = nobody();
        try (Whence whence = options(url).spoolBytes(text(1).length() * 2L).open()) {
            whence.submit(receipt(1));
            whence.submit(receipt(2));
            assertThatThrownBy(() -> whence.submit(receipt(3)))
                    .isInstanceOf(SpoolException.class)
                    .hasMessageContaining("is full: 2 messages wait");
            try (StubServer server = StubServer.startAt(url)) {
                assertThat(whence.flush(LONG)).isTrue();
                whence.submit(receipt(3));
                assertThat(whence.flush(LONG)).isTrue();
                assertThat(bodies(server)).containsExactly(text(1), text(2), text(3));
            }
        }
    }

    @Test
    void two_clients_do_not_share_a_spool() throws Exception {
        try (Whence whence = open(nobody())) {
            assertThatThrownBy(() -> open(nobody()))
                    .isInstanceOf(SpoolException.class)
                    .hasMessageContaining("in use by another client");
            assertThat(whence.waiting()).isZero();
        }
    }

    @Test
    void a_redirect_is_not_followed_and_the_credential_stays_here() throws Exception {
        try (StubServer elsewhere = StubServer.start();
                StubServer server = StubServer.start();
                Whence whence = options(server.url())
                        .credential(new Credential("secret"))
                        .open()) {
            server.answering(new StubServer.Answer(
                    307, Map.of("Location", elsewhere.url().toString()), ""));
            whence.submit(receipt(1));
            assertThat(whence.flush(LONG)).isTrue();
            assertThat(elsewhere.asked()).isEmpty();
            assertThat(server.asked().get(1).authorization()).contains("Bearer secret");
        }
        assertThatThrownBy(() -> Whence.at(URI.create("http://whence.example.org/"))
                        .credential(new Credential("secret"))
                        .spool(folder)
                        .open())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageNotContaining("secret");
    }

    @Test
    void a_refusal_that_nobody_waits_for_is_told_to_the_listener() throws Exception {
        URI url = nobody();
        try (Whence whence = open(url)) {
            whence.submit(receipt(1));
            try (StubServer server = StubServer.startAt(url)) {
                server.answering(StubServer.Answer.problem(409, "conflict"));
                await().until(() -> heard.refusals.size() == 1);
            }
        }
    }

    private Whence.Options options(URI url) {
        return Whence.at(url)
                .spool(folder)
                .patience(Duration.ofMillis(1))
                .pauses(Duration.ofMillis(5), Duration.ofMillis(50))
                .listener(heard);
    }

    private Whence open(URI url) {
        return options(url).open();
    }

    /** An address where nobody listens, and where a server can be started. */
    private static URI nobody() throws IOException {
        try (StubServer gone = StubServer.start()) {
            return gone.url();
        }
    }

    private static byte[] receipt(int number) {
        return text(number).getBytes(StandardCharsets.UTF_8);
    }

    private static String text(int number) {
        return "{\"run_id\":\"run-" + number + "\"}";
    }

    private static List<String> bodies(StubServer server) {
        return server.asked().stream().map(StubServer.Asked::body).toList();
    }

    private static Path segment(Path spool) throws IOException {
        try (Stream<Path> files = Files.list(spool)) {
            return files.filter(file -> file.toString().endsWith(".acts"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private List<String> keysInSpool() throws IOException {
        return Files.readAllLines(segment(folder)).stream()
                .map(line -> line.replaceFirst(".*\"key\":\"([^\"]*)\".*", "$1"))
                .toList();
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.createDirectories(to);
        try (Stream<Path> files = Files.list(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(file.getFileName()));
            }
        }
    }
}
