package dev.whence.audit;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Collects faults and notices, each once; after the first thousand it only counts. Not thread safe. */
final class Findings {
    private static final int MOST = 1000;

    private final Set<Fault> faults = new LinkedHashSet<>();
    private final Set<Fault> notices = new LinkedHashSet<>();
    private long more;

    void fault(String place, String message) {
        fault(new Fault(place, message));
    }

    void fault(Fault fault) {
        if (faults.size() < MOST) {
            faults.add(fault);
        } else if (!faults.contains(fault)) {
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
            all.add(new Fault(Names.LEDGER, more + " more faults are not listed"));
        }
        return all;
    }

    List<Fault> notices() {
        return List.copyOf(notices);
    }
}
