package dev.whence.feed.stac;

import dev.whence.catalog.CatalogView;
import dev.whence.catalog.Change;
import dev.whence.feed.PublishedRecords;
import dev.whence.receipt.ReceiptKind;
import dev.whence.receipt.StacItem;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Where and when the published Items of an organisation lie, for every view of its catalog: an entry for each change that
 * published one. It reads on to the view that is asked for before it answers; most entries lie in a packed tree, the latest in
 * a list until a new tree was made of all, in the background. Thread-safe.
 */
final class ItemIndex {
    private static final String ITEM = ReceiptKind.STAC_ITEM.ledgerName();
    private static final int AT_ONCE = 1000;
    /** So many are looked at one by one faster than a tree is made. */
    private static final int FEW = 2000;
    /** Beside a tree at most this part of it is looked at one by one. */
    private static final int PART = 8;

    private static final Comparator<ItemEntry> BY_ORDINAL =
            Comparator.comparingInt(entry -> entry.change().ordinal());

    private final PublishedRecords records;
    private final ReadWriteLock lock = new ReentrantReadWriteLock();
    private final List<ItemEntry> entries = new ArrayList<>();
    /** By ordinal: the entry that holds now. */
    private final Map<Integer, ItemEntry> latest = new HashMap<>();

    private PackedTree tree = new PackedTree(List.of());
    private boolean isPacking;
    private int read;

    ItemIndex(PublishedRecords records) {
        this.records = records;
    }

    /**
     * What was found.
     *
     * @param matched how many there are in all
     * @param changes that published the first of them, by their ordinals
     */
    record Found(int matched, List<Change> changes) {}

    /**
     * Searches a view.
     *
     * @param after the ordinal that all found have to be above of; {@link CatalogView#START} for none
     */
    Found find(CatalogView view, Search search, int after, int most) {
        readOn(view);
        lock.readLock().lock();
        try {
            Gathering found = new Gathering(view, search, after, most);
            if (search.near().isPresent()) {
                tree.near(search.near().get(), found);
                entries.subList(tree.size(), entries.size()).forEach(found);
            } else {
                entries.forEach(found);
            }
            return found.sorted();
        } finally {
            lock.readLock().unlock();
        }
    }

    private void readOn(CatalogView view) {
        lock.readLock().lock();
        boolean isFarEnough = read >= view.changeCount();
        lock.readLock().unlock();
        if (isFarEnough) {
            return;
        }
        lock.writeLock().lock();
        try {
            while (read < view.changeCount()) {
                for (Change change : view.changes(read, AT_ONCE)) {
                    add(change);
                    read = change.number() + 1;
                }
            }
            packSoon();
        } finally {
            lock.writeLock().unlock();
        }
    }

    private void add(Change change) {
        if (!change.key().kind().equals(ITEM)) {
            return;
        }
        ItemEntry before = latest.remove(change.ordinal());
        if (before != null) {
            before.endAt(change.number());
        }
        // Of what was erased nothing can be read, and nothing is to be found.
        records.publication(change)
                .map(publication -> publication.document())
                .filter(StacItem.class::isInstance)
                .map(item -> new ItemEntry(change, (StacItem) item))
                .ifPresent(entry -> {
                    entries.add(entry);
                    latest.put(change.ordinal(), entry);
                });
    }

    private void packSoon() {
        if (!isPacking && entries.size() - tree.size() > Math.max(FEW, tree.size() / PART)) {
            isPacking = true;
            List<ItemEntry> all = List.copyOf(entries);
            CompletableFuture.supplyAsync(() -> new PackedTree(all)).whenComplete((made, failed) -> packed(made));
        }
    }

    private void packed(@Nullable PackedTree made) {
        lock.writeLock().lock();
        isPacking = false;
        if (made != null) {
            tree = made;
        }
        lock.writeLock().unlock();
    }

    /** Counts all that match, and keeps the first of them. */
    private static final class Gathering implements Consumer<ItemEntry> {
        private final CatalogView view;
        private final Search search;
        private final int after;
        private final int most;
        private final int changeCount;
        private final boolean mayRepeat;
        private final Set<Integer> seen = new HashSet<>();
        /** The last of them on top. */
        private final PriorityQueue<ItemEntry> first = new PriorityQueue<>(BY_ORDINAL.reversed());

        private int matched;

        Gathering(CatalogView view, Search search, int after, int most) {
            this.view = view;
            this.search = search;
            this.after = after;
            this.most = most;
            this.changeCount = view.changeCount();
            this.mayRepeat = search.near().isPresent();
        }

        @Override
        public void accept(ItemEntry entry) {
            if (!entry.isIn(changeCount) || !search.matches(entry) || view.isErased(entry.change())) {
                return;
            }
            int ordinal = entry.change().ordinal();
            if (mayRepeat && !seen.add(ordinal)) {
                return;
            }
            matched++;
            if (ordinal > after) {
                keep(entry);
            }
        }

        private void keep(ItemEntry entry) {
            first.add(entry);
            if (first.size() > most) {
                first.poll();
            }
        }

        Found sorted() {
            return new Found(
                    matched,
                    first.stream().sorted(BY_ORDINAL).map(ItemEntry::change).toList());
        }
    }
}
