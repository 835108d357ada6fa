package dev.whence.map;

import dev.whence.receipt.Iris;
import dev.whence.receipt.LedgerFacts;
import dev.whence.receipt.PolicyLabel;
import dev.whence.vocab.Prov;
import dev.whence.vocab.Whence;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;

/** Adds to a receipt's graph what the ledger knows of it. Immutable and safe to share between threads. */
public final class LedgerFactsMapper {
    private final Iris iris;

    public LedgerFactsMapper(Iris iris) {
        this.iris = iris;
    }

    /**
     * Adds five triples, and a sixth where the receipt replaces an earlier one: receipts revise receipts, runs never
     * revise runs.
     *
     * @param graph the receipt's graph; no other thread may touch it meanwhile
     */
    public void add(Graph graph, String receiptIri, LedgerFacts facts) {
        Node receipt = NodeFactory.createURI(receiptIri);
        graph.add(Triple.create(receipt, Whence.SEQUENCE, Terms.whole(facts.sequence())));
        graph.add(Triple.create(receipt, Whence.EVENT_HASH, Terms.text(facts.eventHash())));
        graph.add(Triple.create(receipt, Whence.RECORDED_AT, Terms.time(facts.recordedAt())));
        graph.add(Triple.create(receipt, Whence.ORGANISATION, Terms.text(facts.organisation())));
        graph.add(Triple.create(receipt, Whence.POLICY_LABEL, label(facts.label())));
        facts.supersedes()
                .map(id -> iris.receipt(facts.organisation(), id))
                .ifPresent(earlier ->
                        graph.add(Triple.create(receipt, Prov.WAS_REVISION_OF, NodeFactory.createURI(earlier))));
    }

    private static Node label(PolicyLabel label) {
        return switch (label) {
            case PUBLIC -> Whence.PUBLIC;
            case PUBLIC_GENERALIZED -> Whence.PUBLIC_GENERALIZED;
            case RESTRICTED -> Whence.RESTRICTED;
            case RESTRICTED_SENSITIVE_LOCATION -> Whence.RESTRICTED_SENSITIVE_LOCATION;
            case INTERNAL -> Whence.INTERNAL;
            case EMBARGOED -> Whence.EMBARGOED;
            case QUARANTINE -> Whence.QUARANTINE;
        };
    }
}
