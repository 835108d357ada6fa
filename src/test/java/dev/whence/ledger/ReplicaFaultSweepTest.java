package dev.whence.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.whence.audit.LedgerVerifier;
import dev.whence.audit.Verification;
import dev.whence.receipt.PolicyLabel;
import dev.whence.receipt.RefusedException;
import dev.whence.tlog.note.Checkpoint;
import dev.whence.tlog.note.OneKeyTrust;
import dev.whence.tlog.note.VerifierKey;
import dev.whence.tlog.tile.TilePath;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whichever change to the disk fails, and whether or not the power goes with it: a replica is whole and goes on. */
class ReplicaFaultSweepTest {
    private static final LedgerPaths PATHS = new LedgerPaths(MemoryDisk.DATA);
    private static final Following FOLLOWING = new Following(URI.create("http://127.0.0.1/ledger/"), Optional.empty());
    private static final long[] SIZES = {3, 5, 7, 250, 262};

    private final MemoryDisk primary = new MemoryDisk();
    private VerifierKey key = keyOf("whence.invalid/0000000000000000+00000000+");

    private static VerifierKey keyOf(String line) {
        return VerifierKey.parse(line).orElseGet(() -> VerifierKey.of("none", new byte[32]));
    }

    @BeforeEach
    void write_a_log() throws Exception {
        try (Ledger ledger = TestLedgers.open(primary)) {
            ledger.append(TestLedgers.drafts(0, 3));
            ledger.publish();
            ledger.append(List.of(secret(3), TestLedgers.draft(4)));
            ledger.publish();
            ledger.append(List.of(secret(5), TestLedgers.draft(6)));
            ledger.publish();
            ledger.append(TestLedgers.drafts(7, 250));
            ledger.publish();
            ledger.append(TestLedgers.drafts(250, 262));
            key = ledger.key();
        }
    }

    private static EntryDraft secret(int number) {
        String payload = "{\"run_id\":\"secret-" + number + "\"}";
        return TestLedgers.draft("secret-" + number, PolicyLabel.RESTRICTED, payload);
    }

    @Test
    void holds_the_same_log_to_the_byte() throws Exception {
        MemoryDisk disk = new MemoryDisk();
        try (Replica replica = open(disk)) {
            takeAll(replica);
            assertThat(replica.published().note())
                    .isEqualTo(new String(file(PATHS.checkpoint()), StandardCharsets.UTF_8));
        }
        List<String> ledger = new ArrayList<>();
        primary.files().forEach((file, bytes) -> {
            if (file.startsWith(PATHS.ledger()) || file.startsWith(PATHS.blobs())) {
                ledger.add(PATHS.place(file));
                assertThat(disk.files().get(file)).as(PATHS.place(file)).isEqualTo(bytes);
            }
        });
        assertThat(ledger).hasSizeGreaterThan(10);
    }

    @ParameterizedTest
    @CsvSource({
        "NOT_PERSISTED, false",
        "NOT_PERSISTED, true",
        "PERSISTED, false",
        "PERSISTED, true",
        "SHORT, false",
        "SHORT, true"
    })
    void is_whole_whichever_step_fails(FaultyDisk.Fault fault, boolean losesPower) throws Exception {
        int step = 0;
        for (boolean failed = true; failed; step++) {
            String scene = fault + " at step " + step;
            MemoryDisk memory = new MemoryDisk();
            FaultyDisk disk = new FaultyDisk(memory, fault, step);
            long taken = live(disk);
            failed = disk.hasFailed();
            if (losesPower) {
                memory.losePower();
            }
            requireGoesOn(memory, taken, scene);
        }
        assertThat(step).isGreaterThan(80);
    }

    /** The size of the last step that was taken. */
    private long live(FaultyDisk disk) throws BadStepException, RefusedException {
        long taken = 0;
        try (Replica replica = open(disk)) {
            replica.keepEmptyCheckpoint(file(PATHS.checkpoint(0)));
            for (long size : SIZES) {
                take(replica, size);
                taken = size;
            }
        } catch (LedgerException | IOException e) {
            assertThat(disk.hasFailed()).as(String.valueOf(e)).isTrue();
        }
        return taken;
    }

    private void requireGoesOn(MemoryDisk disk, long taken, String scene) throws Exception {
        try (Replica replica = open(disk)) {
            assertThat(replica.size()).as(scene).isGreaterThanOrEqualTo(taken);
            assertThat(replica.size()).as(scene).isEqualTo(replica.published().size());
        }
        requireGood(disk, scene);
        try (Replica replica = open(disk)) {
            takeAll(replica);
            assertThat(replica.payload(replica.entry(3))).as(scene).isPresent();
        }
        Verification whole = requireGood(disk, scene);
        assertThat(whole.size()).as(scene).isEqualTo(262);
        assertThat(disk.files().keySet().stream()
                        .map(PATHS::place)
                        .filter(file -> file.contains("incoming") || file.endsWith(".tmp") || file.endsWith(".staged")))
                .as(scene)
                .isEmpty();
    }

    private Verification requireGood(MemoryDisk disk, String scene) throws IOException {
        Verification found =
                LedgerVerifier.verify(disk.asLogFiles(), new OneKeyTrust(key), dev.whence.audit.VerifyOptions.ALL);
        assertThat(found.faults().stream()
                        .filter(fault -> !isOfANewReplica(fault.toString()))
                        .toList())
                .as(scene)
                .isEmpty();
        return found;
    }

    /** One that has taken no step yet has nothing that anybody signed. */
    private static boolean isOfANewReplica(String fault) {
        return fault.contains("ledger/checkpoint: it is missing") || fault.contains("checkpoint of the empty log");
    }

    private void takeAll(Replica replica) throws Exception {
        if (replica.lacksEmptyCheckpoint()) {
            replica.keepEmptyCheckpoint(file(PATHS.checkpoint(0)));
        }
        for (long size : SIZES) {
            if (replica.size() < size) {
                take(replica, size);
            }
        }
    }

    private void take(Replica replica, long size) throws IOException, BadStepException, RefusedException {
        byte[] note = file(PATHS.checkpoint(size));
        Checkpoint next = replica.open(note).checkpoint();
        ReplicaStep step = replica.step(next, note);
        while (step.wanted().isPresent()) {
            step.take(bundle(step.wanted().get()));
        }
        for (ReplicaStep.Wanted wanted : step.check()) {
            assertThat(step.keep(wanted, file(PATHS.blob(wanted.ref().sha256()))))
                    .isTrue();
        }
        step.commit();
    }

    private byte[] bundle(TilePath path) throws IOException {
        Optional<byte[]> partial = primary.read(PATHS.tile(path));
        return partial.isPresent() ? partial.get() : file(PATHS.tile(path.full()));
    }

    private byte[] file(java.nio.file.Path file) throws IOException {
        return primary.read(file).orElseThrow();
    }

    private Replica open(Disk disk) {
        return Replica.open(PATHS, disk, FOLLOWING, Optional.of(key), TestLedgers.NOON, new TestLedgers.NoLock());
    }
}
