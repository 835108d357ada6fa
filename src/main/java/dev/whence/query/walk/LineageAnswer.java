package dev.whence.query.walk;

import dev.whence.lineage.Cut;
import dev.whence.lineage.Direction;
import dev.whence.lineage.EntityKind;
import dev.whence.lineage.Relation;
import dev.whence.receipt.LineageFacts.Qualified;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A walk with its names. Equal ledgers give equal answers, to the byte of every rendering.
 *
 * @param asOf the ledger size that the walk saw
 * @param ledgerSize the size when it was asked
 * @param reason why the answer is not complete: {@code depth}, {@code limit}, {@code hub}, {@code policy}, several with
 *     commas between
 * @param nodes by depth, then in the order found; the first are the roots
 * @param edges by direction and depth
 * @param versions what lay at the place that was asked for, by time; a history, not a derivation
 * @param warnings what a reader should know, in sentences
 */
public record LineageAnswer(
        Root root,
        Asked asked,
        long asOf,
        long ledgerSize,
        Optional<String> reason,
        List<Node> nodes,
        List<Edge> edges,
        List<Version> versions,
        List<String> warnings) {
    public LineageAnswer {
        nodes = List.copyOf(nodes);
        edges = List.copyOf(edges);
        versions = List.copyOf(versions);
        warnings = List.copyOf(warnings);
    }

    /** The same, cut for one more reason: what it began at was not all. */
    public LineageAnswer cutBy(String why) {
        Optional<String> both = Optional.of(reason.map(others -> others.contains(why) ? others : others + "," + why)
                .orElse(why));
        return new LineageAnswer(root, asked, asOf, ledgerSize, both, nodes, edges, versions, warnings);
    }

    public boolean complete() {
        return reason.isEmpty();
    }

    /** Whether something hidden from the asker leads on from what is here. */
    public boolean isCutByPolicy() {
        return reason.stream().flatMap(words -> Stream.of(words.split(","))).anyMatch(Words.of(Cut.POLICY)::equals);
    }

    /** Why it is not complete, for people; empty where it is. */
    public String whyIncomplete() {
        return reason.stream()
                .flatMap(words -> Stream.of(words.split(",")))
                .map(Words::spokenCut)
                .collect(Collectors.joining("; "));
    }

    /** The receipts that this rests on, by their places in the ledger: those nearest to the roots come first. */
    public List<Long> receipts() {
        return Stream.of(
                        nodes.stream().flatMap(node -> node.generatedBy().stream()),
                        edges.stream().flatMap(edge -> edge.run().stream()),
                        versions.stream().map(Version::by))
                .flatMap(Function.identity())
                .map(RunRef::sequence)
                .distinct()
                .toList();
    }

    /**
     * What was asked for.
     *
     * @param thing in the caller's words
     * @param entities the IRIs at which the walk began
     */
    public record Root(String thing, SubjectKind kind, String iri, List<String> entities) {}

    /** How it was asked for. */
    public record Asked(Direction direction, int maxDepth, boolean includeSuperseded) {}

    /**
     * One entity.
     *
     * @param depth generations from the nearest root
     * @param uri in the receipt's spelling
     * @param content the IRI of its bytes, wherever they lie
     * @param location the IRI of its place over time
     * @param generatedBy the newest run that generated it
     * @param entity its type and id, where an operation names it so
     * @param superseded whether only superseded receipts speak of it
     * @param erased whether a receipt that told of its making was erased
     */
    public record Node(
            String iri,
            EntityKind kind,
            int depth,
            Optional<EntityName> entity,
            Optional<String> uri,
            Optional<String> digest,
            Optional<String> content,
            Optional<String> location,
            Optional<RunRef> generatedBy,
            boolean superseded,
            boolean erased) {}

    /** A thing as the system calls it that it belongs to: {@code item}, {@code IT_1}. */
    public record EntityName(String type, String id) {}

    /**
     * One step.
     *
     * @param from the ancestor's IRI
     * @param to the derived entity's IRI
     * @param direction which walk found it: up or down
     * @param run the run between them; none for equal bytes
     * @param qualified the receipt's own word for the step, where it states it with one
     */
    public record Edge(
            String from,
            String to,
            Relation relation,
            Direction direction,
            int depth,
            Optional<RunRef> run,
            Optional<Qualified> qualified,
            boolean superseded) {

        /** The receipt's own word for the step, such as {@code produced_by}. */
        public Optional<String> statedAs() {
            return qualified.map(Qualified::relation);
        }

        /** The end that lies nearer to the roots. */
        public String near() {
            return direction == Direction.UP ? to : from;
        }

        /** The end that the step led to. */
        public String far() {
            return direction == Direction.UP ? from : to;
        }
    }

    /**
     * A run and the receipt that tells of it.
     *
     * @param run the run's IRI
     * @param receipt the receipt's IRI
     * @param sequence the receipt's place in the ledger
     * @param attested what came of checking the receipt's attestations; nothing where it has none
     */
    public record RunRef(String run, String receipt, long sequence, RunSummary summary, Optional<Mark> attested) {}

    /**
     * One version of a place.
     *
     * @param generated whether the receipt says that its run wrote it; else it is the first that read it
     */
    public record Version(
            String iri, Optional<String> digest, Instant time, RunRef by, boolean generated, boolean superseded) {}
}
