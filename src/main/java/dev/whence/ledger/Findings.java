package dev.whence.ledger;

import java.util.ArrayList;
import java.util.List;

/** Collects faults and notices; after the first thousand it only counts. Not thread safe. */
final class Findings {
    private static final int MOST = 1000;

    private final List<Fault> faults = new ArrayList<>();
    private final List<Fault> notices = new ArrayList<>();
    private long more;

    void fault(String place, String message) {
        if (faults.size() < MOST) {
            faults.add(new Fault(place, message));
        } else {
            more++;
        }
    }

    void notice(String place, String message) {
        if (notices.size() < MOST) {
            notices.add(new Fault(place, message));
        }
    }

    /** A fault in a folder at rest; a notice where a writer is at work or was cut off, because it may be of its doing. */
    void faultAtRest(boolean atRest, String place, String message) {
        if (atRest) {
            fault(place, message);
        } else {
            notice(place, message + "; the log was not cleanly stopped, or is being written");
        }
    }

    List<Fault> faults() {
        List<Fault> all = new ArrayList<>(faults);
        if (more > 0) {
            all.add(new Fault("ledger", more + " more faults are not listed"));
        }
        return all;
    }

    List<Fault> notices() {
        return notices;
    }
}
