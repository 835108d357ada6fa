package dev.whence.receive;

import com.fasterxml.jackson.databind.JsonNode;
import dev.whence.receipt.OperationReceipt.State;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** Reads the state of a session from an event line, where it stands as it is or hidden. Immutable. */
final class SessionStates {
    private final UnaryOperator<String> hidden;
    private final Map<String, State> byHiddenWord;

    /** @param hidden hides a word, and leaves one that is hidden as it is */
    SessionStates(UnaryOperator<String> hidden) {
        this.hidden = hidden;
        this.byHiddenWord = Arrays.stream(State.values())
                .collect(Collectors.toUnmodifiableMap(state -> hidden.apply(state.word()), Function.identity()));
    }

    /** @return nothing where no state stands there, or where there is no key to read it with */
    Optional<State> of(Map<String, JsonNode> members) {
        return Optional.ofNullable(members.get(OperationRule.STATE))
                .map(state -> byHiddenWord.get(hidden.apply(state.asText())));
    }
}
