package dev.whence.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.whence.app.SyscallFaults.Calls;
import dev.whence.app.SyscallFaults.Case;
import dev.whence.app.SyscallFaults.Outcome;
import dev.whence.app.SyscallFaults.Phase;
import dev.whence.testkit.Strace;
import dev.whence.testkit.Strace.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * System calls that fail for real, in a server of its own: what {@code FaultSweepTest} does with a disk made up in memory.
 * A few cases run always; {@code src/test/sweep} runs them all and prints a table.
 */
class SyscallFaultTest {
    private static final int MOST = 200;

    @TempDir
    private Path folder;

    @BeforeAll
    static void requireStrace() {
        Optional<String> hindrance = Strace.hindrance();
        assumeTrue(hindrance.isEmpty(), () -> "no system call can be made to fail: " + hindrance.orElse(""));
    }

    @Test
    void recovers_from_a_few_faults_of_each_kind() throws Exception {
        SyscallFaults faults = new SyscallFaults(folder);
        for (Case next : List.of(
                new Case(Phase.BATCH, Calls.FORCE, Fault.EIO, 1),
                new Case(Phase.BATCH, Calls.WRITE, Fault.ENOSPC, 3),
                new Case(Phase.BATCH, Calls.RENAME, Fault.KILL, 1),
                new Case(Phase.PUBLISH, Calls.WRITE, Fault.ENOSPC, 2),
                new Case(Phase.PUBLISH, Calls.FORCE, Fault.EIO, 4),
                new Case(Phase.PUBLISH, Calls.RENAME, Fault.KILL, 3),
                new Case(Phase.PROJECTION, Calls.WRITE, Fault.EIO, 3),
                new Case(Phase.COMPACTION, Calls.WRITE, Fault.EIO, 5),
                new Case(Phase.COMPACTION, Calls.FORCE, Fault.KILL, 1))) {
            Outcome outcome = faults.live(next);
            System.out.println(outcome.line());
            assertThat(outcome.hit()).as("%s", next).isPresent();
        }
        faults.requireNothingLost();
    }

    /** Every call of a batch, a publication, a projection and a compaction, with every fault. */
    @Test
    @EnabledIfSystemProperty(named = "whence.sweep", matches = "whole")
    void recovers_from_each_fault_at_each_call() throws Exception {
        List<String> table = new ArrayList<>();
        for (Phase phase : phases()) {
            for (Calls calls : Calls.values()) {
                for (Fault fault : Fault.values()) {
                    sweep(phase, calls, fault, table);
                }
            }
        }
        assertThat(table).filteredOn(line -> line.startsWith("FAILED")).isEmpty();
    }

    /** All, or those that are named. */
    private static List<Phase> phases() {
        String named = System.getProperty("whence.sweep.phases", "");
        return named.isEmpty()
                ? List.of(Phase.values())
                : Arrays.stream(named.split(",")).map(Phase::valueOf).toList();
    }

    private void sweep(Phase phase, Calls calls, Fault fault, List<String> table) throws IOException {
        int life = 0;
        SyscallFaults faults = fresh(phase, calls, fault, life);
        boolean isReached = true;
        for (int nth = 1; isReached && nth <= MOST; nth += 1 + nth / 5) {
            Case next = new Case(phase, calls, fault, nth);
            try {
                Outcome outcome = faults.live(next);
                isReached = outcome.hit().isPresent();
                tell(table, outcome.line());
            } catch (Exception | AssertionError failed) {
                tell(table, "FAILED " + next + ": " + failed);
                // What is left of it stays where it is, to be looked at; the next life begins anew.
                faults = fresh(phase, calls, fault, ++life);
            }
        }
    }

    private SyscallFaults fresh(Phase phase, Calls calls, Fault fault, int life) throws IOException {
        String name = phase + "-" + calls + "-" + fault + "-" + life;
        return new SyscallFaults(Files.createDirectories(home().resolve(name)));
    }

    /** With a place of its own, what went wrong can be looked at afterwards. */
    private Path home() {
        String given = System.getProperty("whence.sweep.folder", "");
        return given.isEmpty() ? folder : Path.of(given);
    }

    private static void tell(List<String> table, String line) {
        System.out.println(line);
        table.add(line);
    }
}
