package dev.whence.tlog.merkle;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class InclusionLengthTest {
    private static final int LARGEST = 300;

    @Test
    void a_proof_has_as_many_hashes_as_are_expected_of_it() {
        List<byte[]> tiles = new ArrayList<>();
        TileTree tree = new TileTree((level, index, tile) -> tiles.add(tile));
        for (int size = 1; size <= LARGEST; size++) {
            tree.append(TreeHasher.leaf(new byte[] {(byte) size, (byte) (size >> 8)}));
            Proofs proofs = new Proofs(
                    size,
                    (level, index, width) ->
                            level == 0 && index == 0 && !tiles.isEmpty() ? tiles.get(0) : tree.partialTile(level));
            for (int index = 0; index < size; index++) {
                assertThat(proofs.inclusion(index)).hasSize(ProofVerifier.inclusionLength(index, size));
            }
        }
    }
}
