package dev.whence.receipt;

import java.util.Arrays;
import java.util.Optional;

/** The shapes of receipt that Whence keeps. A kind's name is written in the ledger and never changes. */
public enum ReceiptKind {
    /** Kind A: the open, canonical run receipt; see {@link RunReceipt}. */
    RUN("run"),
    /** Kind B: the closed run receipt with a stage and an outcome; see {@link ClosedRunReceipt}. */
    CLOSED_RUN("closed-run"),
    /** Kind C: what a generator says of the files it wrote; see {@link GeneratedReceipt}. */
    GENERATED("generated"),
    /** Kind D: a registry's receipt for one dataset; see {@link RegistryReceipt}. */
    REGISTRY("registry"),
    /** Kind E: a move between zones; see {@link ZoneReceipt}. */
    ZONE("zone"),
    /** Bytes that belong to another receipt, such as a signature of it; see {@link AttachmentReceipt}. */
    ATTACHMENT("attachment"),
    /** An event of the orchestration protocol; see {@link ProvenanceEvent}. */
    EVENT("event"),
    /** An incident of the orchestration protocol; see {@link Incident}. */
    INCIDENT("incident"),
    /** A registered version of an artifact; see {@link RegisteredVersion}. */
    ARTIFACT("artifact"),
    /** A change to a registered artifact, at one state of its life; see {@link KnowledgeChange}. */
    KNOWLEDGE_CHANGE("knowledge-change"),
    /** An operation at one state of its session; see {@link OperationReceipt}. */
    OPERATION("operation"),
    /** What stands for a receipt that was erased; see {@link Tombstone}. */
    TOMBSTONE("tombstone");

    private final String ledgerName;

    ReceiptKind(String ledgerName) {
        this.ledgerName = ledgerName;
    }

    /** The name in ledger events, schema files and messages. */
    public String ledgerName() {
        return ledgerName;
    }

    public static Optional<ReceiptKind> named(String ledgerName) {
        return Arrays.stream(values())
                .filter(kind -> kind.ledgerName.equals(ledgerName))
                .findFirst();
    }
}
