package dev.whence.receive;

import dev.whence.access.Rights;
import dev.whence.ledger.Event;

/** Reads an entry's rights from its event line. */
final class EventRights {
    private EventRights() {}

    static Rights of(Event event) {
        return new Rights(event.org(), event.label(), event.embargoUntil());
    }
}
