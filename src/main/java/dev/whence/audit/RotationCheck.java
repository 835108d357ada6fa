package dev.whence.audit;

import dev.whence.receipt.RefusedException;
import dev.whence.tlog.note.KeyHistory;
import dev.whence.tlog.note.KeyRotation;
import dev.whence.tlog.note.LogPolicy;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Checks the entries by which a log changes its key: each must be signed by the keys that it names and continue the last,
 * and the folder's own list of keys must say what they say. Not thread safe.
 */
final class RotationCheck {
    private final Findings findings;
    private final List<Found> found = new ArrayList<>();

    RotationCheck(Findings findings) {
        this.findings = findings;
    }

    /** An entry that says that it changes the key. */
    record Found(String place, long sequence, Optional<byte[]> payload) {
        /** Nothing where an entry is another. */
        static Optional<Found> in(String place, Entry entry) {
            return entry.event().kind().equals(KeyRotation.KIND)
                    ? Optional.of(new Found(place, entry.event().sequence(), entry.payload()))
                    : Optional.empty();
        }

        KeyRotation read() throws RefusedException {
            return KeyRotation.parse(payload.orElse(new byte[0]));
        }
    }

    void add(List<Found> more) {
        found.addAll(more);
    }

    /** Checks those that were found, where they may not be all. */
    void checkEach() {
        for (Found rotation : found) {
            try {
                rotation.read();
            } catch (RefusedException e) {
                findings.fault(rotation.place(), e.problem().detail());
            }
        }
    }

    /**
     * Checks all rotations of a log.
     *
     * @param own the folder's own list of keys, where it has one
     */
    void checkAll(Optional<LogPolicy> own, boolean atRest) throws IOException {
        Optional<KeyHistory> history = Optional.empty();
        for (Found rotation : found) {
            try {
                KeyRotation read = rotation.read();
                KeyHistory before = history.orElse(KeyHistory.of(read.oldKey()));
                history = Optional.of(before.with(rotation.sequence(), read));
            } catch (RefusedException e) {
                findings.fault(rotation.place(), e.problem().detail());
                return;
            }
        }
        if (own.isPresent() && !fits(KeyHistory.of(own.get()), history)) {
            findings.faultAtRest(
                    atRest,
                    Names.POLICY,
                    "its keys and their sizes are not those that the log's key rotations lead to");
        }
    }

    private static boolean fits(KeyHistory own, Optional<KeyHistory> history) {
        return history.map(told -> told.spans().equals(own.spans()))
                .orElse(own.spans().size() == 1
                        && own.spans().get(0).sizes().equals(dev.whence.tlog.note.SizeRange.ALL));
    }
}
