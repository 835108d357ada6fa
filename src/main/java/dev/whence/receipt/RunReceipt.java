package dev.whence.receipt;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Kind A: who ran what, on which inputs, giving which outputs, in which environment, checked how, allowed by which
 * decision.
 *
 * @param createdAt when the receipt was made; never the run's end
 * @param extras what receipts of this kind often add
 */
public record RunReceipt(
        String runId,
        Actor actor,
        String operation,
        String datasetVersionId,
        List<Artifact> inputs,
        List<Artifact> outputs,
        Environment environment,
        Validation validation,
        Decision policy,
        Instant createdAt,
        Extras extras)
        implements Receipt {

    public RunReceipt {
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
    }

    @Override
    public ReceiptKind kind() {
        return ReceiptKind.RUN;
    }

    @Override
    public String subject() {
        return runId;
    }

    @Override
    public Optional<String> supersedes() {
        return extras.supersedes();
    }

    @Override
    public Optional<String> principal() {
        return Optional.of(actor.principal());
    }

    @Override
    public Optional<PolicyLabel> policyLabel() {
        return policy.label();
    }

    @Override
    public Optional<Instant> embargoUntil() {
        return policy.embargoUntil();
    }

    /** Who acted, and as what. */
    public record Actor(String principal, String role) {}

    /** Where the run happened. */
    public record Environment(Digest containerDigest, String gitCommit, Digest paramsDigest) {}

    /**
     * How the outputs were checked.
     *
     * @param status as stated, such as {@code pass} or {@code fail}
     */
    public record Validation(String status, Digest reportDigest) {}

    /**
     * The policy decision under which the run was allowed.
     *
     * @param outcome {@code allow} or {@code deny}, where the receipt repeats it
     * @param embargoUntil when an embargo ends, where the label puts the receipt under one
     * @param obligations that come with the permission
     */
    public record Decision(
            String id,
            Optional<String> outcome,
            Optional<PolicyLabel> label,
            Optional<Instant> embargoUntil,
            List<Obligation> obligations) {
        public Decision {
            obligations = List.copyOf(obligations);
        }
    }

    /**
     * The optional members of kind A. Unknown ones stay in the receipt's bytes and are not mapped.
     *
     * @param license under which the outputs may be used; nothing where the receipt does not clearly say
     */
    public record Extras(
            Optional<String> supersedes,
            Optional<String> runType,
            Optional<String> datasetSlug,
            Optional<String> specHash,
            Optional<Instant> startedAt,
            Optional<Instant> endedAt,
            Optional<Instant> fetchedAt,
            Optional<String> accessUrl,
            Optional<String> etag,
            Optional<String> lastModified,
            Optional<Boolean> fallbackUsed,
            Optional<String> signatureRef,
            Optional<String> attestationRef,
            Optional<License> license) {}
}
