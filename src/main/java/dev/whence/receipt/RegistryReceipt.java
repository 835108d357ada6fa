package dev.whence.receipt;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Kind D: a registry's receipt that one run produced one subject of a dataset.
 *
 * @param subjectDigest the digest of what was produced
 * @param subjectUri where it lies; the dataset stands in where the receipt does not say
 * @param checks name and result of each check, in the receipt's order
 */
public record RegistryReceipt(
        String kfmRunId,
        String dataset,
        Digest subjectDigest,
        Optional<String> subjectUri,
        String runner,
        List<Check> checks,
        Instant startedAt,
        Instant endedAt)
        implements Receipt {

    public RegistryReceipt {
        checks = List.copyOf(checks);
    }

    @Override
    public ReceiptKind kind() {
        return ReceiptKind.REGISTRY;
    }

    @Override
    public String subject() {
        return kfmRunId;
    }

    @Override
    public Optional<String> principal() {
        return Optional.of(runner);
    }

    /** One named check and what came of it, as stated. */
    public record Check(String name, String result) {}
}
