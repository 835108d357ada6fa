package dev.whence.serve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.whence.testkit.TestWhence;
import dev.whence.testkit.Web;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What pages of others in a browser on the same machine may do to a server that knows nobody: nothing. */
class StrangePageTest {
    private static final String LOOK = "GET /health HTTP/1.1";
    private static final String CHANGE = "POST /receipts HTTP/1.1";

    @TempDir
    private static Path folder;

    private static TestWhence whence;
    private static Web web;

    @BeforeAll
    static void start() throws IOException {
        whence = TestWhence.start(folder.resolve("data"), Map.of("WHENCE_HTTP_CORS_ORIGINS", "https://maps.example"));
        web = whence.web();
    }

    @AfterAll
    static void stop() {
        whence.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "evil.example",
                "evil.example:8080",
                "localhost.evil.example",
                "127.0.0.1.evil.example",
                "1.2.3.4.5",
                "notlocalhost"
            })
    void a_name_that_was_made_to_point_here_is_not_answered(String host) throws IOException {
        for (String request : new String[] {LOOK, "GET /sparql?query=ASK%7B%7D HTTP/1.1", "GET / HTTP/1.1"}) {
            assertThat(web.rawUnder(host, request)).startsWith("HTTP/1.1 403").contains("page:host", "localhost");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "LOCALHOST:8080", "whence.localhost", "127.0.0.1:1", "[::1]:8080", "10.0.0.7"})
    void its_own_names_are_answered(String host) throws IOException {
        assertThat(web.rawUnder(host, LOOK)).startsWith("HTTP/1.1 200");
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://evil.example", "null", "file://", "https://maps.example.evil.example"})
    void a_page_of_others_changes_nothing(String origin) throws IOException {
        assertThat(web.raw(CHANGE, "Origin: " + origin, "Content-Type: text/plain", "Content-Length: 0"))
                .startsWith("HTTP/1.1 403");
        assertThat(web.raw(LOOK, "Origin: " + origin)).startsWith("HTTP/1.1 200");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://localhost:3000", "http://127.0.0.1:8080", "https://maps.example"})
    void an_own_or_named_origin_comes_through(String origin) throws IOException {
        assertThat(web.raw(CHANGE, "Origin: " + origin, "Content-Type: application/json", "Content-Length: 0"))
                .startsWith("HTTP/1.1 422");
    }

    @Test
    void a_server_with_rights_asks_for_a_key_instead() throws IOException {
        try (TestWhence guarded = TestWhence.withRights(folder.resolve("guarded"))) {
            assertThat(guarded.web().rawUnder("whence.example", LOOK)).startsWith("HTTP/1.1 200");
            assertThat(guarded.web().rawUnder("whence.example", CHANGE, "Content-Length: 0"))
                    .startsWith("HTTP/1.1 401");
        }
    }
}
