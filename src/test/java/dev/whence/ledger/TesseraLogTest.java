package dev.whence.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.whence.testkit.SharedData;
import dev.whence.tlog.merkle.CompactRange;
import dev.whence.tlog.merkle.Hash;
import dev.whence.tlog.merkle.TileTree;
import dev.whence.tlog.note.Checkpoint;
import dev.whence.tlog.note.NoteVerifier;
import dev.whence.tlog.note.SignedNote;
import dev.whence.tlog.note.VerifierKey;
import dev.whence.tlog.tile.EntryBundle;
import dev.whence.tlog.tile.TilePath;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A log that another implementation wrote. */
class TesseraLogTest {
    @Test
    void reads_its_bundles_tiles_and_checkpoints_at_every_size() throws Exception {
        Path log = SharedData.ledger("tlog-tiles/tessera-15");
        VerifierKey key = VerifierKey.parse(
                        Files.readString(log.resolve("log.vkey")).strip())
                .orElseThrow();
        NoteVerifier verifier = new NoteVerifier(List.of(key));
        CompactRange range = new CompactRange();
        for (int size = 0; size <= 15; size++) {
            if (size > 0) {
                byte[] file =
                        Files.readAllBytes(log.resolve(TilePath.bundle(0, size).text()));
                EntryBundle bundle = EntryBundle.parse(file).orElseThrow();
                byte[] tile = Files.readAllBytes(log.resolve(new TilePath(0, 0, size).text()));
                assertThat(bundle.count()).isEqualTo(size);
                for (int i = 0; i < size; i++) {
                    assertThat(bundle.leafHash(i)).isEqualTo(Hash.inTile(tile, i));
                }
                range.append(bundle.leafHash(size - 1));
                Hash fromTiles = TileTree.restore(
                                size, (level, index, width) -> Arrays.copyOf(tile, tile.length), (l, i, t) -> {})
                        .root();
                assertThat(fromTiles).isEqualTo(range.root());
            }
            SignedNote note = verifier.open(Files.readAllBytes(log.resolve("checkpoint." + size)));
            Checkpoint checkpoint = Checkpoint.parse(note.text()).orElseThrow();
            assertThat(checkpoint.size()).isEqualTo(size);
            assertThat(checkpoint.root()).isEqualTo(range.root());
        }
    }
}
