package dev.whence.feed.oai;

import dev.whence.catalog.CatalogView;
import dev.whence.catalog.Change;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * The records that a harvester wants, each by its last change in a view, in the order of those.
 *
 * @param isInSet whether a record is in the set that is wanted
 */
record Listing(CatalogView view, Wanted wanted, Predicate<Change> isInSet) {
    private static final int AT_ONCE = 1000;

    /** @param after number of the change that the list before ended with */
    List<Change> after(int after, int most) {
        List<Change> found = new ArrayList<>();
        int begin = Math.max(after + 1, wanted.from().map(view::firstSince).orElse(0));
        for (int from = begin; from < view.changeCount() && found.size() < most; from += AT_ONCE) {
            for (Change change : view.changes(from, AT_ONCE)) {
                if (found.size() < most && isWanted(change)) {
                    found.add(change);
                }
            }
        }
        return found;
    }

    int count() {
        int count = 0;
        for (int from = wanted.from().map(view::firstSince).orElse(0); from < view.changeCount(); from += AT_ONCE) {
            for (Change change : view.changes(from, AT_ONCE)) {
                count += isWanted(change) ? 1 : 0;
            }
        }
        return count;
    }

    private boolean isWanted(Change change) {
        return wanted.isInTime(change) && isLast(change) && isTellable(change) && isInSet.test(change);
    }

    private boolean isLast(Change change) {
        return view.latest(change.key())
                .filter(latest -> latest.number() == change.number())
                .isPresent();
    }

    /** Of what was erased the deletion is told, by a later change; never the content. */
    private boolean isTellable(Change change) {
        return !change.isThere() || !view.isErased(change);
    }
}
