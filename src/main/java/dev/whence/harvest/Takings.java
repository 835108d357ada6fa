package dev.whence.harvest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.whence.canonical.Jcs;
import dev.whence.canonical.Sha256;
import dev.whence.harvest.read.Found;
import dev.whence.harvest.read.Page;
import dev.whence.harvest.read.Removed;
import dev.whence.harvest.web.StoppedException;
import dev.whence.receipt.Problem;
import dev.whence.receipt.ProblemType;
import dev.whence.receipt.ReceiptId;
import dev.whence.receipt.ReceiptKind;
import dev.whence.receipt.RecordName;
import dev.whence.receipt.RefusedException;
import dev.whence.validate.Leniency;
import dev.whence.validate.ReceiptValidator;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Hands in the records of one harvest that say something new. A record is compared with what its source said of it before,
 * not with what was written then: when it was retrieved is in the envelope, and must not make it another. For one thread.
 */
final class Takings {
    /** Says nothing of the record: whoever takes it cannot, now. */
    private static final Set<ProblemType> PASSING = EnumSet.of(
            ProblemType.OVERLOADED,
            ProblemType.UNAVAILABLE,
            ProblemType.TIMED_OUT,
            ProblemType.FAULT,
            ProblemType.TOO_MANY_REQUESTS,
            ProblemType.UNAUTHENTICATED,
            ProblemType.FORBIDDEN,
            ProblemType.READ_ONLY);

    /** What an envelope takes; a longer one is no fault of the records. */
    private static final int LONGEST_ETAG = 1024;

    private static final int AT_ONCE = 500;

    private final Sink sink;
    private final String catalog;
    private final Clock clock;
    private final Map<String, RecordMemo> known;
    private final ReceiptValidator validator = new ReceiptValidator();
    private final Map<String, RecordMemo> news = new LinkedHashMap<>();
    /** Of this harvest: what each record said. */
    private final Map<String, String> seen = new HashMap<>();

    private final List<HarvestReport.Refusal> refusals = new ArrayList<>();
    private final Map<String, Pending> pending = new LinkedHashMap<>();
    /** Which record of the source stands here under a name: a second one of that name would only take the place of the first. */
    private final Map<RecordName, String> owners = new HashMap<>();

    private int accepted;
    private int repeated;
    private int unchanged;
    private int withdrawn;

    /** Whether there is some left. */
    interface Time {
        /** @throws StoppedException where there is none */
        void require() throws StoppedException;
    }

    private record Pending(Found found, Optional<RecordName> name, String digest, Sink.Offer offer) {}

    /**
     * @param catalog where the source begins
     * @param known changes with what is taken
     */
    Takings(Sink sink, String catalog, Clock clock, Map<String, RecordMemo> known) {
        this.sink = sink;
        this.catalog = catalog;
        this.clock = clock;
        this.known = known;
        known.forEach((id, memo) -> memo.name().filter(name -> memo.isThere()).ifPresent(name -> owners.put(name, id)));
    }

    /**
     * Takes what a document says.
     *
     * @param etag the document's
     * @param once whether a record stands in a source once, so that another of its name is a mistake
     * @param time asked now and then, as a document may have more records than can be taken in the time that there is; some of
     *     them are taken always
     * @throws StoppedException where nothing can be taken now
     */
    void take(Page page, Optional<String> etag, boolean once, Time time)
            throws IOException, InterruptedException, StoppedException {
        for (Page.Event event : page.events()) {
            if (pending.size() == AT_ONCE) {
                handIn();
                time.require();
            }
            if (event instanceof Page.Event.There there) {
                there(there.found(), etag, once);
            } else if (event instanceof Page.Event.NoMore noMore) {
                noMore(noMore.removed());
            }
        }
        handIn();
    }

