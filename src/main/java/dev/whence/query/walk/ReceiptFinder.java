package dev.whence.query.walk;

import dev.whence.lineage.Direction;
import dev.whence.lineage.LineageSnapshot;
import dev.whence.lineage.Subject;
import dev.whence.lineage.Version;
import dev.whence.lineage.Walk;
import dev.whence.lineage.WalkOptions;
import dev.whence.receipt.Problem;
import dev.whence.receipt.ProblemType;
import dev.whence.receipt.RefusedException;
import dev.whence.receipt.Violation;
import java.util.List;

/**
 * Finds the one receipt that a name stands for: that of a run or a dataset version, or the one that tells how an artifact
 * was made. What stands for several is refused with all of them.
 */
final class ReceiptFinder {
    /** More candidates than this help nobody to choose. */
    private static final int MOST_CANDIDATES = 20;

    private final Entries entries;
    private final ThingResolver resolver;

    ReceiptFinder(Entries entries, ThingResolver resolver) {
        this.entries = entries;
        this.resolver = resolver;
    }

    /** The receipt's place in the ledger. */
    long find(String thing, String organisation, LineageSnapshot snapshot) throws RefusedException {
        ThingResolver.Found found = resolver.resolve(thing, organisation, snapshot);
        List<Long> receipts =
                receipts(found.subject(), snapshot).stream().distinct().sorted().toList();
        if (receipts.isEmpty()) {
            throw new RefusedException(
                    ProblemType.NOT_FOUND,
                    "“" + VisibleText.of(thing) + "” is a " + found.kind().spoken()
                            + ", and no receipt says how it was made. Name a receipt or a run.");
        }
        if (receipts.size() > 1) {
            throw new RefusedException(ambiguous(found, receipts, snapshot));
        }
        return receipts.get(0);
    }

    private static List<Long> receipts(Subject subject, LineageSnapshot snapshot) {
        return switch (subject.type()) {
            case RECEIPT, RUN, DATASET_VERSION -> snapshot.entries(subject);
            case LOCATION ->
                snapshot.versions(subject).stream()
                        .filter(Version::generated)
                        .map(Version::sequence)
                        .toList();
            case ENTITY, CONTENT ->
                makers(snapshot.walk(
                        subject, WalkOptions.of(Direction.UP).withDepth(1).withSuperseded()));
        };
    }

    private static List<Long> makers(Walk walk) {
        return walk.nodes().stream()
                .filter(node -> node.depth() == 0 && node.generated())
                .map(Walk.Node::sequence)
                .toList();
    }

    private Problem ambiguous(ThingResolver.Found found, List<Long> receipts, LineageSnapshot snapshot) {
        List<Violation> candidates = receipts.stream()
                .limit(MOST_CANDIDATES)
                .map(sequence -> candidate(sequence, snapshot))
                .toList();
        return Problem.of(
                ProblemType.AMBIGUOUS,
                "“" + VisibleText.of(found.thing()) + "” is a " + found.kind().spoken() + " of which " + receipts.size()
                        + " receipts tell. Ask again with the id of one of them.",
                candidates);
    }

    private Violation candidate(long sequence, LineageSnapshot snapshot) {
        String superseded = snapshot.supersededBy(sequence).isPresent() ? ", superseded" : "";
        return new Violation(
                entries.entryAt(sequence).facts().receipt(),
                "lineage:" + SubjectKind.RECEIPT.word(),
                "This is entry " + sequence + " of the ledger, recorded " + snapshot.recordedAt(sequence) + superseded
                        + ".");
    }
}
