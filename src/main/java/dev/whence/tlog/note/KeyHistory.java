package dev.whence.tlog.note;

import dev.whence.receipt.RefusedException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The keys of one log with the sizes at which each may sign, as its key rotations make them. Each rotation must continue
 * the last: a key that nobody vouched for does not get in. Immutable.
 */
public final class KeyHistory {
    private final List<Span> spans;

    /** A key and its sizes. */
    public record Span(VerifierKey key, SizeRange sizes) {}

    private KeyHistory(List<Span> spans) {
        this.spans = List.copyOf(spans);
    }

    /** A log that has had one key. */
    public static KeyHistory of(VerifierKey first) {
        return new KeyHistory(List.of(new Span(first, SizeRange.ALL)));
    }

    /** As a policy tells it, oldest key first; keys of unknown types are left out. */
    public static KeyHistory of(LogPolicy policy) {
        return new KeyHistory(policy.logs().stream()
                .flatMap(log -> log.key().map(key -> new Span(key, log.sizes())).stream())
                .toList());
    }

    /**
     * The keys after one more rotation.
     *
     * @param sequence of the entry that holds it
     * @throws RefusedException where it does not continue what is known
     */
    public KeyHistory with(long sequence, KeyRotation rotation) throws RefusedException {
        if (rotation.fromSize() != sequence + 1) {
            throw KeyRotation.refused("it speaks of size " + rotation.fromSize() + " and stands at " + sequence);
        }
        return rotation.step() == KeyRotation.Step.BEGIN ? begun(rotation) : finished(rotation);
    }

    private KeyHistory begun(KeyRotation rotation) throws RefusedException {
        if (isOverlapping() || !rotation.oldKey().equals(newest())) {
            throw KeyRotation.refused("the log's key is " + newest().hexId()
                    + (isOverlapping() ? " with another still beside it" : "")
                    + ", and it replaces " + rotation.oldKey().hexId());
        }
        boolean known = spans.stream().anyMatch(span -> span.key().wrapsTheSame(rotation.newKey()));
        if (known || !rotation.newKey().name().equals(newest().name())) {
            throw KeyRotation.refused("the key that it announces is not a new one of this log");
        }
        List<Span> more = new ArrayList<>(spans);
        more.add(new Span(rotation.newKey(), SizeRange.from(rotation.fromSize())));
        return new KeyHistory(more);
    }

    private KeyHistory finished(KeyRotation rotation) throws RefusedException {
        if (!isOverlapping()
                || !rotation.newKey().equals(newest())
                || !rotation.oldKey().equals(leaving().orElseThrow())) {
            throw KeyRotation.refused("it ends a change of keys that was not begun");
        }
        List<Span> closed = new ArrayList<>(spans);
        Span old = spans.get(spans.size() - 2);
        closed.set(spans.size() - 2, new Span(old.key(), old.sizes().until(rotation.fromSize() - 1)));
        return new KeyHistory(closed);
    }

    /** Oldest first. */
    public List<Span> spans() {
        return spans;
    }

    /** The key that signs from now on, alone or beside the one that leaves. */
    public VerifierKey newest() {
        return spans.get(spans.size() - 1).key();
    }

    /** Whether two keys sign. */
    public boolean isOverlapping() {
        return leaving().isPresent();
    }

    /** The key that signs beside the newest until the change is finished. */
    public Optional<VerifierKey> leaving() {
        int last = spans.size() - 2;
        return last >= 0 && spans.get(last).sizes().isOpen()
                ? Optional.of(spans.get(last).key())
                : Optional.empty();
    }

    public boolean names(VerifierKey key) {
        return spans.stream().anyMatch(span -> span.key().equals(key));
    }

    /** The keys that may sign at a size. */
    public List<VerifierKey> signing(long size) {
        return spans.stream()
                .filter(span -> span.sizes().contains(size))
                .map(Span::key)
                .toList();
    }

    /** The log lines of a policy. */
    public List<LogPolicy.Log> logs() {
        return spans.stream()
                .map(span -> LogPolicy.Log.of(span.key(), span.sizes()))
                .toList();
    }
}
