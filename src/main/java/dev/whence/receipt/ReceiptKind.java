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
    TOMBSTONE("tombstone"),
    /** A catalog record: a STAC Item; see {@link StacItem}. */
    STAC_ITEM("stac-item"),
    /** A catalog record: a STAC Collection; see {@link StacCollection}. */
    STAC_COLLECTION("stac-collection"),
    /** A catalog record: a STAC Catalog; see {@link StacCatalog}. */
    STAC_CATALOG("stac-catalog"),
    /** A catalog record: a dataset in DCAT; see {@link DcatDataset}. */
    DCAT_DATASET("dcat-dataset"),
    /** A catalog record: a document of PROV beside a dataset; see {@link ProvDocument}. */
    PROV_DOCUMENT("prov-document"),
    /** That a dataset version passed its gates; see {@link Promotion}. */
    PROMOTION("promotion"),
    /** A catalog record in its public form; see {@link Publication}. */
    PUBLICATION("publication"),
    /** The end of a catalog record; see {@link Withdrawal}. */
    WITHDRAWAL("withdrawal");

    private final String ledgerName;

    ReceiptKind(String ledgerName) {
        this.ledgerName = ledgerName;
    }

    /** The name in ledger events, schema files and messages. */
    public String ledgerName() {
        return ledgerName;
    }

    /** Whether it is a catalog record; see {@link CatalogRecord}. */
    public boolean isRecord() {
        return switch (this) {
            case STAC_ITEM, STAC_COLLECTION, STAC_CATALOG, DCAT_DATASET, PROV_DOCUMENT -> true;
            default -> false;
        };
    }

    /** Whether it is a record of STAC. */
    public boolean isStac() {
        return this == STAC_ITEM || this == STAC_COLLECTION || this == STAC_CATALOG;
    }

    /** Whether a newer one about the same subject supersedes the one before without saying so. */
    public boolean isSeries() {
        return isRecord() || this == PROMOTION || this == PUBLICATION || this == WITHDRAWAL;
    }

    /** Whether Whence alone makes it: nobody hands one in. */
    public boolean isOwn() {
        return this == TOMBSTONE || this == PROMOTION || this == PUBLICATION || this == WITHDRAWAL;
    }

    public static Optional<ReceiptKind> named(String ledgerName) {
        return Arrays.stream(values())
                .filter(kind -> kind.ledgerName.equals(ledgerName))
                .findFirst();
    }
}
