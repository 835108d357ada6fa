package dev.whence.audit;

import java.util.Comparator;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;

/**
 * Which payloads may be missing because they were erased. A tombstone comes after what it erases, so whether a missing
 * payload is a fault is told at the end. Thread safe, but for {@link #settle}.
 */
final class Tombstones {
    /** Organisation and receipt id. */
    private final Set<String> erased = ConcurrentHashMap.newKeySet();

    private final Queue<Missing> missing = new ConcurrentLinkedQueue<>();
    private long excused;

    /** A payload that is not there. */
    private record Missing(Event event, Fault fault) {}

    /** Takes note of a tombstone; other entries cost nothing. */
    void note(Event event) {
        event.erases().ifPresent(receipt -> erased.add(key(event.org(), receipt)));
    }

    /** A payload is missing; that is a fault unless it was erased. */
    void missing(Event event, Fault fault) {
        missing.add(new Missing(event, fault));
    }

    /** The first entry whose payload is missing and not erased, as far as is known. */
    Optional<Long> firstUnexplained() {
        return missing.stream()
                .filter(one -> !isErased(one.event()))
                .map(one -> one.event().sequence())
                .min(Comparator.naturalOrder());
    }

    /** Tells what is missing without a tombstone, in the order of the log. */
    void settle(Consumer<Fault> faults) {
        missing.stream()
                .filter(one -> !isErased(one.event()))
                .sorted(Comparator.comparingLong(one -> one.event().sequence()))
                .forEach(one -> faults.accept(one.fault()));
        excused = missing.stream().filter(one -> isErased(one.event())).count();
    }

    /** How many payloads are missing because they were erased; known when it is settled. */
    long excused() {
        return excused;
    }

    /** An attachment goes with the receipt that it belongs to. */
    private boolean isErased(Event event) {
        return erased.contains(key(event.org(), event.receiptId()))
                || event.attachmentOf()
                        .filter(receipt -> erased.contains(key(event.org(), receipt)))
                        .isPresent();
    }

    private static String key(String organisation, String receipt) {
        return organisation + "\n" + receipt;
    }
}
