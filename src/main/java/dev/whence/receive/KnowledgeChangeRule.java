package dev.whence.receive;

import com.fasterxml.jackson.databind.node.TextNode;
import dev.whence.ledger.Blinding;
import dev.whence.ledger.EntryDraft;
import dev.whence.receipt.KnowledgeChange;
import dev.whence.receipt.KnowledgeChange.State;
import dev.whence.receipt.Problem;
import dev.whence.receipt.ProblemType;
import dev.whence.receipt.ReceiptId;
import dev.whence.receipt.ReceiptKind;
import dev.whence.receipt.RefusedException;
import dev.whence.receipt.Violation;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.LongFunction;
import java.util.stream.Collectors;

/** A knowledge change moves from state to state as its life allows; that it exists is the rule of all that supersede. */
final class KnowledgeChangeRule implements KindRule {
    /** The event line's member with the state, hidden where the label is not public. */
    static final String STATE = "state";

    private final Blinding blinding;
    private final Map<String, State> byBlindName;
    private final KeyTable states = new KeyTable();
    private final KeyTable.Maker keys = new KeyTable.Maker();

    KnowledgeChangeRule(Blinding blinding) {
        this.blinding = blinding;
        this.byBlindName = Arrays.stream(State.values())
                .collect(Collectors.toMap(state -> blinding.blind(state.name()), Function.identity()));
    }

    @Override
    public ReceiptKind kind() {
        return ReceiptKind.KNOWLEDGE_CHANGE;
    }

    @Override
    public void check(Candidate candidate, LongFunction<Optional<ReceiptId>> ids) throws RefusedException {
        KnowledgeChange change = (KnowledgeChange) candidate.receipt();
        long now = states.get(keys.key(STATE, candidate.submission().organisation(), blinding.blind(change.subject())));
        if (now >= 0 && !State.values()[(int) now].next().contains(change.state())) {
            throw forbidden(State.values()[(int) now], change.state());
        }
    }

    private static RefusedException forbidden(State from, State to) {
        String message = "A change that is " + from + " cannot become " + to + "; " + allowed(from) + ".";
        return new RefusedException(Problem.of(
                ProblemType.FORBIDDEN_MOVE, message, List.of(new Violation("/status", "order:move", message))));
    }

    private static String allowed(State from) {
        List<String> next = Arrays.stream(State.values())
                .filter(from.next()::contains)
                .map(State::name)
                .toList();
        return next.isEmpty() ? "it is over, so propose another change" : "it can become " + String.join(" or ", next);
    }

    @Override
    public EntryDraft complete(Candidate candidate, EntryDraft draft) {
        String state = ((KnowledgeChange) candidate.receipt()).state().name();
        return draft.saying(STATE, TextNode.valueOf(candidate.label().isPublic() ? state : blinding.blind(state)));
    }

    @Override
    public void remember(Seen entry) {
        Optional.ofNullable(entry.members().get(STATE))
                .map(state -> byBlindName.get(blinding.blinded(state.asText())))
                .ifPresent(state -> states.put(keys.key(STATE, entry.org(), entry.blindSubject()), state.ordinal()));
    }
}
