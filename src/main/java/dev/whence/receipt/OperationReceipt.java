package dev.whence.receipt;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * One invocation of an operation, at one state of its session. Each state is a receipt of its own, which supersedes the
 * one before it and says all that the one before it said; an operation that makes its artifacts at once is a single sealed
 * receipt.
 *
 * @param operationId which operation, in dotted words: {@code clip.create}
 * @param invocationId names this one run of it
 * @param previous the receipt of the state before; nothing at the first
 * @param endedAt there where the session is over
 * @param expiresAt when a session that is still open counts as failed
 * @param declares the types of the entities that the operation is to make
 * @param used what it read, beside what its artifacts say they are derived from
 * @param artifacts what it made; only a sealed receipt says that it did
 * @param datasetVersionId the version that the artifacts belong to
 * @param reason why it did not come to its end
 */
public record OperationReceipt(
        String operationId,
        String invocationId,
        String actor,
        State state,
        Optional<ReceiptId> previous,
        Instant startedAt,
        Optional<Instant> endedAt,
        Optional<Instant> expiresAt,
        List<String> declares,
        List<Entity> used,
        List<Output> artifacts,
        Optional<String> datasetVersionId,
        Optional<String> reason,
        Policy policy)
        implements Receipt {

    public OperationReceipt {
        declares = List.copyOf(declares);
        used = List.copyOf(used);
        artifacts = List.copyOf(artifacts);
    }

    @Override
    public ReceiptKind kind() {
        return ReceiptKind.OPERATION;
    }

    @Override
    public String subject() {
        return invocationId;
    }

    @Override
    public Optional<String> supersedes() {
        return previous.map(ReceiptId::text);
    }

    @Override
    public Optional<String> principal() {
        return Optional.of(actor);
    }

    @Override
    public Optional<PolicyLabel> policyLabel() {
        return policy.label();
    }

    @Override
    public Optional<Instant> embargoUntil() {
        return policy.embargoUntil();
    }

    /**
     * A thing that the operation read or made, by its type and its id.
     *
     * @param type a free word, such as {@code item}
     * @param uri where its bytes lie, as the sender spells it
     * @param digest of its bytes
     */
    public record Entity(String type, String id, Optional<String> uri, Optional<Digest> digest) {
        /** The type whose bytes are known under an artifact's ordinary IRI. */
        public static final String ARTIFACT = "artifact";

        /** An artifact's bytes: as its digest says, or its id, which is a digest or {@code URI@digest}. */
        public Optional<Digest> bytes() {
            return digest.or(() -> Digest.parse(id.substring(at() + 1)).map(parsed -> parsed));
        }

        /** An artifact's place: as its URI says, or its id, which is a URI or {@code URI@digest}; bytes need none. */
        public Optional<String> place() {
            return uri.or(() -> {
                boolean hasDigest = Digest.parse(id.substring(at() + 1)).isPresent();
                return hasDigest
                        ? Optional.of(id.substring(0, Math.max(0, at()))).filter(t -> !t.isEmpty())
                        : Optional.of(id);
            });
        }

        private int at() {
            return id.lastIndexOf('@');
        }
    }

    /**
     * A thing that the operation made.
     *
     * @param derivedFrom what it was made from, as far as that is stated pair by pair
     */
    public record Output(Entity entity, Optional<String> mediaType, Optional<String> title, List<Source> derivedFrom) {
        public Output {
            derivedFrom = List.copyOf(derivedFrom);
        }
    }

    /**
     * One thing that another was made from.
     *
     * @param relation in one word how, such as {@code produced_by}; nothing where that is all there is to say
     */
    public record Source(Entity entity, Optional<String> relation) {}

    /**
     * Who may see the receipt.
     *
     * @param embargoUntil when everybody may, where the label is {@code embargoed}
     */
    public record Policy(Optional<PolicyLabel> label, Optional<Instant> embargoUntil) {
        public static final Policy UNSAID = new Policy(Optional.empty(), Optional.empty());
    }

    /** Where a session stands. A state's name is written in receipts and in the ledger, and never changes. */
    public enum State {
        OPENED,
        EMITTED,
        SEALED,
        FAILED,
        ABORTED,
        TIMED_OUT;

        /** The states that may follow; none where the session is over. */
        public Set<State> next() {
            return isOpen() ? Set.of(EMITTED, SEALED, FAILED, ABORTED, TIMED_OUT) : Set.of();
        }

        /** Whether a session may begin with it: an operation may be over before anybody heard of it. */
        public boolean mayBeFirst() {
            return this == OPENED || this == SEALED || this == FAILED;
        }

        public boolean isOpen() {
            return this == OPENED || this == EMITTED;
        }

        /** Whether the operation ended without making what it was to make. */
        public boolean isFailure() {
            return this == FAILED || this == ABORTED || this == TIMED_OUT;
        }

        /** As in receipts and event lines: {@code timed_out}. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        public static Optional<State> named(String word) {
            return Arrays.stream(values())
                    .filter(state -> state.word().equals(word))
                    .findFirst();
        }

        /** The words of all states that pass a test, in the order of a session's life. */
        public static String words(Set<State> states) {
            return Arrays.stream(values())
                    .filter(states::contains)
                    .map(State::word)
                    .collect(Collectors.joining(" or "));
        }
    }
}
