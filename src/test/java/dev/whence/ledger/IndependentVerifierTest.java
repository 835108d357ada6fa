package dev.whence.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.whence.receipt.PolicyLabel;
import dev.whence.testkit.GoVerifier;
import dev.whence.testkit.GoVerifier.Outcome;
import dev.whence.tlog.note.SignedCheckpoint;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A ledger of ours before a verifier that shares no code with us. Without Go the tests are skipped. */
class IndependentVerifierTest {
    @TempDir
    private static Path tools;

    @TempDir
    private Path data;

    private GoVerifier verifier;

    /** Before each and not before all, where surefire would not report what is skipped, nor why. */
    @BeforeEach
    void needs_the_verifier() throws Exception {
        verifier = GoVerifier.in(tools);
    }

    @Test
    void another_implementation_finds_our_ledger_sound_and_has_the_same_root() throws Exception {
        SignedCheckpoint newest = writeLedger();
        assertThat(verify())
                .isEqualTo(new Outcome(0, "ok 300 " + newest.checkpoint().root().base64() + "\n"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "tile/entries/000",
                "tile/entries/001.p/44",
                "tile/entries/000.p/100",
                "tile/0/001.p/44",
                "tile/1/000.p/1",
                "checkpoints/257",
                "checkpoint"
            })
    void another_implementation_finds_one_changed_byte(String file) throws Exception {
        writeLedger();
        Path changed = data.resolve("ledger").resolve(file);
        byte[] bytes = Files.readAllBytes(changed);
        bytes[bytes.length / 2] ^= 1;
        Files.write(changed, bytes);
        Outcome outcome = verify();
        assertThat(outcome.exit()).isEqualTo(1);
        assertThat(outcome.output()).startsWith("fault: " + file + ": ");
    }

    /** 300 entries, two of them not public, and the checkpoints 0, 1, 100, 256, 257 and 300. */
    private SignedCheckpoint writeLedger() throws Exception {
        try (Ledger ledger = TestLedgers.open(data)) {
            int from = 0;
            for (int size : List.of(1, 100, 256, 257, 298)) {
                ledger.append(TestLedgers.drafts(from, size));
                if (size < 298) {
                    ledger.publish();
                }
                from = size;
            }
            ledger.append(List.of(secret(298), secret(299)));
            return ledger.publish();
        }
    }

    private static EntryDraft secret(int number) {
        return TestLedgers.draft("s-" + number, PolicyLabel.RESTRICTED, "{\"run_id\":\"s-" + number + "\"}");
    }

    private Outcome verify() throws Exception {
        LedgerPaths paths = new LedgerPaths(data);
        return verifier.verify(paths.ledger().toString(), paths.trustedKey());
    }
}
