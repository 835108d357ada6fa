package dev.whence.receipt;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A change to a registered artifact, at one state of its life ({@code KnowledgeChange} of the orchestration protocol).
 * Each move is a receipt of its own, which supersedes the one before it.
 *
 * @param versionAfter what the change gives; there where it was applied
 * @param deciders who validated, approved, applied, rolled back or rejected it
 * @param reviewers who was asked to look at it
 * @param basedOn the receipt of the state that this one follows, where it is named; else the newest is meant
 */
public record KnowledgeChange(
        String changeId,
        String artifactId,
        String versionBefore,
        Optional<String> versionAfter,
        String proposer,
        Instant timestamp,
        State state,
        Optional<String> rationale,
        List<String> deciders,
        List<String> reviewers,
        Optional<String> basedOn)
        implements Receipt {

    public KnowledgeChange {
        deciders = List.copyOf(deciders);
        reviewers = List.copyOf(reviewers);
    }

    @Override
    public ReceiptKind kind() {
        return ReceiptKind.KNOWLEDGE_CHANGE;
    }

    @Override
    public String subject() {
        return changeId;
    }

    /** A proposal begins a change; every other state follows one that is here. */
    @Override
    public Optional<String> supersedes() {
        return state == State.PROPOSED ? basedOn : Optional.of(basedOn.orElse(changeId));
    }

    @Override
    public Optional<String> principal() {
        return Optional.of(deciders.isEmpty() ? proposer : deciders.get(deciders.size() - 1));
    }

    /** Where a change stands. A state's name is written in receipts and in the ledger, and never changes. */
    public enum State {
        PROPOSED,
        VALIDATED,
        SIMULATED,
        APPROVED,
        APPLIED,
        ROLLED_BACK,
        REJECTED;

        /** The states that may follow; none where the change is over. Until it is applied it may be rejected. */
        public Set<State> next() {
            return switch (this) {
                case PROPOSED -> Set.of(VALIDATED, REJECTED);
                case VALIDATED -> Set.of(SIMULATED, REJECTED);
                case SIMULATED -> Set.of(APPROVED, REJECTED);
                case APPROVED -> Set.of(APPLIED, REJECTED);
                case APPLIED -> Set.of(ROLLED_BACK);
                case ROLLED_BACK, REJECTED -> Set.of();
            };
        }

        /** Whether the version after the change came to be. */
        public boolean wasApplied() {
            return this == APPLIED || this == ROLLED_BACK;
        }

        public static Optional<State> named(String name) {
            return Arrays.stream(values())
                    .filter(state -> state.name().equals(name))
                    .findFirst();
        }
    }
}
