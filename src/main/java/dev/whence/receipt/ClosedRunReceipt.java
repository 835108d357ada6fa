package dev.whence.receipt;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Kind B: a closed object that names a stage, its inputs and outputs without digests, and how the execution ended. It
 * knows no actor and (except for a smart sync) no time.
 *
 * @param outcome how the execution ended; neither a policy decision nor a validation
 */
public record ClosedRunReceipt(
        String runId,
        String stage,
        List<String> inputs,
        List<String> outputs,
        String codeRef,
        Digest.WellFormed specHash,
        List<String> sourceDescriptorRefs,
        List<String> validationRefs,
        Outcome outcome,
        Optional<SmartSync> smartSync)
        implements Receipt {

    public ClosedRunReceipt {
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
        sourceDescriptorRefs = List.copyOf(sourceDescriptorRefs);
        validationRefs = List.copyOf(validationRefs);
    }

    @Override
    public ReceiptKind kind() {
        return ReceiptKind.CLOSED_RUN;
    }

    @Override
    public String subject() {
        return runId;
    }

    /** How the execution ended. */
    public enum Outcome {
        SUCCESS,
        PARTIAL,
        FAIL
    }

    /**
     * A conditional fetch: what was asked, what came back, and whether it was written.
     *
     * @param priorRunReceiptRef the run whose content this one compared itself with
     * @param contentDigest of what the source holds now; absent after a 304
     */
    public record SmartSync(
            String transport,
            Instant fetchTime,
            String sourceUrl,
            int httpStatus,
            Validators request,
            Optional<Validators> response,
            String decision,
            String reason,
            Optional<String> priorRunReceiptRef,
            Optional<Digest.WellFormed> priorContentDigest,
            boolean validatorDrift,
            Optional<Digest.WellFormed> contentDigest) {}

    /** HTTP validators (RFC 9110 §8.8), as sent or as received. */
    public record Validators(Optional<String> etag, Optional<String> lastModified, Optional<Long> contentLength) {}
}
