package dev.whence.receive;

import com.fasterxml.jackson.databind.node.TextNode;
import dev.whence.ledger.Blinding;
import dev.whence.ledger.EntryDraft;
import dev.whence.receipt.OperationReceipt;
import dev.whence.receipt.OperationReceipt.State;
import dev.whence.receipt.Problem;
import dev.whence.receipt.ProblemType;
import dev.whence.receipt.ReceiptId;
import dev.whence.receipt.ReceiptKind;
import dev.whence.receipt.RefusedException;
import dev.whence.receipt.Violation;
import java.util.List;
import java.util.Optional;
import java.util.function.LongFunction;

/**
 * The session of an operation moves from state to state until it is over. That the state before exists and is the newest
 * is the rule of all that supersede; that it belongs to the same invocation is judged here.
 */
final class OperationRule implements KindRule {
    /** The event line's member with the state, hidden where the label is not public. */
    static final String STATE = "state";

    /** The event line's member with the time at which an open session counts as failed; only where the label is public. */
    static final String EXPIRES_AT = "expires_at";

    private final Blinding blinding;
    private final SessionStates words;
    private final KeyTable states = new KeyTable();
    private final KeyTable.Maker keys = new KeyTable.Maker();

    OperationRule(Blinding blinding) {
        this.blinding = blinding;
        this.words = new SessionStates(blinding::blinded);
    }

    @Override
    public ReceiptKind kind() {
        return ReceiptKind.OPERATION;
    }

    @Override
    public void check(Candidate candidate, LongFunction<Optional<ReceiptId>> ids) throws RefusedException {
        OperationReceipt operation = (OperationReceipt) candidate.receipt();
        String org = candidate.submission().organisation();
        long now = states.get(keys.key(STATE, org, blinding.blind(operation.subject())));
        if (now < 0) {
            checkFirst(operation);
        } else if (!State.values()[(int) now].next().contains(operation.state())) {
            throw forbidden("/state", over(State.values()[(int) now], operation.state()));
        }
    }

    private static void checkFirst(OperationReceipt operation) throws RefusedException {
        if (operation.previous().isPresent()) {
            throw forbidden(
                    "/previous",
                    "The receipt that is named in 'previous' tells of another invocation; name the newest state of this"
                            + " one, or leave the member out where this is the first.");
        }
        if (!operation.state().mayBeFirst()) {
            throw forbidden(
                    "/state",
                    "A session does not begin with " + operation.state().word() + "; open it first.");
        }
    }

    private static String over(State from, State to) {
        String why = "A session that is " + from.word() + " cannot become " + to.word() + "; ";
        return from.next().isEmpty()
                ? why + "it is over, so use another invocation_id."
                : why + "it can become " + State.words(from.next()) + ".";
    }

    private static RefusedException forbidden(String pointer, String message) {
        return new RefusedException(Problem.of(
                ProblemType.FORBIDDEN_MOVE, message, List.of(new Violation(pointer, "order:move", message))));
    }

    /** A time cannot be hidden so that a start could read it back; where it has to be, the receipt tells it. */
    @Override
    public EntryDraft complete(Candidate candidate, EntryDraft draft) {
        OperationReceipt operation = (OperationReceipt) candidate.receipt();
        String word = operation.state().word();
        if (!candidate.label().isPublic()) {
            return draft.saying(STATE, TextNode.valueOf(blinding.blind(word)));
        }
        EntryDraft stated = draft.saying(STATE, TextNode.valueOf(word));
        return operation
                .expiresAt()
                .map(end -> stated.saying(EXPIRES_AT, TextNode.valueOf(end.toString())))
                .orElse(stated);
    }

    @Override
    public void remember(Seen entry) {
        Optional<State> state = words.of(entry.members());
        state.ifPresent(known -> states.put(keys.key(STATE, entry.org(), entry.blindSubject()), known.ordinal()));
    }
}
