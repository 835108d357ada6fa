package dev.whence.feed.ldes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.whence.feed.ldes.FeedTree.Place;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FeedTreeTest {
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 99, 100, 101, 9_999, 10_000, 10_001, 250_050, 1_000_000, 1_000_001})
    void each_change_is_on_one_leaf_that_is_reached(int count) {
        FeedTree tree = new FeedTree(count);
        List<Place> leaves = new ArrayList<>();

        tree.top().forEach(place -> gather(tree, place, leaves));

        assertThat(tree.top().size()).isLessThanOrEqualTo(FeedTree.CHILDREN);
        assertThat(leaves).hasSize((count + FeedTree.CHANGES - 1) / FeedTree.CHANGES);
        for (int leaf = 0; leaf < leaves.size(); leaf++) {
            assertThat(leaves.get(leaf)).isEqualTo(new Place(0, leaf));
            assertThat(leaves.get(leaf).first()).isLessThan(count);
        }
    }

    private static void gather(FeedTree tree, Place place, List<Place> leaves) {
        assertThat(tree.find(place.level(), place.index())).contains(place);
        if (place.isLeaf()) {
            leaves.add(place);
        }
        tree.below(place).forEach(below -> gather(tree, below, leaves));
    }

    @Test
    void a_full_page_leads_to_the_same_pages_for_ever() {
        Place full = new Place(1, 0);

        assertThat(new FeedTree(9_999).isFull(full)).isFalse();
        assertThat(new FeedTree(10_000).isFull(full)).isTrue();
        assertThat(new FeedTree(10_000).below(full))
                .isEqualTo(new FeedTree(5_000_000).below(full))
                .hasSize(100);
    }

    @Test
    void there_is_no_page_beyond_the_last_change() {
        FeedTree tree = new FeedTree(150);

        assertThat(tree.find(0, 1)).isPresent();
        assertThat(tree.find(0, 2)).isEmpty();
        assertThat(tree.find(1, 1)).isEmpty();
        assertThat(tree.find(7, 0)).isEmpty();
        assertThat(tree.find(0, 99_999_999)).isEmpty();
        assertThat(new FeedTree(0).find(0, 0)).isPresent();
    }
}
