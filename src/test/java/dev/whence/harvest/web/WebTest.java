package dev.whence.harvest.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.whence.testkit.SourceStub;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-20T10:00:00Z"), ZoneOffset.UTC);
    private static final String ANY = "*/*";

    private final List<Duration> pauses = new ArrayList<>();
    private SourceStub source;

    @BeforeEach
    void start() throws IOException {
        source = SourceStub.start().put("/x", "text/plain", "hello");
    }

    @AfterEach
    void stop() {
        source.close();
    }

    private WebSettings settings() {
        return WebSettings.DEFAULTS
                .allowing(true, Set.of())
                .withPauses(Duration.ZERO, Duration.ofSeconds(1), Duration.ofMinutes(2));
    }

    private Web web(WebSettings settings) {
        return new Web(settings, source.url("/x"), CLOCK, pauses::add);
    }

    private Fetched get(WebSettings settings, String target) throws Exception {
        return web(settings).get(source.url(target), Validators.NONE, ANY);
    }

    @Test
    void says_who_asks_and_looks_at_robots_txt_first() throws Exception {
        assertThat(get(settings().as("whence/1"), "/x")).isInstanceOf(Fetched.Fresh.class);
        assertThat(source.targets()).containsExactly("/robots.txt", "/x");
        assertThat(source.asked().get(1).headers())
                .containsEntry("User-Agent", "whence/1")
                .containsEntry("Accept-Encoding", "gzip")
                .doesNotContainKey("Cookie");
    }

    @Test
    void asks_for_nothing_that_robots_txt_forbids() throws Exception {
        source.put("/robots.txt", "text/plain", "User-agent: whence\nDisallow: /x");
        assertThat(get(settings(), "/x"))
                .isInstanceOfSatisfying(
                        Fetched.Failed.class,
                        failed -> assertThat(failed.reason()).contains("robots.txt"));
        assertThat(source.targets()).containsExactly("/robots.txt");
    }

    @Test
    void asks_nothing_of_a_site_whose_robots_txt_cannot_be_had() {
        SourceStub.Answer broken = SourceStub.Answer.of(500);
        source.once("/robots.txt", broken, broken, broken, broken, broken);
        assertThatThrownBy(() -> get(settings(), "/x")).isInstanceOf(StoppedException.class);
        assertThat(source.targets()).doesNotContain("/x");
    }

    @Test
    void keeps_the_delay_that_robots_txt_asks_for() throws Exception {
        source.put("/robots.txt", "text/plain", "User-agent: *\nCrawl-delay: 3");
        Web web = web(settings());
        web.get(source.url("/x"), Validators.NONE, ANY);
        web.get(source.url("/x"), Validators.NONE, ANY);
        assertThat(pauses).containsExactly(Duration.ofSeconds(3), Duration.ofSeconds(3));
    }

    @Test
    void is_told_that_nothing_has_changed() throws Exception {
        Web web = web(settings());
        Fetched.Fresh first = (Fetched.Fresh) web.get(source.url("/x"), Validators.NONE, ANY);
        assertThat(web.get(source.url("/x"), first.validators(), ANY)).isEqualTo(new Fetched.Unchanged());
        assertThat(source.sent()).isEqualTo(5);
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 425, 429, 500, 502, 503, 504})
    void tries_again_what_comes_to_nothing_for_a_passing_reason_later_each_time(int status) throws Exception {
        source.once("/x", SourceStub.Answer.of(status), SourceStub.Answer.of(status), SourceStub.Answer.of(status));
        assertThat(get(settings(), "/x")).isInstanceOf(Fetched.Fresh.class);
        assertThat(pauses).containsExactly(Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofSeconds(4));
    }

    @Test
    void waits_as_long_as_the_server_asks() throws Exception {
        String date = DateTimeFormatter.RFC_1123_DATE_TIME.format(
                CLOCK.instant().plusSeconds(30).atOffset(ZoneOffset.UTC));
        source.once(
                "/x", SourceStub.Answer.of(503, "Retry-After", "7"), SourceStub.Answer.of(429, "Retry-After", date));
        assertThat(get(settings(), "/x")).isInstanceOf(Fetched.Fresh.class);
        assertThat(pauses).containsExactly(Duration.ofSeconds(7), Duration.ofSeconds(30));
    }

    @Test
    void leaves_a_server_alone_that_asks_for_a_long_wait() {
        source.once("/x", SourceStub.Answer.of(503, "Retry-After", "86400"));
        assertThatThrownBy(() -> get(settings(), "/x"))
                .isInstanceOf(StoppedException.class)
                .hasMessageContaining("86400");
    }

    @Test
    void does_not_try_again_what_is_not_there() throws Exception {
        assertThat(get(settings(), "/nowhere")).isEqualTo(new Fetched.Failed("it answers 404", false));
        assertThat(source.targets()).containsExactly("/robots.txt", "/nowhere");
    }

    @Test
    void gives_up_on_a_source_that_fails_again_and_again() throws Exception {
        for (String target : List.of("/1", "/2", "/3")) {
            source.once(
                    target, Collections.nCopies(5, SourceStub.Answer.of(503)).toArray(SourceStub.Answer[]::new));
        }
        Web web = web(settings());
        web.get(source.url("/1"), Validators.NONE, ANY);
        web.get(source.url("/2"), Validators.NONE, ANY);
        assertThatThrownBy(() -> web.get(source.url("/3"), Validators.NONE, ANY))
                .isInstanceOf(StoppedException.class);
    }

    @Test
    void goes_on_behind_links_that_are_dead_or_forbidden() throws Exception {
        source.put("/robots.txt", "text/plain", "User-agent: *\nDisallow: /private");
        Web web = web(settings());
        for (String target : List.of("/1", "/private/2", "/3", "/private/4")) {
            assertThat(web.get(source.url(target), Validators.NONE, ANY)).isInstanceOf(Fetched.Failed.class);
        }
        assertThat(web.get(URI.create("http://elsewhere.example/5"), Validators.NONE, ANY))
                .isInstanceOf(Fetched.Failed.class);
        assertThat(web.get(source.url("/x"), Validators.NONE, ANY)).isInstanceOf(Fetched.Fresh.class);
    }

    /** A name server may answer otherwise after a wait; what a name stood for before is no promise. */
    @Test
    void looks_again_right_before_it_asks_what_a_name_stands_for() throws Exception {
        Queue<String> answers = new ArrayDeque<>(List.of("198.41.0.4", "127.0.0.1"));
        WebSettings strict = settings().allowing(false, Set.of());
        URI rivers = URI.create("http://rivers.example.org:" + source.url("/x").getPort() + "/x");
        Web web = new Web(strict, rivers, CLOCK, pauses::add, host ->
                new InetAddress[] {InetAddress.getByName(answers.remove())});
        assertThatThrownBy(() -> web.get(rivers, Validators.NONE, ANY))
                .isInstanceOf(StoppedException.class)
                .hasMessageContaining("--allow-private");
        assertThat(web.requests()).isZero();
    }

    @Test
    void tells_the_beginning_of_what_a_server_says_is_wrong() throws Exception {
        source.once("/x", problem("{\"detail\": \"The path has\\n\\u001b[31man empty segment.\"}"));
        assertThat(get(settings(), "/x"))
                .isEqualTo(new Fetched.Failed("it answers 400 (The path has [31man empty segment.)", false));
        source.once("/x", problem("{\"detail\": \"" + "x".repeat(10_000) + "\"}"));
        assertThat(get(settings(), "/x"))
                .isInstanceOfSatisfying(
                        Fetched.Failed.class,
                        failed ->
                                assertThat(failed.reason()).hasSizeLessThan(250).contains("xxx…"));
        for (String odd : List.of("", "{", "[]", "{\"detail\": {}}")) {
            source.once("/x", problem(odd));
            assertThat(get(settings(), "/x")).isEqualTo(new Fetched.Failed("it answers 400", false));
        }
    }

    private static SourceStub.Answer problem(String body) {
        return new SourceStub.Answer(
                400, Map.of("Content-Type", "application/problem+json"), body.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void hangs_up_on_a_document_that_is_too_long() throws Exception {
        source.put("/long", "text/plain", "x".repeat(100_000));
        assertThat(get(settings().withMostBytes(10_000), "/long"))
                .isInstanceOfSatisfying(
                        Fetched.Failed.class,
                        failed -> assertThat(failed.reason()).contains("longer"));
    }

    @Test
    void unpacks_no_bomb() throws Exception {
        source.once("/bomb", packed("x".repeat(5_000_000)));
        assertThat(get(settings().withMostBytes(1_000_000), "/bomb"))
                .isInstanceOfSatisfying(
                        Fetched.Failed.class,
                        failed -> assertThat(failed.reason()).contains("longer"));
    }

    @Test
    void unpacks_what_was_packed_for_the_way() throws Exception {
        source.once("/packed", packed("hello"));
        assertThat(get(settings(), "/packed"))
                .isInstanceOfSatisfying(
                        Fetched.Fresh.class, fresh -> assertThat(fresh.body()).isEqualTo("hello".getBytes()));
    }

    private static SourceStub.Answer packed(String text) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return new SourceStub.Answer(200, Map.of("Content-Encoding", "gzip"), packed.toByteArray());
    }

    @Test
    void stops_when_the_bytes_are_spent() throws Exception {
        source.put("/long", "text/plain", "x".repeat(100_000));
        Web web = web(settings().withBudget(50_000, Duration.ofHours(1)));
        assertThatThrownBy(() -> web.get(source.url("/long"), Validators.NONE, ANY))
                .isInstanceOf(StoppedException.class)
                .hasMessageContaining("50000 bytes");
    }

    @Test
    void stops_before_a_wait_that_is_longer_than_the_time_that_is_left() {
        source.once("/x", SourceStub.Answer.of(503, "Retry-After", "60"));
        assertThatThrownBy(() -> get(settings().withBudget(1_000_000, Duration.ofSeconds(30)), "/x"))
                .isInstanceOf(StoppedException.class)
                .hasMessageContaining("30 s");
        assertThat(pauses).isEmpty();
    }

    /** A byte now and then keeps a connection alive for as long as it pleases the server. */
    @Test
    void an_answer_that_drips_does_not_outlast_the_time() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread dripping = new Thread(() -> drip(server));
            dripping.start();
            URI url = URI.create("http://127.0.0.1:" + server.getLocalPort() + "/x");
            WebSettings hasty = settings().withBudget(1_000_000, Duration.ofSeconds(1));
            Web web = new Web(hasty, url, Clock.systemUTC(), pauses::add);
            Instant began = Instant.now();
            assertThatThrownBy(() -> web.get(url, Validators.NONE, ANY))
                    .isInstanceOf(StoppedException.class)
                    .hasMessageContaining("1 s");
            assertThat(Duration.between(began, Instant.now())).isLessThan(Duration.ofSeconds(10));
            server.close();
            dripping.join();
        }
    }

    private static void drip(ServerSocket server) {
        try (Socket socket = server.accept()) {
            OutputStream out = socket.getOutputStream();
            out.write("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            for (int i = 0; i < 1000; i++) {
                out.write('#');
                out.flush();
                Thread.sleep(50);
            }
        } catch (IOException | InterruptedException hungUp) {
            // As it should be.
        }
    }

    @Test
    void follows_a_redirect_on_the_same_host() throws Exception {
        source.once("/old", SourceStub.Answer.of(301, "Location", "/x"));
        assertThat(get(settings(), "/old"))
                .isInstanceOfSatisfying(
                        Fetched.Fresh.class, fresh -> assertThat(fresh.url()).isEqualTo(source.url("/x")));
    }

    @Test
    void follows_no_redirect_to_a_host_that_nobody_named() throws Exception {
        try (SourceStub other = SourceStub.start().put("/x", "text/plain", "secret")) {
            SourceStub.Answer away =
                    SourceStub.Answer.of(302, "Location", other.url("/x").toString());
            source.once("/old", away, away);
            assertThat(get(settings(), "/old"))
                    .isInstanceOfSatisfying(
                            Fetched.Failed.class,
                            failed -> assertThat(failed.reason()).contains("--allow-host"));
            assertThat(other.asked()).isEmpty();
            String named = "127.0.0.1:" + other.url("/x").getPort();
            assertThat(get(settings().allowing(true, Set.of(named)), "/old")).isInstanceOf(Fetched.Fresh.class);
        }
    }

    @Test
    void follows_no_redirect_for_ever() throws Exception {
        for (int i = 0; i < 10; i++) {
            source.once("/loop", SourceStub.Answer.of(302, "Location", "/loop"));
        }
        assertThat(get(settings(), "/loop")).isInstanceOf(Fetched.Failed.class);
        assertThat(source.targets()).hasSizeLessThan(8);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.0.0.1/x",
                "http://localhost/x",
                "http://[::1]/x",
                "http://10.1.2.3/x",
                "http://169.254.169.254/latest/meta-data",
                "http://0x7f.1/x",
                "http://2130706433/x",
                "http://[::ffff:127.0.0.1]/x",
                "http://intranet/x"
            })
    void asks_no_private_address(String url) {
        WebSettings strict = settings().allowing(false, Set.of());
        URI target = URI.create(url);
        assertThat(new Web(strict, target, CLOCK, pauses::add).objection(target))
                .isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"file:///etc/passwd", "ftp://example.org/x", "http://user:word@example.org/x", "/x"})
    void asks_nothing_but_plain_web_addresses(String url) {
        URI source = URI.create("http://example.org/");
        assertThat(new Web(settings(), source, CLOCK, pauses::add).objection(URI.create(url)))
                .isPresent();
    }

    @Test
    void does_not_go_from_https_back_to_http() {
        URI safe = URI.create("https://example.org/");
        Web web = new Web(settings().allowing(true, Set.of("example.org")), safe, CLOCK, pauses::add);
        assertThat(web.objection(URI.create("http://example.org/x"))).isPresent();
        assertThat(web.objection(URI.create("https://example.org/x"))).isEqualTo(Optional.empty());
    }
}
