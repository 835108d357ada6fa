package dev.whence.receipt;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Kind E: a run that moved data from one zone (raw, work, processed, catalog, published) to another. */
public record ZoneReceipt(
        String receiptVersion,
        String runId,
        String zoneIn,
        String zoneOut,
        Instant startedAt,
        Instant endedAt,
        Actor actor,
        Code code,
        List<ZoneInput> inputs,
        List<Artifact> outputs,
        List<Transform> transforms,
        boolean qaPassed,
        boolean licenseOk)
        implements Receipt {

    public ZoneReceipt {
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
        transforms = List.copyOf(transforms);
    }

    @Override
    public ReceiptKind kind() {
        return ReceiptKind.ZONE;
    }

    @Override
    public String subject() {
        return runId;
    }

    @Override
    public Optional<String> principal() {
        return Optional.of(actor.id());
    }

    /**
     * Who ran it.
     *
     * @param type such as {@code service} or {@code person}
     */
    public record Actor(String type, String id) {}

    /**
     * The code that ran.
     *
     * @param dirty whether the working tree differed from the commit
     */
    public record Code(String repo, String commit, boolean dirty) {}

    /** An input with the terms that came with it. */
    public record ZoneInput(Artifact artifact, Optional<String> license, Optional<String> sensitivity) {}

    /** One step of the work, in order. */
    public record Transform(String name, Optional<String> paramsDigest) {}
}