    private void there(Found found, Optional<String> etag, boolean once)
            throws IOException, InterruptedException, StoppedException {
        Optional<String> digest = digest(found);
        if (digest.isEmpty()) {
            refuse(found, "", List.of("It holds a number or text that no strict JSON (RFC 7493) has."));
            return;
        }
        String before = seen.put(found.id(), digest.get());
        if (once && before != null) {
            seen.put(found.id(), before);
            if (!before.equals(digest.get())) {
                refusals.add(new HarvestReport.Refusal(
                        found.id(),
                        found.url().toString(),
                        List.of("The source has another record of this name; the one that was met first is kept.")));
            }
            return;
        }
        if (pending.containsKey(found.id())) {
            handIn();
        }
        RecordMemo memo = known.get(found.id());
        if (memo != null && isOlder(found.at(), memo)) {
            unchanged++;
        } else if (memo != null && memo.isThere() && memo.digest().equals(digest.get())) {
            unchanged(found.id(), memo);
        } else {
            offer(found, envelope(found, etag), digest.get());
        }
    }

    private void offer(Found found, ObjectNode envelope, String digest) {
        Optional<RecordName> name = name(found.kind(), envelope);
        String owner = name.map(one -> owners.putIfAbsent(one, found.id())).orElse(found.id());
        if (owner != null && name.isPresent() && !owner.equals(found.id())) {
            // Without a digest, so that it is looked at again when its document is.
            refuse(
                    found,
                    "",
                    List.of("The source's record " + owner + " has the same identifier, "
                            + name.get().subject() + "; the one that was met first is kept."));
            return;
        }
        pending.put(
                found.id(),
                new Pending(
                        found,
                        name,
                        digest,
                        new Sink.Offer(found.id() + " at " + found.url(), found.kind(), Jcs.canonicalize(envelope))));
    }

    /** What it would be called here; nothing where it is no record that is taken. */
    private Optional<RecordName> name(ReceiptKind kind, ObjectNode envelope) {
        try {
            ReceiptId id = new ReceiptId(Sha256.hex(Jcs.canonicalize(envelope)));
            return Optional.of(new RecordName(
                    kind,
                    validator
                            .validate(kind, envelope, id, Leniency.STRICT)
                            .receipt()
                            .subject()));
        } catch (RefusedException refused) {
            return Optional.empty();
        }
    }

    private static boolean isOlder(Optional<Instant> at, RecordMemo memo) {
        return at.isPresent()
                && memo.at().isPresent()
                && at.get().isBefore(memo.at().get());
    }

    private void unchanged(String id, RecordMemo memo) {
        unchanged++;
        if (!memo.refusal().isEmpty()) {
            refusals.add(new HarvestReport.Refusal(id, memo.url(), memo.refusal()));
        }
    }

    /** A document is as it was, and so are its records. */
    void again(List<String> ids) {
        for (String id : ids) {
            RecordMemo memo = known.get(id);
            if (memo != null && seen.put(id, memo.digest()) == null) {
                unchanged(id, memo);
            }
        }
    }

    private static Optional<String> digest(Found found) {
        try {
            return Optional.of(Sha256.hex(Jcs.canonicalize(found.envelope())));
        } catch (IllegalArgumentException notIJson) {
            return Optional.empty();
        }
    }

    private ObjectNode envelope(Found found, Optional<String> etag) {
        ObjectNode envelope = found.envelope().deepCopy();
        ObjectNode source = envelope.putObject("source");
        source.put("catalog", catalog).put("url", found.url().toString());
        source.put(
                "retrieved_at", clock.instant().truncatedTo(ChronoUnit.SECONDS).toString());
        etag.filter(tag -> tag.length() <= LONGEST_ETAG).ifPresent(tag -> source.put("etag", tag));
        return envelope;
    }

    private void handIn() throws IOException, InterruptedException, StoppedException {
        Map<Sink.Offer, Pending> offers = new java.util.IdentityHashMap<>();
        List<Sink.Offer> inOrder = new ArrayList<>();
        for (Pending each : pending.values()) {
            offers.put(each.offer(), each);
            inOrder.add(each.offer());
        }
        pending.clear();
        List<Problem> passing = new ArrayList<>();
        if (!inOrder.isEmpty()) {
            sink.take(inOrder, (offer, answer) -> {
                Pending told = offers.get(offer);
                if (told != null) {
                    tell(told, answer, passing);
                }
            });
        }
        if (!passing.isEmpty()) {
            throw new StoppedException(
                    "records cannot be taken here now: " + passing.get(0).detail());
        }
    }

