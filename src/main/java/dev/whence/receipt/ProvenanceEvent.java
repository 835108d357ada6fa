package dev.whence.receipt;

import java.time.Instant;
import java.util.Optional;

/**
 * An event of the orchestration protocol ({@code ProvEvent}): somebody had a module answer one envelope. Its hashes are
 * not in here: they are those of its entry in the ledger.
 *
 * @param sessionId the session to which it belongs
 * @param traceId the trace to which it belongs
 * @param timestamp when it was noted
 * @param actor who asked
 * @param moduleId which module did it
 * @param envelopeType what was asked, such as {@code exec.invoke}
 * @param inputs what it read, as far as {@code input_ref} says so
 * @param outputs what it made, as far as {@code output_ref} says so
 * @param risk in the sender's word
 */
public record ProvenanceEvent(
        String eventId,
        Optional<String> sessionId,
        Optional<String> traceId,
        Instant timestamp,
        String actor,
        String moduleId,
        String envelopeType,
        References inputs,
        References outputs,
        Optional<PolicyRef> policy,
        Optional<String> risk,
        Status status)
        implements Receipt {

    @Override
    public ReceiptKind kind() {
        return ReceiptKind.EVENT;
    }

    @Override
    public String subject() {
        return eventId;
    }

    @Override
    public Optional<String> principal() {
        return Optional.of(actor);
    }

    /** How it ended. */
    public enum Status {
        SUCCESS,
        ERROR
    }

    /**
     * The policy under which it was decided.
     *
     * @param decision in the sender's word, such as {@code ALLOW}
     */
    public record PolicyRef(String bindingId, String decision) {}
}
