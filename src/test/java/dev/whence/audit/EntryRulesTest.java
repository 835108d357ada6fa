package dev.whence.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an entry must say, in logs whose hashes and signatures are all right. */
class EntryRulesTest {
    private static final String PLACE = "ledger/tile/entries/000.p/3 entry 1";

    private static List<Fault> faults(ForgedLog log) throws Exception {
        return LedgerVerifier.verify(log.files()).faults();
    }

    @Test
    void takes_what_is_right() throws Exception {
        ForgedLog log = new ForgedLog();
        log.append(log.line());
        log.append(log.line().replace("{", "{\"idem\":\"k\",").replace("\"public\"", "\"public\",\"lenient\":true"));
        // Members that nobody knows yet, and a number that only the slow way can judge.
        log.append(log.line().replace("\"v\":1", "\"time2\":1.5,\"v\":1,\"z\":{\"é\":[\"\\u0001\"]}"));
        assertThat(faults(log)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"v\":1|\"v\":2|the event's v",
                "\"v\":1|\"v\": 1|not in canonical form",
                "{\"kind\":\"run\",\"label\":\"public\"|{\"label\":\"public\",\"kind\":\"run\"|not in canonical form",
                "\"subject\":\"s\"|\"subject\":\"\\u0073\"|not in canonical form",
                "\"subject\":\"s\"|\"subject\":\"s\",\"subject\":\"s\"|not strict JSON",
                "\"subject\":\"s\"|\"subject\":1|the event's subject",
                "\"seq\":1|\"seq\":2|its seq is not 1",
                "\"kind\":\"run\",||the event's kind",
                "2026-03-01T12|2026-02-30T12|the event's time",
                "00.123Z|00.12Z|the event's time",
                "T12:00|T24:00|the event's time",
                "2026-03-01|2026-02-28|its time is before",
                "\"label\":\"public\"|\"label\":\"anyone\"|the event's label",
                "\"label\":\"public\"|\"label\":\"public\",\"lenient\":false|the event's lenient",
                "{\"kind\"|{\"chain\":{},\"kind\"|the event's chain",
                "{\"kind\"|{\"embargo_until\":\"soon\",\"kind\"|the event's embargo_until",
                "\"time\"|\"supersedes\":\"sha256:1\",\"time\"|the event's supersedes",
                "\"prev_event_hash\":\"sha256:|\"prev_event_hash\":\"|the event's prev_event_hash",
                "\"label\":\"public\"|\"label\":\"restricted\"|it is not public, and shows"
            })
    void finds_an_event_that_breaks_a_rule(String part, String replacement, String message) throws Exception {
        ForgedLog log = new ForgedLog();
        log.append(log.line());
        String line = log.line();
        assertThat(line).contains(part);
        log.append(line.replace(part, replacement == null ? "" : replacement));
        log.append(log.line());
        assertThat(faults(log)).anySatisfy(fault -> {
            assertThat(fault.place()).isEqualTo(PLACE);
            assertThat(fault.message()).contains(message);
        });
        assertThat(faults(log)).as("nothing else").hasSize(1);
    }

    @Test
    void finds_a_chain_that_does_not_hold() throws Exception {
        ForgedLog log = new ForgedLog();
        log.append(log.line());
        String second = log.line();
        log.append(second);
        log.append(second.replace("\"seq\":1", "\"seq\":2"));
        assertThat(faults(log))
                .singleElement()
                .satisfies(
                        fault -> assertThat(fault.toString())
                                .isEqualTo(
                                        "ledger/tile/entries/000.p/3 entry 2: its prev_event_hash is not the hash of the entry before"));
    }

    @Test
    void finds_a_payload_that_is_not_the_one_that_the_id_names() throws Exception {
        ForgedLog log = new ForgedLog();
        log.append(log.line());
        log.append(log.line(), "{\"a\":1}");
        log.append(log.line(), " { } ");
        assertThat(faults(log)).extracting(Fault::place).containsExactly(PLACE);
    }

    @Test
    void finds_names_that_are_shown_though_the_label_is_not_public() throws Exception {
        ForgedLog log = new ForgedLog();
        log.append(log.line());
        String reference = "\"payload_ref\":{\"media_type\":\"a/b\",\"sha256\":\"" + ForgedLog.RECEIPT_ID.substring(7)
                + "\",\"size\":2},\"prev_event_hash\"";
        String hidden = log.line().replace("\"public\"", "\"restricted\"").replace("\"prev_event_hash\"", reference);
        log.append(hidden, "");
        log.append(log.line());
        CopiedFiles files = log.files();
        files.put(
                "blobs/sha256/" + ForgedLog.RECEIPT_ID.substring(7),
                ForgedLog.PAYLOAD.getBytes(StandardCharsets.UTF_8));
        assertThat(LedgerVerifier.verify(files).faults())
                .extracting(Fault::toString)
                .containsExactly(PLACE + ": it is not public, and shows its payload, subject, submitter or idem");

        ForgedLog good = new ForgedLog();
        good.append(good.line());
        good.append(
                good.line()
                        .replace("\"public\"", "\"restricted\"")
                        .replace("\"prev_event_hash\"", reference)
                        .replace("\"subject\":\"s\"", "\"subject\":\"" + ForgedLog.HIDDEN + "\""),
                "");
        good.append(good.line());
        CopiedFiles whole = good.files();
        whole.put(
                "blobs/sha256/" + ForgedLog.RECEIPT_ID.substring(7),
                ForgedLog.PAYLOAD.getBytes(StandardCharsets.UTF_8));
        assertThat(LedgerVerifier.verify(whole).faults()).isEmpty();
    }
}
