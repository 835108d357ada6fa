package dev.whence.map;

import dev.whence.receipt.Gate;
import dev.whence.receipt.Obligation;
import dev.whence.receipt.Promotion;
import dev.whence.receipt.ReceiptId;
import dev.whence.vocab.Prov;
import dev.whence.vocab.Whence;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;

/** A promotion: which dataset version, by which records, and what its gates came to. */
final class PromotionMapper implements KindMapper<Promotion> {
    @Override
    public void map(Promotion promotion, Statements out) {
        Node receipt = out.receipt();
        out.type(receipt, Whence.PROMOTION);
        out.say(
                receipt,
                Whence.PROMOTES,
                NodeFactory.createURI(out.iris().datasetVersion(out.organisation(), promotion.datasetVersion())));
        out.at(promotion.promotedAt());
        out.time(receipt, Prov.GENERATED_AT_TIME, promotion.promotedAt());
        promotion
                .promotedBy()
                .ifPresent(by -> out.say(receipt, Prov.WAS_ATTRIBUTED_TO, Agents.agent(out, Prov.AGENT, by)));
        for (ReceiptId record : promotion.records()) {
            out.say(
                    receipt,
                    Prov.WAS_DERIVED_FROM,
                    NodeFactory.createURI(out.iris().receipt(out.organisation(), record)));
        }
        for (Gate gate : promotion.gates()) {
            out.text(receipt, Whence.GATE_RESULT, gate.id() + " " + gate.result());
        }
        for (Obligation obligation : promotion.obligations()) {
            out.text(receipt, Whence.OBLIGATION, obligation.type());
        }
        promotion
                .decision()
                .ifPresent(id -> out.say(
                        receipt,
                        Prov.WAS_INFLUENCED_BY,
                        NodeFactory.createURI(out.iris().decision(out.organisation(), id))));
    }
}
