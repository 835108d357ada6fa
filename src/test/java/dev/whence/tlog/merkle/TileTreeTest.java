package dev.whence.tlog.merkle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TileTreeTest {
    /** Keeps tiles as files would be kept. */
    private static final class Store implements TileTree.Source, TileTree.FullTiles {
        private final Map<String, byte[]> tiles = new HashMap<>();

        @Override
        public void full(int level, long index, byte[] tile) {
            assertThat(tiles.put(level + "/" + index, tile)).isNull();
        }

        void edge(TileTree tree) {
            for (int level = 0; level < tree.levels(); level++) {
                tiles.put(level + "/" + Tiles.fullTiles(level, tree.size()) + ".p", tree.partialTile(level));
            }
        }

        @Override
        public byte[] tile(int level, long index, int width) {
            byte[] full = tiles.get(level + "/" + index);
            byte[] tile = full == null ? tiles.get(level + "/" + index + ".p") : full;
            return Arrays.copyOf(tile, width * Hash.LENGTH);
        }
    }

    @Test
    void has_the_root_of_the_naive_tree_at_every_size_to_600() {
        List<Hash> leaves = NaiveTree.leaves(600);
        Store store = new Store();
        TileTree tree = new TileTree(store);
        for (int size = 0; size <= 600; size++) {
            Hash expected = NaiveTree.root(leaves.subList(0, size));
            assertThat(tree.root()).isEqualTo(expected);
            store.edge(tree);
            assertThat(TileTree.restore(size, store, store).root()).isEqualTo(expected);
            if (size < 600) {
                tree.append(leaves.get(size));
            }
        }
    }

    @Test
    void grows_a_third_level_behind_65536_leaves() {
        Store store = new Store();
        TileTree tree = new TileTree(store);
        CompactRange range = new CompactRange();
        Hash leaf = TreeHasher.leaf(new byte[0]);
        for (int size = 1; size <= 65_537; size++) {
            tree.append(leaf);
            range.append(leaf);
            if (size >= 65_535) {
                assertThat(tree.root()).isEqualTo(range.root());
                store.edge(tree);
                assertThat(TileTree.restore(size, store, store).root()).isEqualTo(range.root());
            }
        }
        assertThat(tree.levels()).isEqualTo(3);
        assertThat(Tiles.partialWidth(0, 65_537)).isEqualTo(1);
        assertThat(Tiles.partialWidth(1, 65_537)).isZero();
        assertThat(Tiles.partialWidth(2, 65_537)).isEqualTo(1);
        assertThat(Tiles.hashesAt(8, Long.MAX_VALUE)).isZero();
    }

    @Test
    void proves_every_leaf_and_every_prefix_and_nothing_else() {
        List<Hash> leaves = NaiveTree.leaves(70);
        Store store = new Store();
        TileTree tree = new TileTree(store);
        for (int size = 1; size <= 70; size++) {
            tree.append(leaves.get(size - 1));
            store.edge(tree);
            Proofs proofs = new Proofs(size, store);
            for (int index = 0; index < size; index++) {
                List<Hash> proof = proofs.inclusion(index);
                assertThat(ProofVerifier.includes(index, size, leaves.get(index), proof, tree.root()))
                        .isTrue();
                assertThat(ProofVerifier.includes(index + 1, size, leaves.get(index), proof, tree.root()))
                        .isFalse();
                assertThat(ProofVerifier.includes(size, size, leaves.get(index), proof, tree.root()))
                        .isFalse();
            }
            for (int earlier = 1; earlier <= size; earlier++) {
                Hash root = NaiveTree.root(leaves.subList(0, earlier));
                List<Hash> proof = proofs.consistency(earlier);
                assertThat(ProofVerifier.isPrefix(earlier, size, root, tree.root(), proof))
                        .isTrue();
                assertThat(ProofVerifier.isPrefix(earlier, size, leaves.get(0), tree.root(), proof))
                        .isEqualTo(earlier == 1);
            }
        }
    }

    @Test
    void proves_across_tiles() {
        List<Hash> leaves = NaiveTree.leaves(600);
        Store store = new Store();
        TileTree tree = new TileTree(store);
        leaves.forEach(tree::append);
        store.edge(tree);
        Proofs proofs = new Proofs(600, store);
        for (int index : new int[] {0, 255, 256, 511, 512, 599}) {
            assertThat(ProofVerifier.includes(index, 600, leaves.get(index), proofs.inclusion(index), tree.root()))
                    .isTrue();
        }
        for (int earlier : new int[] {1, 255, 256, 257, 511, 512, 513, 600}) {
            Hash root = NaiveTree.root(leaves.subList(0, earlier));
            assertThat(ProofVerifier.isPrefix(earlier, 600, root, tree.root(), proofs.consistency(earlier)))
                    .isTrue();
        }
        assertThatThrownBy(() -> proofs.inclusion(600)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> proofs.consistency(601)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void lets_no_subtree_stand_where_it_cannot() {
        CompactRange range = new CompactRange();
        range.append(TreeHasher.EMPTY_ROOT);
        assertThatThrownBy(() -> range.appendSubtree(TreeHasher.EMPTY_ROOT, 1))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void reads_only_the_one_spelling_of_a_hash() {
        Hash hash = TreeHasher.EMPTY_ROOT;
        assertThat(Hash.parseBase64(hash.base64())).contains(hash);
        // The last digit before the padding has two bits that say nothing.
        assertThat(Hash.parseBase64("47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFV="))
                .isEmpty();
        assertThat(Hash.parseBase64("47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU"))
                .isEmpty();
        assertThat(Hash.parseBase64("AAAA")).isEmpty();
        assertThat(Hash.parseBase64("no base64!")).isEmpty();
    }
}
