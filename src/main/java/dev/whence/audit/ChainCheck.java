package dev.whence.audit;

import dev.whence.tlog.merkle.Hash;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Checks that each entry continues the one before: its hash and its time; and that incidents continue theirs. A run of entries can be checked by itself and
 * joined later to those before it. Not thread safe.
 */
final class ChainCheck {
    private static final String BEGINNING_OF_TIME = "";

    private final Consumer<Fault> faults;
    private final IncidentChains incidents;
    /** What the next entry may name as the one before; absent where that is not known yet. */
    private Optional<Set<String>> previous;

    private String notBefore = BEGINNING_OF_TIME;
    /** The first entry that could be read with its link and its time, for those who join. */
    private Optional<Joint> firstLink = Optional.empty();

    private Optional<Joint> firstTime = Optional.empty();

    /** Where a run of entries continues another. */
    private record Joint(String place, Event event) {}

    private ChainCheck(Optional<Set<String>> previous, Consumer<Fault> faults) {
        this.previous = previous;
        this.faults = faults;
        this.incidents = new IncidentChains(previous.isPresent(), faults);
    }

    /** From the log's first entry. */
    static ChainCheck fromFirst(Consumer<Fault> faults) {
        return new ChainCheck(Optional.of(Set.of(Event.NO_PREVIOUS)), faults);
    }

    /** From somewhere within. */
    static ChainCheck fromWithin(Consumer<Fault> faults) {
        return new ChainCheck(Optional.empty(), faults);
    }

    /** Checks the next entry. */
    void next(String place, Event event, Hash leaf) {
        Joint joint = new Joint(place, event);
        if (previous.isPresent()) {
            checkLink(joint);
        } else {
            firstLink = Optional.of(joint);
        }
        if (firstTime.isEmpty()) {
            firstTime = Optional.of(joint);
        }
        checkTime(joint);
        incidents.next(place, event, eventHash(leaf));
        previous = Optional.of(Set.of(eventHash(leaf)));
        notBefore = event.time();
    }

    /**
     * Passes over an entry that could not be read, or has not the hash that its tile states; that is told elsewhere. The
     * one behind it may continue either.
     */
    void skip(Hash ofEntry, Hash ofTile) {
        incidents.skip();
        previous = Optional.of(new HashSet<>(List.of(eventHash(ofEntry), eventHash(ofTile))));
    }

    /** Goes on where a run ends that follows the entries so far. */
    void join(ChainCheck run) {
        if (previous.isPresent()) {
            run.firstLink.ifPresent(this::checkLink);
        }
        run.firstTime.ifPresent(this::checkTime);
        incidents.join(run.incidents);
        if (run.previous.isPresent()) {
            previous = run.previous;
        }
        if (!run.notBefore.equals(BEGINNING_OF_TIME)) {
            notBefore = run.notBefore;
        }
    }

    private void checkLink(Joint joint) {
        if (!previous.orElseThrow().contains(joint.event().previousEventHash())) {
            faults.accept(new Fault(joint.place(), "its prev_event_hash is not the hash of the entry before"));
        }
    }

    private void checkTime(Joint joint) {
        if (joint.event().time().compareTo(notBefore) < 0) {
            faults.accept(new Fault(joint.place(), "its time is before that of the entry before"));
        }
    }

    /** {@code sha256:} and the leaf hash. */
    static String eventHash(Hash leaf) {
        return "sha256:" + leaf.hex();
    }
}
