package dev.whence.ledger;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Payloads that were taken away. One thread takes, any number asks.
 *
 * <p>A payload may lie there for several entries: two organisations may have been handed the same bytes. Its file goes with
 * the last of them; before that it is nothing any more for those that were erased.
 */
final class ErasedPayloads {
    private final BlobStore blobs;
    private final Set<Long> erased = ConcurrentHashMap.newKeySet();

    ErasedPayloads(BlobStore blobs) {
        this.blobs = blobs;
    }

    boolean contains(long sequence) {
        return erased.contains(sequence);
    }

    /** Reads a payload, where it was not taken away. */
    Optional<byte[]> read(Entry entry) throws IOException {
        Optional<PayloadRef> ref = entry.event().payloadRef();
        if (ref.isEmpty()) {
            return entry.inlinePayload();
        }
        return contains(entry.sequence()) ? Optional.empty() : blobs.read(ref.get());
    }

    /**
     * Takes the payloads of entries away; when it returns, they are not on the disk any more. Those that lie in the log
     * itself stay. Done again, it finishes what a crash cut off.
     */
    void take(List<Entry> entries, Log log) throws IOException {
        List<PayloadRef> there = new ArrayList<>();
        for (Entry entry : entries) {
            Optional<PayloadRef> ref = entry.event().payloadRef();
            if (ref.isPresent()) {
                erased.add(entry.sequence());
                if (blobs.exists(ref.get())) {
                    there.add(ref.get());
                }
            }
        }
        if (!there.isEmpty()) {
            Set<String> needed = needed(there, log);
            blobs.remove(
                    there.stream().filter(ref -> !needed.contains(ref.sha256())).toList());
        }
    }

    /** Which of them another entry refers to that was not erased. */
    private Set<String> needed(List<PayloadRef> refs, Log log) {
        Set<String> asked = new HashSet<>();
        refs.forEach(ref -> asked.add(ref.sha256()));
        Set<String> needed = new HashSet<>();
        log.scanEvents(
                0,
                log.size(),
                event -> event.payloadRef()
                        .map(PayloadRef::sha256)
                        .filter(asked::contains)
                        .filter(name -> !contains(event.sequence()))
                        .ifPresent(needed::add));
        return needed;
    }
}
