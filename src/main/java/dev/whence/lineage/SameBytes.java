package dev.whence.lineage;

import java.util.HashSet;
import java.util.Set;

/**
 * Crosses from an entity to all others with its content, and to what else was said under its type and id; each group once
 * a walk, so that it costs its size.
 */
final class SameBytes {
    private final View view;
    private final Set<Integer> done;

    /** @param empty the contents of no bytes at all: to share nothing is no relation */
    SameBytes(View view, Set<Integer> empty) {
        this.view = view;
        this.done = new HashSet<>(empty);
    }

    boolean expand(int entity, Step.Sink sink) {
        return expand(view.tables().content(entity), entity, sink)
                && (!view.isThing(entity) || expand(view.tables().location(entity), entity, sink));
    }

    private boolean expand(int group, int entity, Step.Sink sink) {
        if (group == Tables.NONE || view.tables().listsOne(group) || !done.add(group)) {
            return true;
        }
        for (int equal : view.live(view.tables().entitiesOf(group))) {
            if (equal != entity && !sink.edge(Relation.SAME_BYTES, Tables.NONE, Tables.NONE, false, equal, Step.ALL)) {
                return false;
            }
        }
        return true;
    }
}
