package dev.whence.validate;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Error;
import dev.whence.canonical.Pointers;
import dev.whence.receipt.Problem;
import dev.whence.receipt.ProblemType;
import dev.whence.receipt.Receipt;
import dev.whence.receipt.ReceiptId;
import dev.whence.receipt.ReceiptKind;
import dev.whence.receipt.RefusedException;
import dev.whence.receipt.Violation;
import dev.whence.receipt.Warning;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Tells the kind of a receipt, checks it, and reads it. Thread safe; make one and keep it. */
public final class ReceiptValidator {
    /** What only the ledger can say: a receipt that brings it along would claim a place it has not got. */
    private static final List<String> POSITION = List.of(
            "anchor_hash",
            "event_hash",
            "incident_hash",
            "ledger_anchor",
            "merkle_root",
            "prev_event_hash",
            "prev_incident_hash",
            "seq",
            "sequence");

    /** The forms that {@link Leniency#LENIENT} relaxes, by their place in the schemas. */
    private static final Set<String> RELAXED = Set.of(
            Schemas.BASE + "common.schema.json#/$defs/digest/pattern",
            Schemas.BASE + "common.schema.json#/$defs/specHash/pattern");

    /** A receipt with more faults than this is told so, and is not told each of them. */
    private static final int MOST_VIOLATIONS = 200;

    private static final Comparator<Violation> ORDER = Comparator.comparing(Violation::pointer)
            .thenComparing(Violation::rule)
            .thenComparing(Violation::message);

    private final Schemas schemas = new Schemas();

    /**
     * Checks a receipt and reads it.
     *
     * @param id names a run whose receipt does not
     * @throws RefusedException {@link ProblemType#UNKNOWN_KIND}, {@link ProblemType#UNSUPPORTED_KIND},
     *     {@link ProblemType#SCHEMA_VIOLATION}, or {@link ProblemType#POSITION_CLAIMED}, with every violation, in the
     *     order of their pointers
     */
    public ValidReceipt validate(JsonNode tree, ReceiptId id, Leniency leniency) throws RefusedException {
        return validate(Kinds.detect(tree).kind(), tree, id, leniency);
    }

    /**
     * Checks a receipt as one of a kind that its sender named, whatever its members tell, and reads it.
     *
     * @param id names a run whose receipt does not
     * @throws RefusedException {@link ProblemType#SCHEMA_VIOLATION} or {@link ProblemType#POSITION_CLAIMED}, with every
     *     violation, in the order of their pointers
     */
    public ValidReceipt validate(ReceiptKind kind, JsonNode tree, ReceiptId id, Leniency leniency)
            throws RefusedException {
        KindReader reader = Kinds.reader(kind);
        List<Violation> positions = claimedPositions(tree);
        List<Violation> violations = new ArrayList<>(positions);
        List<Warning> warnings = new ArrayList<>();
        for (Error error : schemas.errors(reader.kind(), tree)) {
            if (leniency == Leniency.LENIENT && isRelaxed(error)) {
                warnings.add(new Warning("lenient:digest", SchemaFinding.pointer(error)));
            } else {
                violations.add(SchemaFinding.of(error, schemas.documents()));
            }
        }
        violations.addAll(reader.check(tree));
        if (!violations.isEmpty()) {
            throw refused(reader.kind(), violations, !positions.isEmpty());
        }
        return new ValidReceipt(reader.read(tree, id), !warnings.isEmpty(), warnings);
    }

    /**
     * Reads a receipt that was accepted before, without judging it again.
     *
     * @param kind as it was detected then
     */
    public Receipt read(ReceiptKind kind, JsonNode tree, ReceiptId id) {
        return Kinds.reader(kind).read(tree, id);
    }

    /**
     * Tells a receipt's kind from its members, whether or not it is a good one.
     *
     * @throws RefusedException {@link ProblemType#UNKNOWN_KIND} or {@link ProblemType#UNSUPPORTED_KIND}
     */
    public ReceiptKind detect(JsonNode tree) throws RefusedException {
        return Kinds.detect(tree).kind();
    }

    private static boolean isRelaxed(Error error) {
        return RELAXED.contains(error.getSchemaLocation().toString());
    }

    private static List<Violation> claimedPositions(JsonNode tree) {
        return POSITION.stream()
                .filter(tree::has)
                .map(name -> new Violation(
                        Pointers.member(Pointers.ROOT, name),
                        "receipt:position",
                        "The ledger alone says where an entry stands; take this member out."))
                .toList();
    }

    private static RefusedException refused(ReceiptKind kind, List<Violation> violations, boolean position) {
        List<Violation> told = told(violations);
        ProblemType type = position ? ProblemType.POSITION_CLAIMED : ProblemType.SCHEMA_VIOLATION;
        String first = told.size() > MOST_VIOLATIONS ? "; the first " + MOST_VIOLATIONS + " are listed" : "";
        String detail = "This receipt, of the kind " + kind.ledgerName() + ", has " + count(told.size()) + first
                + ". Mend it and send it again.";
        return new RefusedException(Problem.of(type, detail, told.subList(0, Math.min(told.size(), MOST_VIOLATIONS))));
    }

    /** In order, each once; a claimed position need not be told a second time as a member too much. */
    private static List<Violation> told(List<Violation> violations) {
        Set<String> claimed = violations.stream()
                .filter(violation -> violation.rule().equals("receipt:position"))
                .map(Violation::pointer)
                .collect(Collectors.toSet());
        return violations.stream()
                .filter(violation -> !(violation.rule().equals("schema:additionalProperties")
                        && claimed.contains(violation.pointer())))
                .distinct()
                .sorted(ORDER)
                .toList();
    }

    private static String count(int violations) {
        return violations == 1 ? "one fault" : violations + " faults";
    }
}
