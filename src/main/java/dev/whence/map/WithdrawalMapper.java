package dev.whence.map;

import dev.whence.receipt.RecordName;
import dev.whence.receipt.Withdrawal;
import dev.whence.vocab.Adms;
import dev.whence.vocab.Dcat;
import dev.whence.vocab.Dct;
import dev.whence.vocab.Prov;
import dev.whence.vocab.Whence;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;

/** A withdrawal: a catalog record is no more, since when, by whom and why. */
final class WithdrawalMapper implements KindMapper<Withdrawal> {
    @Override
    public void map(Withdrawal withdrawal, Statements out) {
        RecordName name = withdrawal.record();
        Node record = NodeFactory.createURI(
                out.iris().record(out.organisation(), name.kind().ledgerName(), name.subject()));
        out.type(out.receipt(), Whence.WITHDRAWAL);
        out.say(out.receipt(), Whence.WITHDRAWS, record);
        out.text(out.receipt(), Dct.DESCRIPTION, withdrawal.reason());
        out.at(withdrawal.withdrawnAt());
        out.time(out.receipt(), Prov.GENERATED_AT_TIME, withdrawal.withdrawnAt());
        out.type(record, Dcat.CATALOG_RECORD);
        out.say(record, Adms.STATUS, Adms.WITHDRAWN);
        out.time(record, Prov.INVALIDATED_AT_TIME, withdrawal.withdrawnAt());
        withdrawal
                .withdrawnBy()
                .ifPresent(by -> out.say(out.receipt(), Prov.WAS_ATTRIBUTED_TO, Agents.agent(out, Prov.AGENT, by)));
    }
}
