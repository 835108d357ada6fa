package dev.whence.canonical;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import dev.whence.receipt.Problem;
import dev.whence.receipt.ProblemType;
import dev.whence.receipt.RefusedException;
import dev.whence.receipt.Violation;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StrictJsonTest {

    @Test
    void reads_a_document_as_it_stands() throws Exception {
        JsonNode tree = parse("{\"a\": [1, 2.5, true, null], \"b\": {\"c\": \"x\"}}");

        assertThat(tree.at("/a/1").doubleValue()).isEqualTo(2.5);
        assertThat(tree.at("/b/c").textValue()).isEqualTo("x");
    }

    @Test
    void leaves_strings_in_their_normal_form() throws Exception {
        String decomposed = "Cafe\u0301 \u1112\u1161\u11AB \uD83D\uDE00 \uFB01 \uFFFD";

        assertThat(parse("[\"" + decomposed + "\"]").path(0).textValue()).isEqualTo(decomposed);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"a":1,"a":2}                | json:duplicate-key
            {"a":1,"\\u0061":2}          | json:duplicate-key
            {"k":"\\ud800"}              | json:lone-surrogate
            {"\\udc00":1}                | json:lone-surrogate
            ["\\ude00\\ud83d"]           | json:lone-surrogate
            [9007199254740992]           | json:number-range
            [-9007199254740992]          | json:number-range
            [99999999999999999999999999] | json:number-range
            [1e400]                      | json:number-range
            [-1e400]                     | json:number-range
            {} {}                        | json:trailing
            {}x                          | json:trailing
            {},                          | json:trailing
            [01]                         | json:syntax
            [NaN]                        | json:syntax
            [-Infinity]                  | json:syntax
            [.5]                         | json:syntax
            [+1]                         | json:syntax
            [1.]                         | json:syntax
            [0x10]                       | json:syntax
            [1,]                         | json:syntax
            {"a":1,}                     | json:syntax
            /* a */ {}                   | json:syntax
            [1] # a                      | json:trailing
            {'a':1}                      | json:syntax
            {a:1}                        | json:syntax
            [tru]                        | json:syntax
            ["\\x"]                      | json:syntax
            {"a":                        | json:syntax
            """)
    void refuses_what_readers_may_read_differently(String text, String rule) {
        assertThat(refusal(text).violations()).extracting(Violation::rule).containsExactly(rule);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\n\t"})
    void refuses_nothing_at_all(String text) {
        assertThat(refusal(text).violations()).extracting(Violation::rule).containsExactly("json:syntax");
    }

    @Test
    void refuses_a_raw_control_character_in_a_string() {
        assertThat(refusal("[\"a\u0001\"]").violations())
                .extracting(Violation::rule)
                .containsExactly("json:syntax");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "7b2261223a22ff227d",
                "7b2261223a22c080227d",
                "5b22eda080225d",
                "fffe7b007d00",
                "efbbbf7b7d",
                "5b22e282"
            })
    void refuses_bytes_that_are_not_plain_utf8(String hex) {
        Problem problem = refusal(HexFormat.of().parseHex(hex), JsonLimits.DEFAULTS);

        assertThat(problem.violations()).extracting(Violation::rule).containsExactly("json:not-utf8");
    }

    @Test
    void refuses_utf16_without_a_byte_order_mark() {
        byte[] utf16 = "{\"a\":1}".getBytes(StandardCharsets.UTF_16LE);

        assertThat(refusal(utf16, JsonLimits.DEFAULTS).violations())
                .extracting(Violation::rule)
                .containsExactly("json:syntax");
    }

    @Test
    void tells_the_line_and_column_of_a_fault() {
        assertThat(refusal("{\n  \"a\": 1,\n  \"a\": 2\n}").violations())
                .extracting(Violation::pointer)
                .containsExactly("line 3, column 3");
        byte[] notUtf8 = HexFormat.of().parseHex("5b0a2022c3a9ff225d");
        assertThat(refusal(notUtf8, JsonLimits.DEFAULTS).violations())
                .extracting(Violation::pointer)
                .containsExactly("line 2, column 4");
    }

    @Test
    void tells_every_fault_that_can_be_told_at_once() {
        assertThat(refusal("{\"a\":1,\"a\":1e999,\"b\":\"\\ud800\",\"c\":9007199254740993} x")
                        .violations())
                .extracting(Violation::rule)
                .containsExactly(
                        "json:duplicate-key",
                        "json:number-range",
                        "json:lone-surrogate",
                        "json:number-range",
                        "json:trailing");
    }

    @Test
    void never_repeats_what_it_read() {
        String secret = "hunter2hunter2";
        for (String text : List.of(
                "{\"" + secret + "\":1,\"" + secret + "\":1}", "[" + secret + "]", "{} " + secret, "[\"" + secret)) {
            assertThat(refusal(text).toString()).doesNotContain("hunter2");
        }
    }

    @Test
    void accepts_the_widest_safe_integers_and_doubles() {
        assertThatCode(() -> parse("[9007199254740991,-9007199254740991,1e308,5e-324,1e-999,-0,1e21]"))
                .doesNotThrowAnyException();
    }

    @Test
    void refuses_a_document_over_the_size_limit() {
        Problem problem = refusal("[1234567]".getBytes(StandardCharsets.UTF_8), new JsonLimits(8, 64));

        assertThat(problem.type()).isEqualTo(ProblemType.TOO_LARGE);
        assertThat(problem.violations()).extracting(Violation::rule).containsExactly("json:size");
    }

    @Test
    void reads_as_deep_as_the_limit_and_no_deeper() throws Exception {
        parse("[".repeat(64) + "]".repeat(64));

        assertThat(refusal("[".repeat(65) + "]".repeat(65)).violations())
                .extracting(Violation::rule)
                .containsExactly("json:depth");
    }

    @Test
    void survives_hostile_bulk() {
        int most = JsonLimits.DEFAULTS.maxBytes();

        assertThat(refusal("[".repeat(most)).violations())
                .extracting(Violation::rule)
                .containsExactly("json:depth");
        assertThat(refusal("{\"a\":".repeat(most / 5)).violations())
                .extracting(Violation::rule)
                .containsExactly("json:depth");
        assertThat(refusal("[" + "9".repeat(most - 2) + "]").violations())
                .extracting(Violation::rule)
                .containsExactly("json:number-range");
        assertThat(refusal("[0." + "9".repeat(most - 4) + "]").violations())
                .extracting(Violation::rule)
                .containsExactly("json:number-range");
        assertThat(refusal("{" + "\"a\":1,".repeat(most / 6 - 2) + "\"a\":1}").violations())
                .hasSizeLessThanOrEqualTo(50);
    }

    private static JsonNode parse(String text) throws RefusedException {
        return StrictJson.parse(text.getBytes(StandardCharsets.UTF_8), JsonLimits.DEFAULTS);
    }

    private static Problem refusal(String text) {
        return refusal(text.getBytes(StandardCharsets.UTF_8), JsonLimits.DEFAULTS);
    }

    private static Problem refusal(byte[] bytes, JsonLimits limits) {
        RefusedException refused = catchThrowableOfType(RefusedException.class, () -> StrictJson.parse(bytes, limits));
        assertThat(refused).isNotNull();
        return refused.problem();
    }
}
