package dev.whence.audit;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Checks that each incident names its organisation's incident before it. As {@link ChainCheck}, it takes the log in runs
 * that are joined later. Not thread safe.
 */
final class IncidentChains {
    private static final String INCIDENT = "incident";

    private final Consumer<Fault> faults;
    /** Whether an organisation that is not among the newest has no incident before. */
    private boolean fromFirst;
    /** Whether there was an entry that may have been an incident and cannot be read. */
    private boolean broken;

    private final Map<String, String> newest = new HashMap<>();
    private final Map<String, Link> first = new LinkedHashMap<>();

    /** An incident whose predecessor lies before the run. */
    private record Link(String place, String previous) {}

    IncidentChains(boolean fromFirst, Consumer<Fault> faults) {
        this.fromFirst = fromFirst;
        this.faults = faults;
    }

    void next(String place, Event event, String eventHash) {
        if (event.kind().equals(INCIDENT)) {
            check(event.org(), new Link(place, event.incidentBefore().orElse("")));
            newest.put(event.org(), eventHash);
        }
    }

    private void check(String org, Link link) {
        Optional<String> before = Optional.ofNullable(newest.get(org))
                .or(() -> fromFirst ? Optional.of(Event.NO_PREVIOUS) : Optional.empty());
        if (before.isEmpty()) {
            if (!broken) {
                first.putIfAbsent(org, link);
            }
        } else if (!before.get().equals(link.previous())) {
            faults.accept(
                    new Fault(link.place(), "its incident_prev is not the hash of the organisation's incident before"));
        }
    }

    /** An entry cannot be read: whether it was an incident, and whose, is not known. */
    void skip() {
        newest.clear();
        fromFirst = false;
        broken = true;
    }

    /** Goes on where a run ends that follows the entries so far. */
    void join(IncidentChains run) {
        run.first.forEach(this::check);
        if (run.broken) {
            skip();
        }
        newest.putAll(run.newest);
    }
}
