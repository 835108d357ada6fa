package dev.whence.map;

import dev.whence.receipt.Artifact;
import dev.whence.receipt.ClosedRunReceipt;
import dev.whence.receipt.ClosedRunReceipt.SmartSync;
import dev.whence.receipt.ClosedRunReceipt.Validators;
import dev.whence.receipt.Digest;
import dev.whence.vocab.Dct;
import dev.whence.vocab.Prov;
import dev.whence.vocab.Whence;
import java.util.List;
import java.util.Optional;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;

/** Kind B: places without digests, no agent, and mostly no time. Its outcome is that of the execution. */
final class ClosedRunReceiptMapper implements KindMapper<ClosedRunReceipt> {
    @Override
    public void map(ClosedRunReceipt receipt, Statements out) {
        Node run = out.run();
        out.type(out.receipt(), Whence.CLOSED_RUN_RECEIPT);
        out.text(run, Whence.OPERATION, receipt.stage());
        Agents.association(
                out,
                Optional.empty(),
                Optional.empty(),
                Optional.of(Agents.plan(out, receipt.specHash().text())));
        Commits.of(out, receipt.codeRef());
        Status.say(out, Whence.EXECUTION_STATUS, receipt.outcome().name());
        receipt.sourceDescriptorRefs().forEach(ref -> out.say(run, Whence.SOURCE_DESCRIPTOR, out.place(ref)));
        receipt.validationRefs().forEach(ref -> out.say(run, Whence.REPORT, out.place(ref)));
        receipt.inputs().forEach(input -> out.artifacts().used(Artifact.at(input)));
        receipt.smartSync().ifPresent(sync -> sync(sync, out));
        outputs(receipt, out);
    }

    /** The digest of what was fetched is the output's digest only where there is no doubt which output that is. */
    private static void outputs(ClosedRunReceipt receipt, Statements out) {
        List<String> outputs = receipt.outputs();
        Optional<Digest.WellFormed> fetched = receipt.smartSync().flatMap(SmartSync::contentDigest);
        boolean known = outputs.size() == 1 && fetched.isPresent();
        for (String output : outputs) {
            out.artifacts().generated(known ? Artifact.at(output, fetched.get()) : Artifact.at(output));
        }
    }

    private static void sync(SmartSync sync, Statements out) {
        Node run = out.run();
        out.at(sync.fetchTime());
        out.time(run, Whence.FETCHED_AT, sync.fetchTime());
        out.say(run, Whence.FETCHED_FROM, out.place(sync.sourceUrl()));
        out.artifacts().used(new Artifact(sync.sourceUrl(), sync.contentDigest().map(d -> d), Optional.empty()));
        out.text(run, Whence.SYNC_DECISION, sync.decision());
        out.text(run, Whence.SYNC_REASON, sync.reason());
        sync.response().ifPresent(validators -> validators(validators, out));
        sync.priorRunReceiptRef().ifPresent(prior -> informedBy(prior, out));
    }

    private static void validators(Validators response, Statements out) {
        out.text(out.run(), Whence.ETAG, response.etag());
        out.text(out.run(), Whence.LAST_MODIFIED, response.lastModified());
    }

    private static void informedBy(String priorRun, Statements out) {
        Node prior = NodeFactory.createURI(out.iris().run(out.organisation(), priorRun));
        out.say(out.run(), Prov.WAS_INFORMED_BY, prior);
        out.text(prior, Dct.IDENTIFIER, priorRun);
    }
}
