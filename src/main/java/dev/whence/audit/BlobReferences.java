package dev.whence.audit;

import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

/** Which blobs the entries refer to, as far as these were read. Not thread safe. */
final class BlobReferences {
    private final Set<String> names = new HashSet<>();
    private boolean complete = true;

    /** Adds the names of files. */
    void refer(Collection<String> files) {
        names.addAll(files);
    }

    /** There are entries that were not, or could not be, read: any blob may be theirs. */
    void unknown() {
        complete = false;
    }

    boolean mayReferTo(String file) {
        return !complete || names.contains(file);
    }
}
