package dev.whence.receive;

import dev.whence.ledger.Erasure;
import dev.whence.ledger.Event;
import dev.whence.ledger.Ledger;
import dev.whence.ledger.LedgerDamagedException;
import dev.whence.ledger.Log;
import dev.whence.receipt.ReceiptId;
import dev.whence.receipt.Tombstone;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongPredicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What was erased, and by which tombstones. A tombstone is noted when its event line is met, and carried out when it is on
 * the disk: so a crash between the two is made good by the next start, which does both again. One thread notes and carries
 * out, any number asks.
 *
 * <p>With a receipt go those of its attachments that lie beside the log, for they may quote it.
 */
public final class Erasures {
    /** Under which outputs of erased receipts are hidden, apart from all other names. */
    static final String OUTPUT_SORT = "erased-output";

    private static final Logger logger = LoggerFactory.getLogger(Erasures.class);

    private final Log log;
    private final EntryProjection projection;
    private final KnownReceipts known;
    private final AttachmentMarks marks;
    /** By the erased entry. */
    private final Map<Long, Long> tombstones = new ConcurrentHashMap<>();
    /** By the tombstone: the entries that it erased. */
    private final Map<Long, List<Long>> erased = new ConcurrentHashMap<>();
    /** By the hidden name of a thing: the tombstones of its makers. */
    private final Map<String, Set<Long>> makers = new ConcurrentHashMap<>();

    private final List<Event> due = new ArrayList<>();

    Erasures(Log log, EntryProjection projection, KnownReceipts known, AttachmentMarks marks) {
        this.log = log;
        this.projection = projection;
        this.known = known;
        this.marks = marks;
    }

    /** Whether the content of an entry's receipt was erased. */
    public boolean isErased(long sequence) {
        return tombstones.containsKey(sequence);
    }

    /** The tombstone that erased an entry. */
    public OptionalLong tombstone(long sequence) {
        Long by = tombstones.get(sequence);
        return by == null ? OptionalLong.empty() : OptionalLong.of(by);
    }

    /** What the entry erased, where it is a tombstone; the receipt comes first. */
    List<Long> erasedBy(long tombstone) {
        return erased.getOrDefault(tombstone, List.of());
    }

    /**
     * Whether a receipt was erased that said to have made a thing.
     *
     * @param iris under which the thing is known
     * @param sees which tombstones may be told of
     */
    public boolean hasErasedMaker(List<String> iris, LongPredicate sees) {
        return !makers.isEmpty()
                && log instanceof Ledger ledger
                && iris.stream()
                        .map(iri -> makers.getOrDefault(ledger.blinding().blind(OUTPUT_SORT, iri), Set.of()))
                        .anyMatch(by -> by.stream().anyMatch(sees::test));
    }

    /** Takes note of a tombstone; other entries cost nothing. */
    void note(Event event) {
        if (Erasure.of(event).isPresent()) {
            due.add(event);
        }
    }

    /**
     * Carries out what was noted: takes the payloads away.
     *
     * @return the entries that have just become nothing
     */
    SortedSet<Long> carryOut() {
        SortedSet<Long> gone = new TreeSet<>();
        if (due.isEmpty()) {
            return gone;
        }
        for (Event event : due) {
            Erasure.of(event).ifPresent(id -> gone.addAll(entomb(event, id)));
        }
        log.erase(gone.stream().map(log::entry).toList());
        due.forEach(this::rememberOutputs);
        due.clear();
        return gone;
    }

    private Optional<Tombstone> tombstone(Event event) {
        try {
            return projection
                    .receipt(log.entry(event.sequence()))
                    .filter(Tombstone.class::isInstance)
                    .map(Tombstone.class::cast);
        } catch (LedgerDamagedException damaged) {
            // Its event line is enough to keep what was erased away; a mark is not worth a start.
            logger.warn("a tombstone cannot be read, and what it erased is not marked: {}", damaged.getMessage());
            return Optional.empty();
        }
    }

    private List<Long> entomb(Event tombstone, ReceiptId id) {
        List<Long> targets = new ArrayList<>();
        OptionalLong receipt = known.sequenceOf(tombstone.org(), id.text());
        if (receipt.isPresent() && receipt.getAsLong() < tombstone.sequence()) {
            targets.add(receipt.getAsLong());
            targets.addAll(marks.all(receipt.getAsLong()));
        }
        List<Long> beside = targets.stream().filter(this::liesBeside).toList();
        beside.forEach(target -> tombstones.put(target, tombstone.sequence()));
        erased.put(tombstone.sequence(), beside);
        return beside;
    }

    private boolean liesBeside(long sequence) {
        return log.entry(sequence).event().payloadRef().isPresent();
    }

    /** Where the tombstone itself is not to be had, or there is no key, nothing is known of the things. */
    private void rememberOutputs(Event event) {
        tombstone(event).stream()
                .flatMap(read -> read.outputs().stream())
                .forEach(output -> makers.computeIfAbsent(output, unused -> ConcurrentHashMap.newKeySet())
                        .add(event.sequence()));
    }
}
