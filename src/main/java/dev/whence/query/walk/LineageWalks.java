package dev.whence.query.walk;

import dev.whence.lineage.LineageIndex;
import dev.whence.lineage.LineageSnapshot;
import dev.whence.lineage.Subject;
import dev.whence.lineage.Walk;
import dev.whence.query.Asker;
import dev.whence.receipt.Iris;
import dev.whence.receipt.ProblemType;
import dev.whence.receipt.RefusedException;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Answers lineage requests: resolves the thing, walks, names. Each answer is made from one snapshot as its asker sees it, so
 * that a thing of which hidden entries alone speak is as unknown as one that never was; and a seen entry that was in the
 * index when the question came is in the answer. Safe for use by several threads.
 */
public final class LineageWalks {
    private final Iris iris;
    private final Supplier<LineageSnapshot> snapshots;
    private final Entries entries;
    private final Marks marks;
    private final ThingResolver resolver;

    /**
     * Walks over one index.
     *
     * @param snapshots such as {@link LineageIndex#snapshot}
     */
    public LineageWalks(Iris iris, Supplier<LineageSnapshot> snapshots, Entries entries, Marks marks) {
        this.iris = iris;
        this.snapshots = snapshots;
        this.entries = entries;
        this.marks = marks;
        this.resolver = new ThingResolver(iris, entries);
    }

    /**
     * Answers one request.
     *
     * @throws RefusedException where the thing is unknown or ambiguous, or the moment lies beyond the ledger
     */
    public LineageAnswer answer(LineageRequest request) throws RefusedException {
        return answer(request, EnumSet.allOf(SubjectKind.class));
    }

    /**
     * Answers one request about a thing of some kinds; a name that it shares with things of other kinds is its own.
     *
     * @throws RefusedException as above
     */
    public LineageAnswer answer(LineageRequest request, Set<SubjectKind> kinds) throws RefusedException {
        LineageSnapshot now = snapshots.get().seenBy(request.asker().sight());
        LineageSnapshot then = asOf(now, request.asOf());
        ThingResolver.Found found =
                resolver.resolve(request.thing(), request.asker().organisation(), then, kinds);
        return answer(request, found, List.of(found.subject()), then, now);
    }

    /**
     * Answers one request about a thing that stands for others: the walk begins at all of them that are known.
     *
     * @param members the IRIs of what it stands for
     * @throws RefusedException where none of them is known, or the moment lies beyond the ledger
     */
    public LineageAnswer answer(LineageRequest request, List<String> members) throws RefusedException {
        LineageSnapshot now = snapshots.get().seenBy(request.asker().sight());
        LineageSnapshot then = asOf(now, request.asOf());
        List<Subject> subjects =
                members.stream().flatMap(member -> then.find(member).stream()).toList();
        if (subjects.isEmpty()) {
            throw new RefusedException(ProblemType.NOT_FOUND, "Nothing is known that this stands for.");
        }
        ThingResolver.Found found =
                new ThingResolver.Found(request.thing(), SubjectKind.GROUP, request.thing(), subjects.get(0));
        return answer(request, found, subjects, then, now);
    }

    private LineageAnswer answer(
            LineageRequest request,
            ThingResolver.Found found,
            List<Subject> subjects,
            LineageSnapshot then,
            LineageSnapshot now) {
        Walk walk = then.walk(subjects, request.options());
        return new AnswerMaker(
                        iris,
                        then,
                        new NamedEntries(then, entries, marks, request.asker().sight()),
                        now.size())
                .make(found, walk, request.options());
    }

    /**
     * The one receipt that a thing stands for, by its place in the ledger.
     *
     * @throws RefusedException where the thing is unknown, or several receipts tell of it
     */
    public long receipt(String thing, Asker asker) throws RefusedException {
        LineageSnapshot seen = snapshots.get().seenBy(asker.sight());
        return new ReceiptFinder(entries, resolver).find(thing, asker.organisation(), seen);
    }

    private static LineageSnapshot asOf(LineageSnapshot now, Optional<AsOf> moment) throws RefusedException {
        if (moment.isEmpty()) {
            return now;
        }
        if (moment.get() instanceof AsOf.Time time) {
            return now.asOf(time.instant());
        }
        long size = moment.get() instanceof AsOf.Size asked ? asked.entries() : now.size();
        if (size > now.size()) {
            throw new RefusedException(
                    ProblemType.BAD_REQUEST,
                    "The ledger has " + now.size() + " entries; it cannot be walked as of " + size + ".");
        }
        return now.asOf(size);
    }
}
