package dev.whence.query.evidence;

import dev.whence.receipt.DatasetVersionId;
import dev.whence.receipt.PolicyLabel;
import dev.whence.receipt.Receipt;
import java.util.Optional;

/** Reads ledger entries again. Must be safe for use by several threads. */
public interface EvidenceSource {
    /** What an entry holds; nothing where its content was erased. */
    Optional<Told> told(long sequence);

    /** Whether catalog records of a dataset version passed the gates and are published. */
    boolean isPublished(String organisation, DatasetVersionId version);

    /**
     * A receipt as the ledger has it.
     *
     * @param label as resolved at intake
     * @param eventHash what an auditor asks the log about
     */
    record Told(Receipt receipt, PolicyLabel label, String eventHash) {}
}
