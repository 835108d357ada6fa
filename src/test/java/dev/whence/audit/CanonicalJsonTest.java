package dev.whence.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.whence.canonical.Jcs;
import dev.whence.canonical.JsonLimits;
import dev.whence.canonical.StrictJson;
import dev.whence.receipt.RefusedException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CanonicalJsonTest {
    private static final String LINE =
            "{\"a\":\"x\\\"\\\\\\b\\f\\n\\r\\t\\u001f/\",\"chain\":{\"incident_prev\":\"é€\uD83D\uDE00\"},"
                    + "\"n\":[0,-1,9007199254740991,true,false,null,{},[]],\"seq\":17,\"z\":\"\u007f\"}";

    @Test
    void reads_what_is_written_in_the_one_way() {
        Optional<Map<String, Object>> object = CanonicalJson.object(LINE);
        assertThat(object).hasValueSatisfying(members -> {
            assertThat(members).containsEntry("seq", 17L).containsEntry("a", "x\"\\\b\f\n\r\t\u001f/");
            assertThat(members.get("n"))
                    .isEqualTo(List.of(
                            0L, -1L, 9007199254740991L, true, false, CanonicalJson.Null.NULL, Map.of(), List.of()));
        });
        assertThat(isCanonical(LINE.getBytes(StandardCharsets.UTF_8))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "{}x",
                "{ }",
                "[]",
                "{\"a\":1,}",
                "{\"b\":1,\"a\":1}",
                "{\"a\":1,\"a\":2}",
                "{\"a\":01}",
                "{\"a\":-0}",
                "{\"a\":1.0}",
                "{\"a\":1e3}",
                "{\"a\":9007199254740992}",
                "{\"a\":+1}",
                "{\"a\":-}",
                "{\"a\":\"\\u0041\"}",
                "{\"a\":\"\\u000a\"}",
                "{\"a\":\"\\u001F\"}",
                "{\"a\":\"\\/\"}",
                "{\"a\":\"\t\"}",
                "{\"a\":\"\\u00\"",
                "{\"a\":tru}",
                "{a:1}",
                "{\"\uD83D\uDE00\":1,\"\uE000\":1,\"a\":1}"
            })
    void leaves_everything_else_to_somebody_slower(String text) {
        assertThat(CanonicalJson.object(text)).isEmpty();
    }

    /** Whatever it takes for canonical must be: the slow way is asked about each change of a line. */
    @Test
    void never_takes_for_canonical_what_is_not() {
        long seed = System.nanoTime();
        System.out.println("CanonicalJsonTest seed " + seed);
        Random random = new Random(seed);
        byte[] line = LINE.getBytes(StandardCharsets.UTF_8);
        String alphabet = "{}[]\",:\\ 0123456789abcdefintrsuzE-+.\u0001";
        int taken = 0;
        for (int i = 0; i < 200_000; i++) {
            byte[] changed = line.clone();
            for (int changes = 1 + random.nextInt(3); changes > 0; changes--) {
                changed[random.nextInt(changed.length)] = random.nextBoolean()
                        ? (byte) alphabet.charAt(random.nextInt(alphabet.length()))
                        : (byte) random.nextInt();
            }
            byte[] cut = Arrays.copyOf(changed, random.nextInt(20) == 0 ? random.nextInt(line.length) : line.length);
            if (CanonicalJson.object(new String(cut, StandardCharsets.UTF_8)).isPresent()) {
                taken++;
                assertThat(isCanonical(cut))
                        .as(new String(cut, StandardCharsets.UTF_8))
                        .isTrue();
            }
        }
        assertThat(taken).isGreaterThan(1000);
    }

    private static boolean isCanonical(byte[] line) {
        try {
            return Arrays.equals(Jcs.canonicalize(StrictJson.parse(line, JsonLimits.DEFAULTS)), line);
        } catch (RefusedException refused) {
            return false;
        }
    }
}