    private void tell(Pending told, Sink.Answer answer, List<Problem> passing) {
        if (answer instanceof Sink.Answer.Refused refused) {
            if (PASSING.contains(refused.problem().type())) {
                passing.add(refused.problem());
            } else {
                refuse(told.found(), told.digest(), lines(refused.problem()));
            }
            return;
        }
        if (answer instanceof Sink.Answer.Taken) {
            accepted++;
        } else {
            repeated++;
        }
        keep(told.found(), told.digest(), told.name(), List.of());
    }

    /** An earlier version that was taken stays, and keeps its name. */
    private void refuse(Found found, String digest, List<String> reasons) {
        seen.putIfAbsent(found.id(), digest);
        refusals.add(new HarvestReport.Refusal(found.id(), found.url().toString(), reasons));
        keep(found, digest, Optional.ofNullable(known.get(found.id())).flatMap(RecordMemo::name), reasons);
    }

    private void keep(Found found, String digest, Optional<RecordName> name, List<String> reasons) {
        remember(found.id(), new RecordMemo(digest, found.url().toString(), name, found.at(), true, reasons));
    }

    private void remember(String id, RecordMemo memo) {
        known.put(id, memo);
        news.put(id, memo);
    }

    static List<String> lines(Problem problem) {
        List<String> lines = new ArrayList<>();
        lines.add(problem.detail());
        problem.violations()
                .forEach(fault -> lines.add(fault.pointer() + "  " + fault.message() + "  [" + fault.rule() + "]"));
        return lines;
    }

    private void noMore(Removed removed) throws IOException, InterruptedException, StoppedException {
        handIn();
        seen.remove(removed.id());
        RecordMemo memo = known.get(removed.id());
        if (memo == null || !isOlder(removed.at(), memo)) {
            withdraw(removed.id(), removed.at(), "Its source says that it is there no more.");
        }
    }

    /** Records that were there and that this harvest has not met. */
    List<String> missing() {
        return known.entrySet().stream()
                .filter(record -> record.getValue().isThere() && !seen.containsKey(record.getKey()))
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
    }

    /** Ends a record here, where it was taken. */
    void withdraw(String id, Optional<Instant> at, String reason)
            throws IOException, InterruptedException, StoppedException {
        RecordMemo memo = known.get(id);
        if (memo == null) {
            // It was there and gone before we came: an older version that is met later must not bring it back.
            at.ifPresent(when ->
                    remember(id, new RecordMemo("", "", Optional.empty(), Optional.of(when), false, List.of())));
            return;
        }
        if (memo.isThere() && memo.name().isPresent()) {
            Sink.Answer answer = sink.withdraw(memo.name().get(), catalog, reason);
            if (answer instanceof Sink.Answer.Refused refused) {
                if (PASSING.contains(refused.problem().type())) {
                    throw new StoppedException("records cannot be withdrawn here now: "
                            + refused.problem().detail());
                }
                refusals.add(new HarvestReport.Refusal(id, memo.url(), lines(refused.problem())));
                return;
            }
            withdrawn++;
        }
        memo.name().ifPresent(name -> owners.remove(name, id));
        remember(id, memo.gone(at));
    }

    /** What has changed since this was asked last. */
    Map<String, RecordMemo> news() {
        Map<String, RecordMemo> told = new LinkedHashMap<>(news);
        news.clear();
        return told;
    }

    /** How many records of this source were there before. */
    int knownBefore() {
        return (int) known.values().stream().filter(RecordMemo::isThere).count();
    }

    int seen() {
        return seen.size();
    }

    int accepted() {
        return accepted;
    }

    int repeated() {
        return repeated;
    }

    int unchanged() {
        return unchanged;
    }

    int withdrawn() {
        return withdrawn;
    }

    List<HarvestReport.Refusal> refusals() {
        return refusals;
    }
}
