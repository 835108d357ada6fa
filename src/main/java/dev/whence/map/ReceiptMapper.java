package dev.whence.map;

import dev.whence.receipt.AttachmentReceipt;
import dev.whence.receipt.CatalogRecord;
import dev.whence.receipt.ClosedRunReceipt;
import dev.whence.receipt.GeneratedReceipt;
import dev.whence.receipt.Incident;
import dev.whence.receipt.Iris;
import dev.whence.receipt.KnowledgeChange;
import dev.whence.receipt.OperationReceipt;
import dev.whence.receipt.Promotion;
import dev.whence.receipt.ProvenanceEvent;
import dev.whence.receipt.Publication;
import dev.whence.receipt.Receipt;
import dev.whence.receipt.RegisteredVersion;
import dev.whence.receipt.RegistryReceipt;
import dev.whence.receipt.RunReceipt;
import dev.whence.receipt.Tombstone;
import dev.whence.receipt.Warning;
import dev.whence.receipt.Withdrawal;
import dev.whence.receipt.ZoneReceipt;
import dev.whence.vocab.Whence;

/** Turns a receipt into triples, each kind by its own mapper. Pure, immutable, safe to share between threads. */
public final class ReceiptMapper {
    /**
     * Changes whenever the same receipt would give other triples or other lineage than before: what was projected with
     * another version is made anew.
     */
    public static final String VERSION = "2";

    private final Iris iris;

    public ReceiptMapper(Iris iris) {
        this.iris = iris;
    }

    /** The receipt's own triples; the ledger's facts come later, by {@link LedgerFactsMapper}. */
    public Mapped map(MappingInput in) {
        Statements statements = new Statements(iris, in);
        mapKind(in, statements);
        for (Warning warning : in.warnings()) {
            statements.text(statements.receipt(), Whence.WARNING, warning.rule() + " " + warning.pointer());
        }
        if (in.lenient()) {
            statements.flag(statements.receipt(), Whence.LENIENT, true);
        }
        return statements.mapped();
    }

    private static void mapKind(MappingInput in, Statements out) {
        Receipt receipt = in.receipt();
        if (receipt instanceof RunReceipt run) {
            new RunReceiptMapper().map(run, out);
        } else if (receipt instanceof ClosedRunReceipt closed) {
            new ClosedRunReceiptMapper().map(closed, out);
        } else if (receipt instanceof GeneratedReceipt generated) {
            new GeneratedReceiptMapper().map(generated, out);
        } else if (receipt instanceof RegistryReceipt registry) {
            new RegistryReceiptMapper().map(registry, out);
        } else if (receipt instanceof ZoneReceipt zone) {
            new ZoneReceiptMapper().map(zone, out);
        } else if (receipt instanceof AttachmentReceipt attachment) {
            new AttachmentMapper(in.verdict()).map(attachment, out);
        } else if (receipt instanceof OperationReceipt operation) {
            new OperationMapper().map(operation, out);
        } else if (receipt instanceof Tombstone tombstone) {
            new TombstoneMapper().map(tombstone, out);
        } else if (receipt instanceof CatalogRecord record) {
            CatalogRecords.map(record, out);
        } else if (receipt instanceof Promotion promotion) {
            new PromotionMapper().map(promotion, out);
        } else if (receipt instanceof Publication publication) {
            new PublicationMapper().map(publication, out);
        } else if (receipt instanceof Withdrawal withdrawal) {
            new WithdrawalMapper().map(withdrawal, out);
        } else {
            mapOrchestration(receipt, out);
        }
    }

    /** The kinds of the orchestration protocol. */
    private static void mapOrchestration(Receipt receipt, Statements out) {
        if (receipt instanceof ProvenanceEvent event) {
            new EventMapper().map(event, out);
        } else if (receipt instanceof Incident incident) {
            new IncidentMapper().map(incident, out);
        } else if (receipt instanceof RegisteredVersion version) {
            new RegisteredVersionMapper().map(version, out);
        } else if (receipt instanceof KnowledgeChange change) {
            new KnowledgeChangeMapper().map(change, out);
        } else {
            throw new IllegalArgumentException("no mapper for kind " + receipt.kind());
        }
    }
}
