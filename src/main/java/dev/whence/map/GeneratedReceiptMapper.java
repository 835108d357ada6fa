package dev.whence.map;

import dev.whence.receipt.Artifact;
import dev.whence.receipt.Digest;
import dev.whence.receipt.GeneratedReceipt;
import dev.whence.receipt.GeneratedReceipt.Citation;
import dev.whence.receipt.GeneratedReceipt.Evidence;
import dev.whence.receipt.GeneratedReceipt.Gate;
import dev.whence.receipt.GeneratedReceipt.Generated;
import dev.whence.receipt.GeneratedReceipt.Model;
import dev.whence.receipt.GeneratedReceipt.Review;
import dev.whence.vocab.Prov;
import dev.whence.vocab.Whence;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.jena.graph.Node;

/**
 * Kind C: files with digests, written by a model. Several receipts that write one path are versions of that place, and
 * none of them is derived from another unless it says so.
 */
final class GeneratedReceiptMapper implements KindMapper<GeneratedReceipt> {
    @Override
    public void map(GeneratedReceipt receipt, Statements out) {
        out.type(out.receipt(), Whence.GENERATED_RECEIPT);
        out.at(receipt.createdAt());
        out.time(out.receipt(), Prov.GENERATED_AT_TIME, receipt.createdAt());
        agents(receipt, out);
        receipt.artifacts().forEach(generated -> output(generated, out));
        evidence(receipt.evidence(), ownDigests(receipt.artifacts()), out);
        gates(receipt.gates(), out);
        receipt.policyDecisions().forEach(id -> Decisions.decision(out, id));
        receipt.citations().forEach(citation -> cites(citation, out));
        review(receipt.review(), out);
    }

    /** The emitter answers for the run; the model did the work, after the prompt or contract. */
    private static void agents(GeneratedReceipt receipt, Statements out) {
        Agents.associated(out, Prov.AGENT, receipt.emitter());
        Node model = Agents.associated(out, Prov.SOFTWARE_AGENT, name(receipt.model()));
        Node plan = Agents.plan(out, receipt.promptOrContract().text());
        Agents.association(out, Optional.of(model), Optional.empty(), Optional.of(plan));
    }

    private static String name(Model model) {
        return model.provider() + "/" + model.name() + "@" + model.version();
    }

    private static void output(Generated generated, Statements out) {
        Node artifact = out.artifacts().generated(Artifact.at(generated.path(), generated.digest()));
        out.text(artifact, Whence.TRUTH_LABEL, generated.truthLabel());
    }

    private static Set<Digest> ownDigests(List<Generated> artifacts) {
        return artifacts.stream().map(Generated::digest).collect(Collectors.toSet());
    }

    private static void evidence(Evidence evidence, Set<Digest> own, Statements out) {
        evidence.attachedDocs().forEach(doc -> out.artifacts().used(Artifact.at(doc)));
        evidence.refs().forEach(ref -> out.artifacts().used(Artifact.at(ref)));
        evidence.hashes().stream().filter(hash -> !own.contains(hash)).forEach(out.artifacts()::usedContent);
    }

    private static void gates(List<Gate> gates, Statements out) {
        Checks checks = new Checks(out);
        gates.forEach(gate -> checks.add(gate.name(), Status.of(gate.outcome().name())));
        checks.close();
    }

    private static void cites(Citation citation, Statements out) {
        Node property = citation.validated() ? Whence.CITES : Whence.CITES_UNCHECKED;
        out.say(out.run(), property, out.place(citation.evidenceRef()));
    }

    private static void review(Review review, Statements out) {
        out.text(out.run(), Whence.REVIEW_STATE, review.state());
        out.time(out.run(), Whence.REVIEWED_AT, review.at());
        for (String reviewer : review.reviewerIds()) {
            out.say(out.run(), Whence.REVIEWED_BY, Agents.agent(out, Prov.AGENT, reviewer));
        }
    }
}
