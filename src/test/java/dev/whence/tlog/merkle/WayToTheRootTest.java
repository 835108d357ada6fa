package dev.whence.tlog.merkle;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The way from a leaf to the root, for every leaf of every small tree. */
class WayToTheRootTest {
    private static final int LARGEST = 300;

    @Test
    void a_proof_is_as_long_as_expected_and_climbs_as_the_ledger_page_says() {
        List<byte[]> tiles = new ArrayList<>();
        TileTree tree = new TileTree((level, index, tile) -> tiles.add(tile));
        for (int size = 1; size <= LARGEST; size++) {
            tree.append(leaf(size - 1));
            Proofs proofs = new Proofs(
                    size,
                    (level, index, width) ->
                            level == 0 && index == 0 && !tiles.isEmpty() ? tiles.get(0) : tree.partialTile(level));
            for (int index = 0; index < size; index++) {
                List<Hash> proof = proofs.inclusion(index);
                assertThat(proof).hasSize(ProofVerifier.inclusionLength(index, size));
                assertThat(climb(index, size, leaf(index), proof)).isEqualTo(tree.root());
            }
        }
    }

    /** Step 4 of "Checking a receipt" in {@code src/site/markdown/ledger.md}, word for word. */
    private static Hash climb(int index, int size, Hash leaf, List<Hash> proof) {
        Hash soFar = leaf;
        int used = 0;
        for (int n = index, m = size - 1; m > 0; n /= 2, m /= 2) {
            if (n % 2 == 1) {
                soFar = TreeHasher.node(proof.get(used++), soFar);
            } else if (n < m) {
                soFar = TreeHasher.node(soFar, proof.get(used++));
            }
        }
        assertThat(used).isEqualTo(proof.size());
        return soFar;
    }

    private static Hash leaf(int index) {
        return TreeHasher.leaf(new byte[] {(byte) index, (byte) (index >> 8)});
    }
}
