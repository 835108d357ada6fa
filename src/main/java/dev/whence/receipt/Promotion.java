package dev.whence.receipt;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Says that a dataset version passed its gates and may be published: which records, under which obligations. Made by Whence
 * itself. What is public of it is in the {@linkplain Publication publications} that follow.
 *
 * @param datasetVersion as it was asked for
 * @param label as strict as the strictest of the records
 * @param gates what each gate came to
 * @param records the records, each as it was judged
 * @param decision the policy decision that allows it
 * @param obligations of that decision
 */
public record Promotion(
        DatasetVersionId datasetVersion,
        Optional<String> promotedBy,
        Instant promotedAt,
        PolicyLabel label,
        List<Gate> gates,
        List<ReceiptId> records,
        Optional<String> decision,
        List<Obligation> obligations)
        implements Receipt {
    public Promotion {
        gates = List.copyOf(gates);
        records = List.copyOf(records);
        obligations = List.copyOf(obligations);
    }

    @Override
    public ReceiptKind kind() {
        return ReceiptKind.PROMOTION;
    }

    @Override
    public boolean tellsOfRun() {
        return false;
    }

    @Override
    public String subject() {
        return datasetVersion.text();
    }

    @Override
    public Optional<String> principal() {
        return promotedBy;
    }

    @Override
    public Optional<PolicyLabel> policyLabel() {
        return Optional.of(label);
    }
}
