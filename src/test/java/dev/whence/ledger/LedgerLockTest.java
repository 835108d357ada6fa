package dev.whence.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.whence.audit.LedgerVerifier;
import dev.whence.audit.Verification;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LedgerLockTest {
    @TempDir
    Path data;

    /** A writer in another process: appends, says so, and waits for the end of its input. */
    static final class OtherWriter {
        public static void main(String[] args) throws Exception {
            try (Ledger ledger = Ledger.open(Path.of(args[0]), LedgerSettings.DEFAULTS, Clock.systemUTC())) {
                ledger.append(TestLedgers.drafts(0, 5));
                ledger.announce("http://127.0.0.1:7777/");
                System.out.println("ready");
                System.in.read();
            }
        }
    }

    private Process otherWriter() throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        OtherWriter.class.getName(),
                        data.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        assertThat(out.readLine()).isEqualTo("ready");
        return process;
    }

    @Test
    void tells_a_second_process_who_writes_and_what_to_do_instead() throws Exception {
        Process other = otherWriter();
        try {
            assertThatThrownBy(() -> TestLedgers.open(data))
                    .isInstanceOf(LedgerInUseException.class)
                    .hasMessageContaining("process " + other.pid())
                    .hasMessageContaining("http://127.0.0.1:7777/");
            assertThat(LedgerLock.holder(data)).hasValueSatisfying(holder -> {
                assertThat(holder.pid()).isEqualTo(other.pid());
                assertThat(holder.url()).contains("http://127.0.0.1:7777/");
                assertThat(holder.mayBeAlive()).isTrue();
            });
            assertThat(LedgerVerifier.verify(data).faults()).isEmpty();
        } finally {
            other.getOutputStream().close();
            assertThat(other.waitFor(1, TimeUnit.MINUTES)).isTrue();
        }
        assertThat(LedgerLock.holder(data)).isEmpty();
        try (Ledger ledger = TestLedgers.open(data)) {
            assertThat(ledger.size()).isEqualTo(5);
        }
    }

    @Test
    void a_killed_writer_leaves_its_entries_and_no_lock() throws Exception {
        Process other = otherWriter();
        other.destroyForcibly().waitFor();
        assertThat(LedgerLock.holder(data)).isPresent();
        assertThat(LedgerVerifier.verify(data).faults()).isEmpty();
        try (Ledger ledger = TestLedgers.open(data)) {
            assertThat(ledger.size()).isEqualTo(5);
        }
        Verification verification = LedgerVerifier.verify(data);
        assertThat(verification.faults()).isEmpty();
        assertThat(verification.notices()).isEmpty();
    }

    @Test
    void a_second_opening_in_the_same_process_is_refused_and_does_not_end_the_first() throws Exception {
        try (Ledger ledger = TestLedgers.open(data)) {
            assertThatThrownBy(() -> TestLedgers.open(data)).isInstanceOf(LedgerInUseException.class);
            assertThatThrownBy(() -> TestLedgers.open(data)).isInstanceOf(LedgerInUseException.class);
            ledger.append(TestLedgers.drafts(0, 1));
        }
        TestLedgers.open(data).close();
    }
}
