package dev.whence.ledger;

import java.util.HashSet;
import java.util.Set;

/** Which blobs the entries refer to, as far as these could be read. Not thread safe. */
final class BlobReferences {
    private final Set<String> names = new HashSet<>();
    private boolean complete = true;

    void refer(Entry entry) {
        entry.event().payloadRef().ifPresent(ref -> names.add(ref.sha256()));
    }

    /** There is an entry that could not be read: any blob may be its. */
    void unknown() {
        complete = false;
    }

    boolean mayReferTo(String name) {
        return !complete || names.contains(name);
    }
}
