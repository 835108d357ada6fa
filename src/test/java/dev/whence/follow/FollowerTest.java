package dev.whence.follow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.whence.canonical.CanonicalReceipt;
import dev.whence.canonical.JsonLimits;
import dev.whence.ledger.EntryDraft;
import dev.whence.ledger.Following;
import dev.whence.ledger.Ledger;
import dev.whence.ledger.LedgerSettings;
import dev.whence.ledger.Payload;
import dev.whence.ledger.Replica;
import dev.whence.receipt.PolicyLabel;
import dev.whence.receipt.RefusedException;
import dev.whence.testkit.StaticLog;
import dev.whence.testkit.TestReceipts;
import dev.whence.tlog.note.LogSigner;
import dev.whence.tlog.note.OneKeyTrust;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a follower makes of a log that breaks its own rules, and of answers that are broken on the way. */
class FollowerTest {
    private static final int ENTRIES = 600;
    private static final int BROKEN = 400;
    private static final String BUNDLE = "tile/entries/001";

    @TempDir
    private Path folder;

    private final List<byte[]> entries = new ArrayList<>();
    private LogSigner signer;
    private StaticLog server;

    @BeforeEach
    void serve_a_log() throws Exception {
        try (Ledger ledger = Ledger.open(folder.resolve("log"), LedgerSettings.DEFAULTS, Clock.systemUTC())) {
            List<EntryDraft> drafts = new ArrayList<>();
            for (int n = 0; n < ENTRIES; n++) {
                drafts.add(draft(TestReceipts.run("run:" + n)));
            }
            ledger.append(drafts).forEach(entry -> entries.add(entry.bytes()));
        }
        String key = Files.readString(folder.resolve("log/keys/log.key"), StandardCharsets.UTF_8);
        signer = LogSigner.parse(key.strip()).orElseThrow();
        server = StaticLog.serve(new ForgedLog(signer, entries));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void asks_for_nothing_twice() throws Exception {
        try (Replica replica = replica();
                Follower follower = follower(replica)) {
            assertThat(follower.catchUp()).isEmpty();
            assertThat(replica.size()).isEqualTo(ENTRIES);
            int asked = server.asked().size();
            assertThat(follower.catchUp()).isEmpty();
            assertThat(server.asked().subList(asked, server.asked().size()))
                    .doesNotContain("log.vkey")
                    .allMatch(path -> path.startsWith("checkpoint"));
            assertThat(server.asked().stream().filter(path -> path.startsWith("tile")))
                    .hasSize(3)
                    .doesNotHaveDuplicates();
        }
    }

    /** The log's key has signed them, so nobody else can have made them. */
    @ParameterizedTest
    @CsvSource({
        "run:400, run:4oo, receipt_id",
        "\"seq\":400, \"seq\":401, seq",
        "\"v\":1, \"v\":2, version",
        "\"v\":1, \"v\": 1, canonical",
        "\"prev_event_hash\":\"sha256:, \"prev_event_hash\":\"sha256:0, prev_event_hash",
        "\"time\":\"20, \"time\":\"19, time"
    })
    void a_broken_entry_that_the_log_signed_convicts_it(String from, String to, String rule) throws Exception {
        entries.set(BROKEN, changed(entries.get(BROKEN), from, to));
        server.show(new ForgedLog(signer, entries));
        try (Replica replica = replica();
                Follower follower = follower(replica)) {
            FollowerState.Stop stop = follower.catchUp().orElseThrow();
            assertThat(stop.reason()).contains("entry " + BROKEN).contains(rule);
            assertThat(replica.size()).isZero();
            Path evidence = stop.evidence().orElseThrow();
            assertThat(verdict(evidence)).matches(Evidence.Verdict::proved);
            Files.write(evidence.resolve("entry"), changed(Files.readAllBytes(evidence.resolve("entry")), "}", "]"));
            assertThat(verdict(evidence)).matches(verdict -> !verdict.proved());
        }
    }

    @Test
    void an_answer_that_was_broken_once_is_asked_for_again() throws Exception {
        ForgedLog good = new ForgedLog(signer, entries);
        try (Replica replica = replica();
                Follower follower = follower(replica)) {
            server.show(garbled(bytes -> Arrays.copyOf(bytes, bytes.length - 1)));
            assertThatThrownBy(follower::catchUp).isInstanceOf(TroubleException.class);
            server.show(garbled(FollowerTest::flipped));
            assertThatThrownBy(follower::catchUp).isInstanceOf(TroubleException.class);
            server.show(path -> path.equals(BUNDLE) ? Optional.empty() : good.file(path));
            assertThatThrownBy(follower::catchUp)
                    .isInstanceOf(TroubleException.class)
                    .hasMessageContaining("404");
            assertThat(replica.size()).isZero();
            server.show(good);
            assertThat(follower.catchUp()).isEmpty();
            assertThat(replica.size()).isEqualTo(ENTRIES);
        }
    }

    @Test
    void what_never_fits_ends_following_and_is_not_called_proof() throws Exception {
        server.show(garbled(FollowerTest::flipped));
        try (Replica replica = replica();
                Follower follower = follower(replica)) {
            for (int attempt = 1; attempt < 5; attempt++) {
                assertThatThrownBy(follower::catchUp).isInstanceOf(TroubleException.class);
            }
            FollowerState.Stop stop = follower.catchUp().orElseThrow();
            assertThat(verdict(stop.evidence().orElseThrow())).matches(verdict -> !verdict.proved());
            assertThat(replica.size()).isZero();
            assertThat(folder.resolve("replica/ledger/tile")).doesNotExist();
        }
    }

    @Test
    void a_note_that_nobody_signed_is_trouble_and_no_proof() throws Exception {
        ForgedLog log = new ForgedLog(signer, entries);
        byte[] note = log.file("checkpoint").orElseThrow();
        server.show(log.with("checkpoint", changed(note, "\n600\n", "\n601\n")));
        try (Replica replica = replica();
                Follower follower = follower(replica)) {
            assertThatThrownBy(follower::catchUp)
                    .isInstanceOf(TroubleException.class)
                    .hasMessageContaining("not believed");
            server.show(log.with("checkpoint", new byte[1 << 20]));
            assertThatThrownBy(follower::catchUp)
                    .isInstanceOf(TroubleException.class)
                    .hasMessageContaining("longer than");
            server.show(log.with("checkpoint", note));
            assertThat(follower.catchUp()).isEmpty();
        }
    }

    @Test
    void a_log_that_does_not_answer_is_trouble() throws Exception {
        server.close();
        try (Replica replica = replica();
                Follower follower = follower(replica)) {
            assertThatThrownBy(follower::catchUp)
                    .isInstanceOf(TroubleException.class)
                    .hasMessageContaining("does not answer");
            assertThat(follower.state().stop()).isEmpty();
        }
    }

    private StaticLog.Files404 garbled(UnaryOperator<byte[]> garble) {
        ForgedLog good = new ForgedLog(signer, entries);
        return path -> path.equals(BUNDLE) ? good.file(path).map(garble) : good.file(path);
    }

    private static byte[] flipped(byte[] bytes) {
        bytes[5000] ^= 1;
        return bytes;
    }

    /** Text for text of the same length or another; the entry's length is written anew with its bundle. */
    private static byte[] changed(byte[] bytes, String from, String to) {
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        assertThat(text).contains(from);
        int at = from.equals("}") ? text.lastIndexOf(from) : text.indexOf(from);
        if (to.startsWith("run:")) {
            at = text.lastIndexOf(from);
        }
        String rest = text.substring(at + from.length());
        String put = to;
        if (to.endsWith("sha256:0")) {
            // One hash in sixteen begins with that digit, and would be left as it is.
            put = rest.startsWith("0") ? from + "1" : to;
            rest = rest.substring(1);
        }
        return (text.substring(0, at) + put + rest).getBytes(StandardCharsets.ISO_8859_1);
    }

    private Evidence.Verdict verdict(Path evidence) {
        return Evidence.check(evidence, new OneKeyTrust(signer.verifier()));
    }

    private Replica replica() {
        return Replica.open(
                folder.resolve("replica"),
                new Following(URI.create(server.url()), Optional.empty()),
                Optional.of(signer.verifier()),
                Clock.systemUTC());
    }

    private static Follower follower(Replica replica) {
        Follower.Grown nobody = new Follower.Grown() {
            @Override
            public void entries() {}

            @Override
            public void payloads() {}
        };
        FollowSettings quick = new FollowSettings(
                Duration.ofMillis(20),
                Duration.ofSeconds(1),
                Duration.ofSeconds(20),
                Duration.ofHours(1),
                Credential.NONE);
        return new Follower(replica, nobody, quick, Clock.systemUTC());
    }

    private static EntryDraft draft(TestReceipts receipt) throws IOException {
        byte[] bytes = receipt.bytes();
        try {
            return EntryDraft.of(
                    "run",
                    "default",
                    receipt.json().path("run_id").asText(),
                    PolicyLabel.PUBLIC,
                    CanonicalReceipt.of(bytes, JsonLimits.DEFAULTS).id(),
                    new Payload(bytes, "application/json"));
        } catch (RefusedException impossible) {
            throw new IOException(impossible);
        }
    }
}
