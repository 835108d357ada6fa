package dev.whence.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.whence.receipt.PolicyLabel;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class IncidentChainsTest {
    private final List<Fault> faults = new ArrayList<>();
    private final IncidentChains log = new IncidentChains(true, faults::add);

    private static void incident(IncidentChains chains, String org, String before, String hash) {
        Event event = new Event(
                0,
                "",
                "incident",
                org,
                Optional.of(before),
                Event.NO_PREVIOUS,
                "",
                PolicyLabel.PUBLIC,
                Optional.empty(),
                Optional.empty(),
                false,
                Optional.empty());
        chains.next("entry " + hash, event, hash);
    }

    private IncidentChains within() {
        return new IncidentChains(false, faults::add);
    }

    private List<String> places() {
        return faults.stream().map(Fault::place).toList();
    }

    @Test
    void each_organisation_has_a_chain_of_its_own() {
        incident(log, "a", Event.NO_PREVIOUS, "1");
        incident(log, "b", Event.NO_PREVIOUS, "2");
        incident(log, "a", "1", "3");
        incident(log, "b", "1", "4");
        assertThat(places()).containsExactly("entry 4");
    }

    @Test
    void runs_are_held_to_what_came_before_them() {
        incident(log, "a", Event.NO_PREVIOUS, "1");
        IncidentChains good = within();
        incident(good, "a", "1", "2");
        incident(good, "new", Event.NO_PREVIOUS, "3");
        log.join(good);
        assertThat(places()).isEmpty();
        IncidentChains bad = within();
        incident(bad, "a", "1", "4");
        incident(bad, "new", Event.NO_PREVIOUS, "5");
        log.join(bad);
        assertThat(places()).containsExactly("entry 4", "entry 5");
    }

    @Test
    void what_cannot_be_read_accuses_nobody_behind_it() {
        incident(log, "a", Event.NO_PREVIOUS, "1");
        IncidentChains run = within();
        run.skip();
        incident(run, "a", "unread", "2");
        log.join(run);
        incident(log, "a", "2", "3");
        assertThat(places()).isEmpty();
        incident(log, "a", "2", "4");
        assertThat(places()).containsExactly("entry 4");
    }
}
