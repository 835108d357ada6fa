package dev.whence.receipt;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Kind C: what a generator (a model, mostly) says of the files it wrote.
 *
 * @param artifacts the files with their digests, in the receipt's order
 * @param promptOrContract the digest of what it worked from
 * @param emitter who handed the receipt in
 */
public record GeneratedReceipt(
        String receiptId,
        String contractVersion,
        List<Generated> artifacts,
        Model model,
        Digest.WellFormed promptOrContract,
        Evidence evidence,
        List<Gate> gates,
        List<String> policyDecisions,
        List<Citation> citations,
        Review review,
        Instant createdAt,
        String emitter,
        Optional<String> supersededReceipt,
        Optional<String> notes)
        implements Receipt {

    public GeneratedReceipt {
        artifacts = List.copyOf(artifacts);
        gates = List.copyOf(gates);
        policyDecisions = List.copyOf(policyDecisions);
        citations = List.copyOf(citations);
    }

    @Override
    public ReceiptKind kind() {
        return ReceiptKind.GENERATED;
    }

    @Override
    public String subject() {
        return receiptId;
    }

    @Override
    public Optional<String> supersedes() {
        return supersededReceipt;
    }

    @Override
    public Optional<String> principal() {
        return Optional.of(emitter);
    }

    /**
     * One written file.
     *
     * @param truthLabel what the generator says of its certainty
     */
    public record Generated(String path, Digest.WellFormed digest, Optional<String> truthLabel) {}

    /** The generator. */
    public record Model(String provider, String name, String version) {}

    /**
     * What the generator had before it.
     *
     * @param hashes digests without a place; one that equals an own output's digest names that output and is not used
     */
    public record Evidence(List<String> attachedDocs, List<String> refs, List<Digest.WellFormed> hashes) {
        public Evidence {
            attachedDocs = List.copyOf(attachedDocs);
            refs = List.copyOf(refs);
            hashes = List.copyOf(hashes);
        }
    }

    /** A check that was run, skipped, or failed. */
    public record Gate(String name, GateOutcome outcome, Optional<String> reason) {}

    /** How a gate ended. */
    public enum GateOutcome {
        PASS,
        FAIL,
        SKIPPED
    }

    /** A reference that the generator relied on, and whether it checked it. */
    public record Citation(String id, boolean validated, String evidenceRef) {}

    /** Whether people looked at it. */
    public record Review(String state, List<String> reviewerIds, Optional<Instant> at) {
        public Review {
            reviewerIds = List.copyOf(reviewerIds);
        }
    }
}
