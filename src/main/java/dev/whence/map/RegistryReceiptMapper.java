package dev.whence.map;

import dev.whence.receipt.Artifact;
import dev.whence.receipt.RegistryReceipt;
import dev.whence.vocab.Prov;
import dev.whence.vocab.Whence;
import org.apache.jena.graph.Node;

/** Kind D: one run, one subject of a dataset. */
final class RegistryReceiptMapper implements KindMapper<RegistryReceipt> {
    @Override
    public void map(RegistryReceipt receipt, Statements out) {
        Node run = out.run();
        out.type(out.receipt(), Whence.REGISTRY_RECEIPT);
        out.at(receipt.endedAt());
        out.time(run, Prov.STARTED_AT_TIME, receipt.startedAt());
        out.time(run, Prov.ENDED_AT_TIME, receipt.endedAt());
        Agents.associated(out, Prov.AGENT, receipt.runner());
        Node dataset = Datasets.named(out, receipt.dataset());
        String place = receipt.subjectUri().orElse(receipt.dataset());
        out.artifacts().distribution(dataset, Artifact.at(place, receipt.subjectDigest()));
        Checks checks = new Checks(out);
        receipt.checks().forEach(check -> checks.add(check.name(), Status.of(check.result())));
        checks.close();
    }
}
