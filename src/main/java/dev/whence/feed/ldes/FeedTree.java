package dev.whence.feed.ldes;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Which pages a feed of so many changes has. Leaves hold a fixed number of changes, in their order; the pages above hold a
 * fixed number of pages. A page's place rests on numbers alone, so a page that is full never changes again, and the tree
 * grows at its right side and by new pages on top.
 *
 * @param count of the changes
 */
record FeedTree(int count) {
    /** Changes on a leaf. Never to be changed: closed pages are kept by caches for a week, and members are named by them. */
    static final int CHANGES = 100;

    /** Pages under a page. Not to be changed either. */
    static final int CHILDREN = 100;

    /** As many levels as the largest number of changes needs. */
    private static final int LEVELS = 5;

    /**
     * A page below the first.
     *
     * @param level 0 for a leaf
     * @param index from 0, from the oldest on
     */
    record Place(int level, int index) {
        private long width() {
            long width = CHANGES;
            for (int above = 0; above < level; above++) {
                width *= CHILDREN;
            }
            return width;
        }

        /** The number of its first change. */
        long first() {
            return index * width();
        }

        /** The number of the first change after it. */
        long end() {
            return (index + 1L) * width();
        }

        boolean isLeaf() {
            return level == 0;
        }
    }

    /** The page that a change stands on. */
    static Place leaf(int number) {
        return new Place(0, number / CHANGES);
    }

    /** What the first page leads to: the lowest level that has room on it. */
    List<Place> top() {
        int level = 0;
        while (pages(level) > CHILDREN) {
            level++;
        }
        return places(level, 0, pages(level));
    }

    private int pages(int level) {
        long width = new Place(level, 0).width();
        return Math.toIntExact((count + width - 1) / width);
    }

    /** What a page leads to. */
    List<Place> below(Place place) {
        if (place.isLeaf()) {
            return List.of();
        }
        int level = place.level() - 1;
        int first = place.index() * CHILDREN;
        return places(level, first, Math.min(first + CHILDREN, pages(level)));
    }

    private static List<Place> places(int level, int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(index -> new Place(level, index))
                .toList();
    }

    /** Whether nothing comes to a page any more. */
    boolean isFull(Place place) {
        return place.end() <= count;
    }

    /** Nothing where there is no such page, or not yet. The first leaf is there before the first change is. */
    Optional<Place> find(int level, int index) {
        boolean isThere =
                level >= 0 && level < LEVELS && index >= 0 && index < Math.max(pages(level), level == 0 ? 1 : 0);
        return isThere ? Optional.of(new Place(level, index)) : Optional.empty();
    }
}
