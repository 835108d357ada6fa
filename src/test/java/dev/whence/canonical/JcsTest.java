package dev.whence.canonical;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.whence.receipt.RefusedException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JcsTest {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    @ParameterizedTest
    @CsvSource({
        "-0, 0",
        "-0.0, 0",
        "1e21, 1e+21",
        "1e-7, 1e-7",
        "0.000001, 0.000001",
        "9.999999999999997e22, 9.999999999999997e+22",
        "333333333.33333329, 333333333.3333333",
        "4.50, 4.5",
        "2e-3, 0.002",
        "1E30, 1e+30",
        "5e-324, 5e-324",
        "9007199254740991, 9007199254740991",
        "1.0, 1"
    })
    void writes_numbers_as_ecmascript_does(String json, String expected) throws Exception {
        assertThat(canonical("[" + json + "]")).isEqualTo("[" + expected + "]");
    }

    @Test
    void sorts_members_by_utf16_code_units_not_by_code_points() throws Exception {
        // U+1F600 is D83D DE00 in UTF-16 and so comes before U+FB33, though its code point is greater.
        assertThat(canonical(
                        "{\"\uFB33\":1,\"\uD83D\uDE00\":2,\"\u20AC\":3,\"1\":4,\"\\r\":5,\"a\":{\"z\":1,\"b\":2}}"))
                .isEqualTo("{\"\\r\":5,\"1\":4,\"a\":{\"b\":2,\"z\":1},\"\u20AC\":3,\"\uD83D\uDE00\":2,\"\uFB33\":1}");
    }

    @Test
    void escapes_as_little_as_the_scheme_allows() throws Exception {
        assertThat(canonical("[\"\\u0000\\u001F\\b\\t\\n\\f\\r\\\"\\\\\\/\\u007f\\u20ac\\u2028\"]"))
                .isEqualTo("[\"\\u0000\\u001f\\b\\t\\n\\f\\r\\\"\\\\/\u007f\u20ac\u2028\"]");
    }

    @Test
    void keeps_normal_forms_apart() throws Exception {
        assertThat(canonical("[\"e\u0301\",\"\u00e9\"]")).isEqualTo("[\"e\u0301\",\"\u00e9\"]");
    }

    @Test
    void refuses_trees_that_are_not_i_json() {
        assertThatIllegalArgumentException().isThrownBy(() -> Jcs.canonicalize(NODES.textNode("\uD800")));
        assertThatIllegalArgumentException().isThrownBy(() -> Jcs.canonicalize(NODES.numberNode(1L << 53)));
        assertThatIllegalArgumentException().isThrownBy(() -> Jcs.canonicalize(NODES.numberNode(Double.NaN)));
        assertThatIllegalArgumentException().isThrownBy(() -> Jcs.canonicalize(NODES.binaryNode(new byte[1])));
    }

    @Test
    void gives_one_id_to_one_receipt_however_it_is_laid_out() throws Exception {
        CanonicalReceipt laidOut = receipt("{ \"b\" : 1.0,\n \"a\" : \"\\u0041\" }");
        CanonicalReceipt tight = receipt("{\"a\":\"A\",\"b\":1}");

        assertThat(laidOut.id()).isEqualTo(tight.id());
        assertThat(laidOut.canonical()).isEqualTo(tight.received());
        assertThat(laidOut.received()).isNotEqualTo(tight.received());
        assertThat(tight.id().hex()).isEqualTo(Sha256.hex("{\"a\":\"A\",\"b\":1}".getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void lends_nobody_its_arrays() throws Exception {
        CanonicalReceipt receipt = receipt("{\"a\":1}");

        receipt.received()[0] = 'x';
        receipt.canonical()[0] = 'x';

        assertThat(receipt.received()[0]).isEqualTo((byte) '{');
        assertThat(receipt.canonical()[0]).isEqualTo((byte) '{');
    }

    @ParameterizedTest
    @ValueSource(strings = {"arrays", "french", "structures", "unicode", "values", "weird"})
    void writes_the_published_pairs(String name) throws Exception {
        Path vectors = vectors();

        byte[] written = Jcs.canonicalize(tree(Files.readAllBytes(vectors.resolve("input/" + name + ".json"))));

        assertThat(written).isEqualTo(Files.readAllBytes(vectors.resolve("output/" + name + ".json")));
    }

    @Test
    void writes_the_published_numbers() throws Exception {
        for (String line : Files.readAllLines(vectors().resolve("es6-numbers-first-1000.csv"))) {
            String[] parts = line.split(",");
            double number = Double.longBitsToDouble(Long.parseUnsignedLong(parts[0], 16));
            byte[] written = Jcs.canonicalize(NODES.numberNode(number));
            assertThat(new String(written, StandardCharsets.UTF_8)).as(parts[0]).isEqualTo(parts[1]);
        }
    }

    @Test
    void decides_the_adversarial_cases() throws Exception {
        JsonNode cases = tree(Files.readAllBytes(vectors().resolve("adversarial.json")));
        for (JsonNode each : cases.path("cases")) {
            String name = each.path("name").textValue();
            // Whence refuses integers that doubles do not hold, where RFC 8785 alone would round them.
            boolean refused = each.path("expect_error").booleanValue() || name.startsWith("2^");
            Optional<String> expected = refused
                    ? Optional.empty()
                    : Optional.of(each.path("expected").textValue());
            assertThat(canonicalIfAccepted(each.path("input").textValue()))
                    .as(name)
                    .isEqualTo(expected);
        }
    }

    private static Path vectors() {
        Path shared =
                Path.of(Optional.ofNullable(System.getenv("WHENCE_SHARED_DATA")).orElse("../shared/data"));
        Path vectors = shared.resolve("ledger/jcs");
        assumeTrue(Files.isDirectory(vectors), "the published JCS vectors are not here: " + vectors);
        return vectors;
    }

    private static Optional<String> canonicalIfAccepted(String json) {
        try {
            return Optional.of(canonical(json));
        } catch (RefusedException refused) {
            return Optional.empty();
        }
    }

    private static String canonical(String json) throws RefusedException {
        return new String(Jcs.canonicalize(tree(json.getBytes(StandardCharsets.UTF_8))), StandardCharsets.UTF_8);
    }

    private static JsonNode tree(byte[] json) throws RefusedException {
        return StrictJson.parse(json, JsonLimits.DEFAULTS);
    }

    private static CanonicalReceipt receipt(String json) throws RefusedException, IOException {
        return CanonicalReceipt.of(json.getBytes(StandardCharsets.UTF_8), JsonLimits.DEFAULTS);
    }
}
