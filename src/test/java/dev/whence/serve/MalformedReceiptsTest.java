package dev.whence.serve;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.whence.testkit.TestReceipts;
import dev.whence.testkit.TestWhence;
import dev.whence.testkit.Web;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.LoggerFactory;

/** Whatever a stranger sends as JSON, the answer is one clear refusal, and nothing is kept. */
class MalformedReceiptsTest {
    private static final String SECRET = "ghp_" + "16C7e42F292c6912E7710c838347Ae178B4a";

    @TempDir
    private static Path folder;

    private static TestWhence whence;
    private static Web web;

    @BeforeAll
    static void start() throws IOException {
        whence = TestWhence.start(folder.resolve("data"));
        web = whence.web();
    }

    @AfterAll
    static void stop() {
        whence.close();
    }

    static Stream<Arguments> bodies() {
        String good = TestReceipts.run("malformed").text();
        String open = good.substring(0, good.length() - 1);
        return Stream.of(
                Arguments.of("empty", utf8("")),
                Arguments.of("blank", utf8(" \n ")),
                Arguments.of("cut off", utf8(open)),
                Arguments.of("byte order mark", utf8("\uFEFF" + good)),
                Arguments.of("UTF-16", good.getBytes(StandardCharsets.UTF_16)),
                Arguments.of("UTF-16 without a mark", good.getBytes(StandardCharsets.UTF_16LE)),
                Arguments.of("ISO 8859-1", (open + ",\"x\":\"é\"}").getBytes(StandardCharsets.ISO_8859_1)),
                Arguments.of("overlong UTF-8", with(open, new byte[] {(byte) 0xc0, (byte) 0xaf})),
                Arguments.of("a surrogate in UTF-8", with(open, new byte[] {(byte) 0xed, (byte) 0xa0, (byte) 0x80})),
                Arguments.of("a lone surrogate", utf8(open + ",\"x\":\"\\ud800\"}")),
                Arguments.of("a lone surrogate in a name", utf8(open + ",\"\\udc00\":1}")),
                Arguments.of("duplicate names", utf8(open + ",\"operation\":\"other\"}")),
                Arguments.of("duplicate names, escaped", utf8(open + ",\"oper\\u0061tion\":\"other\"}")),
                Arguments.of("NaN", utf8(open + ",\"x\":NaN}")),
                Arguments.of("Infinity", utf8(open + ",\"x\":-Infinity}")),
                Arguments.of("a comment", utf8(open + "/* so */}")),
                Arguments.of("a trailing comma", utf8(open + ",}")),
                Arguments.of("single quotes", utf8(open + ",'x':1}")),
                Arguments.of("trailing garbage", utf8(good + "x")),
                Arguments.of("two values", utf8(good + good)),
                Arguments.of("too large an integer", utf8(open + ",\"x\":9007199254740993}")),
                Arguments.of("an endless exponent", utf8(open + ",\"x\":1e999999999}")),
                Arguments.of("a number of 100,000 digits", utf8(open + ",\"x\":" + "9".repeat(100_000) + "}")),
                Arguments.of("nesting of 65", utf8(open + ",\"x\":" + "[".repeat(64) + "]".repeat(64) + "}")),
                Arguments.of("nesting of 100,000", utf8("[".repeat(100_000) + "]".repeat(100_000))),
                Arguments.of("nesting of 100,000 objects", utf8("{\"a\":".repeat(100_000))),
                Arguments.of("a control character", utf8(open + ",\"x\":\"\u0001\"}")),
                Arguments.of("a NUL byte", utf8(good + "\u0000")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("bodies")
    void refuses(String fault, byte[] body) {
        long before = size();
        Web.Answer answer = web.post("/receipts", body, "application/json");
        Problems.require(answer, 422, "malformed-json");
        assertThat(answer.json().path("errors")).isNotEmpty();
        assertThat(answer.json().path("errors").get(0).path("pointer").asText()).startsWith("line ");
        assertThat(size()).isEqualTo(before);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("others")
    void refuses_what_is_json_but_no_receipt(String fault, String body) {
        Web.Answer answer = web.post("/receipts", utf8(body), "application/json");
        Problems.requireProblem(answer, 422);
    }

    static Stream<Arguments> others() {
        return Stream.of(
                Arguments.of("null", "null"),
                Arguments.of("a number", "1"),
                Arguments.of("a string", "\"run\""),
                Arguments.of("an array", "[]"),
                Arguments.of("an empty object", "{}"),
                Arguments.of("members of other types", "{\"run_id\":1,\"actor\":[],\"operation\":{}}"),
                Arguments.of("everything null", "{\"run_id\":null,\"actor\":null,\"operation\":null}"),
                Arguments.of("prototype names", "{\"__proto__\":{},\"constructor\":1}"));
    }

    @Test
    void a_secret_is_never_repeated_in_answers_or_logs() {
        ListAppender<ILoggingEvent> logged = new ListAppender<>();
        Logger root = (Logger) LoggerFactory.getLogger("ROOT");
        Logger own = (Logger) LoggerFactory.getLogger("dev.whence");
        Level before = own.getLevel();
        logged.start();
        root.addAppender(logged);
        own.setLevel(Level.DEBUG);
        try {
            for (TestReceipts receipt : java.util.List.of(
                    TestReceipts.run("secret").with("notes", "token " + SECRET),
                    TestReceipts.run("secret").with(SECRET, "value"),
                    TestReceipts.run("secret").without("operation").with(SECRET, SECRET),
                    TestReceipts.run(SECRET),
                    TestReceipts.run("secret").with("accessURL", "https://user:" + SECRET + "@example.org/"))) {
                Web.Answer one = web.submit(receipt);
                Problems.requireProblem(one, 422);
                assertThat(one.text()).doesNotContain(SECRET);
                Web.Answer many = web.post("/receipts", receipt.bytes(), "application/x-ndjson");
                assertThat(many.text()).contains("422").doesNotContain(SECRET);
            }
            Web.Answer cut = web.post("/receipts", utf8("{\"notes\": \"" + SECRET), "application/json");
            assertThat(cut.status()).isEqualTo(422);
            assertThat(cut.text()).doesNotContain(SECRET);
        } finally {
            root.detachAppender(logged);
            own.setLevel(before);
        }
        assertThat(logged.list).noneMatch(event -> event.getFormattedMessage().contains(SECRET));
    }

    @Test
    void strings_in_any_script_and_normal_form_leave_unchanged() {
        for (String text : java.util.List.of("é", "e\u0301", "雨量", "\uD83C\uDF0A", "ا\u200Dب", "a\\b\"c d", "%2F~2f")) {
            TestReceipts receipt = TestReceipts.bare("script " + text).output("out/" + text, TestReceipts.digest(text));
            Web.Answer answer = web.submit(receipt);
            assertThat(answer.status()).as(answer.text()).isEqualTo(201);
            assertThat(web.get("/receipts/" + receipt.id(), "Accept", "application/json")
                            .body())
                    .isEqualTo(receipt.bytes());
            Web.Answer walk = web.get(
                    "/lineage?format=json&entity=" + java.net.URLEncoder.encode("out/" + text, StandardCharsets.UTF_8));
            assertThat(walk.status()).as(walk.text()).isEqualTo(200);
            assertThat(walk.json().path("root").path("thing").asText()).isEqualTo("out/" + text);
        }
    }

    private static long size() {
        return web.get("/health").json().path("ledger").path("size").asLong();
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] with(String open, byte[] value) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(utf8(open + ",\"x\":\""));
        bytes.writeBytes(value);
        bytes.writeBytes(utf8("\"}"));
        return bytes.toByteArray();
    }
}
