package dev.whence.receipt;

import java.time.Instant;
import java.util.Optional;

/** A receipt that has passed its schema. The kinds stay apart: they do not mean the same. */
public sealed interface Receipt
        permits RunReceipt,
                ClosedRunReceipt,
                GeneratedReceipt,
                RegistryReceipt,
                ZoneReceipt,
                AttachmentReceipt,
                ProvenanceEvent,
                Incident,
                RegisteredVersion,
                KnowledgeChange,
                OperationReceipt,
                Tombstone,
                CatalogRecord,
                Promotion,
                Publication,
                Withdrawal {

    ReceiptKind kind();

    /**
     * What the receipt is about, in its own words: a run id, or the kind's equal. Two different receipts of one kind
     * and organisation with the same subject are a conflict, unless one supersedes the other.
     */
    String subject();

    /** Whether it tells of a run named by its subject; a receipt about another receipt may not. */
    default boolean tellsOfRun() {
        return true;
    }

    /** The earlier receipt that this one replaces: its subject, its receipt id, or a path that ends in its subject. */
    default Optional<String> supersedes() {
        return Optional.empty();
    }

    /** Who answers for the run, as the receipt names them; some kinds name nobody. */
    default Optional<String> principal() {
        return Optional.empty();
    }

    /** The label that the receipt gives itself; absent means the organisation's default. */
    default Optional<PolicyLabel> policyLabel() {
        return Optional.empty();
    }

    /** When an embargo ends that the receipt puts itself under. */
    default Optional<Instant> embargoUntil() {
        return Optional.empty();
    }
}
