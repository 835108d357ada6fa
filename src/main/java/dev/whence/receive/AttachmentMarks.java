package dev.whence.receive;

import dev.whence.access.Sight;
import dev.whence.canonical.Sha256;
import dev.whence.ledger.Event;
import dev.whence.receipt.ReceiptId;
import dev.whence.receipt.Verdict.Word;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Which attachments each receipt has and what came of checking them, in memory, so that a walk can mark what it shows. Fed
 * by event lines at start and by the writer before an entry is in the lineage index; so whatever size a walk sees, the
 * marks up to that size are here. One thread adds, any number read.
 */
public final class AttachmentMarks {
    /** A receipt has no more attachments than these, repeated judgements among them. */
    static final int MOST = 1000;

    private final Map<Long, Attached> byReceipt = new ConcurrentHashMap<>();

    /**
     * One attachment, and those before it.
     *
     * @param replaces the entry that this one judges anew, or -1
     * @param subject a hash of the bytes' name
     */
    private record Attached(
            long sequence,
            long replaces,
            Word word,
            long subject,
            int count,
            @Nullable Attached older) {}

    /** Whether an entry is an attachment. */
    static boolean concern(Event event) {
        return EventVerdict.attachmentOf(event).isPresent();
    }

    /**
     * Takes note of an entry, where it is an attachment; others cost nothing.
     *
     * @param blindSubject as {@link KnownReceipts} has it
     */
    void remember(Event event, KnownReceipts known, String blindSubject) {
        Optional<ReceiptId> of = EventVerdict.attachmentOf(event);
        Optional<Word> word = EventVerdict.of(event).map(verdict -> verdict.word());
        if (of.isEmpty() || word.isEmpty()) {
            return;
        }
        OptionalLong receipt = known.sequenceOf(event.org(), of.get().text());
        long replaces = event.supersedes()
                .map(id -> known.sequenceOf(event.org(), id.text()).orElse(-1))
                .orElse(-1L);
        if (receipt.isPresent()) {
            byReceipt.compute(
                    receipt.getAsLong(),
                    (key, older) -> new Attached(
                            event.sequence(),
                            replaces,
                            word.get(),
                            hash(blindSubject),
                            older == null ? 1 : older.count() + 1,
                            older));
        }
    }

    /** The newest entry that holds these bytes for this receipt. */
    OptionalLong newest(long receipt, String blindSubject) {
        long subject = hash(blindSubject);
        for (Attached at = byReceipt.get(receipt); at != null; at = at.older()) {
            if (at.subject() == subject) {
                return OptionalLong.of(at.sequence());
            }
        }
        return OptionalLong.empty();
    }

    /** Every attachment of a receipt, those that were judged anew too. */
    List<Long> all(long receipt) {
        List<Long> all = new ArrayList<>();
        for (Attached at = byReceipt.get(receipt); at != null; at = at.older()) {
            all.add(at.sequence());
        }
        return all;
    }

    boolean isFull(long receipt) {
        Attached newest = byReceipt.get(receipt);
        return newest != null && newest.count() >= MOST;
    }

    /**
     * The attachments of a receipt as of a ledger size, each as it was judged last, oldest first.
     *
     * @param sight what the asker sees; a hidden attachment is as if it had never come
     */
    public List<Long> of(long receipt, long size, Sight sight) {
        return standing(receipt, size, sight).stream().map(Attached::sequence).toList();
    }

    /** What came of checking them; nothing where there are none. */
    public Set<Word> words(long receipt, long size, Sight sight) {
        Set<Word> words = new HashSet<>();
        if (byReceipt.containsKey(receipt)) {
            standing(receipt, size, sight).forEach(attached -> words.add(attached.word()));
        }
        return words;
    }

    /** Newest first in memory: what replaces another is met before it. */
    private Deque<Attached> standing(long receipt, long size, Sight sight) {
        Deque<Attached> standing = new ArrayDeque<>();
        Set<Long> replaced = new HashSet<>();
        for (Attached at = byReceipt.get(receipt); at != null; at = at.older()) {
            boolean there = at.sequence() < size && sight.sees(at.sequence());
            if (there && !replaced.contains(at.sequence())) {
                standing.addFirst(at);
            }
            if (there && at.replaces() >= 0) {
                replaced.add(at.replaces());
            }
        }
        return standing;
    }

    private static long hash(String blindSubject) {
        return ByteBuffer.wrap(Sha256.hash(blindSubject.getBytes(StandardCharsets.UTF_8)))
                .getLong();
    }
}
