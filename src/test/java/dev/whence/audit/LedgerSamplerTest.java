package dev.whence.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.whence.ledger.Ledger;
import dev.whence.tlog.note.OneKeyTrust;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LedgerSamplerTest {
    private static final long SEED = 7;

    @TempDir
    private Path data;

    private static Verification sample(CopiedFiles files, int count) throws Exception {
        OneKeyTrust trust = new OneKeyTrust(FolderTrust.ownKey(files).orElseThrow());
        return LedgerSampler.sample(files, trust, count, SEED);
    }

    @Test
    void finds_a_sound_log_sound_at_every_kind_of_size() throws Exception {
        for (int size : new int[] {1, 255, 256, 257, 600}) {
            CopiedFiles files = Logs.withCheckpoints(data.resolve("of" + size), size);
            Verification few = sample(files, 40);
            assertThat(few.faults()).as("size " + size).isEmpty();
            assertThat(few.entries()).isEqualTo(Math.min(size, 40));
            assertThat(few.unchecked())
                    .singleElement()
                    .satisfies(
                            left -> assertThat(left).startsWith((size - few.entries()) + " of " + size + " entries"));
            assertThat(sample(files, 10_000).entries()).isEqualTo(size);
        }
        Logs.open(data.resolve("empty")).close();
        assertThat(sample(CopiedFiles.of(data.resolve("empty")), 5).faults()).isEmpty();
    }

    @Test
    void finds_each_changed_byte_of_an_entry_that_is_drawn() throws Exception {
        CopiedFiles files = Logs.small(data);
        String bundle = "ledger/tile/entries/000.p/3";
        byte[] bytes = files.get(bundle);
        for (int i = 0; i < bytes.length; i++) {
            byte[] changed = bytes.clone();
            changed[i] ^= (byte) (1 << (i % Byte.SIZE));
            files.put(bundle, changed);
            assertThat(sample(files, 3).faults())
                    .as("byte " + i)
                    .isNotEmpty()
                    .allMatch(fault -> fault.place().startsWith(bundle));
        }
    }

    @Test
    void finds_damage_at_the_right_edge_and_in_the_newest_checkpoints() throws Exception {
        CopiedFiles files = Logs.withCheckpoints(data, 300, 700);
        for (String name : List.of(
                "ledger/tile/0/002.p/188",
                "ledger/tile/1/000.p/2",
                "ledger/checkpoint",
                "ledger/checkpoints/300",
                "ledger/log.vkey")) {
            CopiedFiles changed = files.copy();
            byte[] bytes = files.get(name);
            bytes[bytes.length / 2] ^= 1;
            changed.put(name, bytes);
            assertThat(sample(changed, 1).faults()).as(name).isNotEmpty();
        }
    }

    @Test
    void finds_a_missing_blob_and_a_log_that_is_someone_elses() throws Exception {
        CopiedFiles files = Logs.small(data.resolve("mine"));
        CopiedFiles other = Logs.small(data.resolve("other"));
        other.put("keys/log.vkey", files.get("keys/log.vkey"));
        assertThat(sample(other, 3).isSound()).isFalse();
        String blob = files.below("blobs").get(0);
        files.remove(blob);
        assertThat(sample(files, 3).faults()).extracting(Fault::place).containsExactly(blob);
    }

    @Test
    void draws_the_same_entries_for_the_same_seed() throws Exception {
        try (Ledger ledger = Logs.open(data)) {
            ledger.append(Logs.drafts(0, 500));
        }
        CopiedFiles files = CopiedFiles.of(data);
        byte[] bundle = files.get("ledger/tile/entries/000");
        bundle[100] ^= 1;
        files.put("ledger/tile/entries/000", bundle);
        assertThat(sample(files, 500).faults()).hasSize(1);
        assertThat(sample(files, 100)).isEqualTo(sample(files, 100));
    }
}
