package dev.whence.serve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.whence.testkit.TestReceipts;
import dev.whence.testkit.TestWhence;
import dev.whence.testkit.Web;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What no proper client sends, and the description of what one may send. */
class StrangeRequestsTest {
    @TempDir
    private static Path folder;

    private static TestWhence whence;
    private static Web web;

    @BeforeAll
    static void start() throws IOException {
        whence = TestWhence.start(folder.resolve("data"));
        web = whence.web();
        web.submit(TestReceipts.run("here"));
    }

    @AfterAll
    static void stop() {
        whence.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /../../../etc/passwd HTTP/1.1",
                "GET /pages/../../etc/passwd HTTP/1.1",
                "GET /pages/%2e%2e/%2e%2e/etc/passwd HTTP/1.1",
                "GET /pages/..%2f..%2fetc/passwd HTTP/1.1",
                "GET /run/%00 HTTP/1.1",
                "GET /run/a%2Fb HTTP/1.1",
                "GET /run/%ff%fe HTTP/1.1",
                "GET /run/%zz HTTP/1.1",
                "GET /run/a;b=c HTTP/1.1",
                "GET //run/here HTTP/1.1",
                "GET /run//here HTTP/1.1",
                "GET /RUN/here HTTP/1.1",
                "GET /run/ HTTP/1.1",
                "GET /nothing/here HTTP/1.1",
                "GET /$/ping HTTP/1.1",
                "GET /$/datasets HTTP/1.1",
                "GET /%73parql/../x HTTP/1.1",
                "GET /sparql/query HTTP/1.1",
                "GET /run/<script>alert(1)</script> HTTP/1.1",
                "GET /problems/<script>alert(1)</script> HTTP/1.1",
                "GET /receipts/..%2f..%2fkeys%2flog.key HTTP/1.1",
                "GET http://elsewhere.example/run/x HTTP/1.1",
                "BREW /receipts HTTP/1.1",
                "GET /receipts HTTP/1.1",
                "DELETE /receipts/sha256:00 HTTP/1.1",
                "PUT /run/here HTTP/1.1",
                "TRACE /health HTTP/1.1",
                "POST /health HTTP/1.1",
                "GET /health",
                "GET /health HTTP/9.9",
                "nonsense"
            })
    void are_answered_with_a_problem_that_tells_nothing_of_the_inside(String requestLine) throws IOException {
        String answer = web.raw(requestLine);
        assertThat(answer).matches("(?s)HTTP/1\\.1 (4\\d\\d|505) .*");
        Problems.requireNothingOfTheInside(answer);
        assertThat(answer).doesNotContain("root:").doesNotContain("<script>").doesNotContain("Server:");
        assertThat(answer.toLowerCase(java.util.Locale.ROOT)).contains("content-type: application/problem+json");
        assertThat(web.get("/health").status()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            GET    | /receipts      | POST
            DELETE | /receipts      | POST
            PUT    | /run/here      | GET
            POST   | /lineage       | GET
            PATCH  | /queries/x     | GET
            GET    | /admin/compact | POST
            """)
    void a_wrong_method_is_told_the_right_one(String method, String path, String allowed) {
        Web.Answer answer = web.send(method, path, BodyPublishers.noBody());
        Problems.require(answer, 405, "method-not-allowed");
        assertThat(answer.header("Allow")).contains(allowed);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/health", "/lineage?entity=here", "/run/here", "/queries", "/openapi.json", "/nothing"})
    void head_answers_as_get_without_a_body(String path) throws IOException {
        web.get("/run/here", "Whence-Min-Size", "1");
        Web.Answer got = web.get(path, "Accept", "*/*");
        String head = web.raw("HEAD " + path + " HTTP/1.1", "Accept: */*");
        assertThat(head).startsWith("HTTP/1.1 " + got.status());
        assertThat(head).endsWith("\r\n\r\n");
        assertThat(head.indexOf("\r\n\r\n")).isEqualTo(head.length() - 4);
        assertThat(head).contains(got.mediaType());
    }

    @Test
    void a_header_that_is_too_long_is_refused() throws IOException {
        String answer = web.raw("GET /run/" + "x".repeat(400_000) + " HTTP/1.1");
        assertThat(answer).matches("(?s)HTTP/1\\.1 4\\d\\d .*");
        Problems.requireNothingOfTheInside(answer);
    }

    @Test
    void the_description_is_true_to_the_routes() {
        var paths = web.get("/openapi.json").json().path("paths");
        var described = new TreeSet<String>();
        paths.fieldNames().forEachRemaining(described::add);
        assertThat(described)
                .contains(
                        "/receipts", "/receipts/{id}", "/lineage", "/queries", "/queries/{name}", "/health", "/sparql");
        paths.properties()
                .forEach(path -> path.getValue().properties().forEach(operation -> {
                    String method = operation.getKey().toUpperCase(java.util.Locale.ROOT);
                    String at = path.getKey().replaceAll("\\{[^}]*}", "x");
                    Web.Answer answer = web.send(method, at, BodyPublishers.noBody());
                    assertThat(answer.status())
                            .as(method + " " + at)
                            .isNotEqualTo(405)
                            .isLessThan(500);
                    assertThat(answer.text()).doesNotContain("There is nothing at this address");
                    assertThat(operation.getValue().path("responses").has(String.valueOf(answer.status())))
                            .as(method + " " + at + " says that it may answer " + answer.status())
                            .isTrue();
                }));
    }

    @Test
    void the_admin_cannot_be_reached_from_a_form_of_another_site() {
        Problems.requireProblem(
                web.post("/admin/compact", "x=1".getBytes(java.nio.charset.StandardCharsets.UTF_8), "text/plain"), 415);
    }
}
