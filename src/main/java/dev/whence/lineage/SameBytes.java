package dev.whence.lineage;

import java.util.HashSet;
import java.util.Set;

/** Crosses from an entity to all others with its content; each content once a walk, so that a group costs its size. */
final class SameBytes {
    private final View view;
    private final Set<Integer> done;

    /** @param empty the contents of no bytes at all: to share nothing is no relation */
    SameBytes(View view, Set<Integer> empty) {
        this.view = view;
        this.done = new HashSet<>(empty);
    }

    boolean expand(int entity, Step.Sink sink) {
        int content = view.tables().content(entity);
        if (content == Tables.NONE || view.tables().listsOne(content) || !done.add(content)) {
            return true;
        }
        for (int equal : view.live(view.tables().entitiesOf(content))) {
            if (equal != entity && !sink.edge(Relation.SAME_BYTES, Tables.NONE, Tables.NONE, false, equal, Step.ALL)) {
                return false;
            }
        }
        return true;
    }
}
