package dev.whence.map;

import dev.whence.receipt.Artifact;
import dev.whence.receipt.RunReceipt;
import dev.whence.receipt.RunReceipt.Environment;
import dev.whence.receipt.RunReceipt.Extras;
import dev.whence.vocab.Dct;
import dev.whence.vocab.Prov;
import dev.whence.vocab.Whence;
import java.util.Optional;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;

/** Kind A, the canonical one. */
final class RunReceiptMapper implements KindMapper<RunReceipt> {
    @Override
    public void map(RunReceipt receipt, Statements out) {
        out.type(out.receipt(), Whence.RUN_RECEIPT);
        out.at(receipt.createdAt());
        out.time(out.receipt(), Prov.GENERATED_AT_TIME, receipt.createdAt());
        run(receipt, out);
        receipt.inputs().forEach(out.artifacts()::used);
        Node version = Datasets.version(
                out, receipt.datasetVersionId(), receipt.extras().datasetSlug());
        receipt.extras()
                .license()
                .ifPresent(license -> out.say(version, Dct.LICENSE, NodeFactory.createURI(license.iri())));
        for (Artifact output : receipt.outputs()) {
            out.artifacts().distribution(version, output);
        }
        environment(receipt.environment(), out);
        out.say(
                out.run(),
                Whence.REPORT,
                NodeFactory.createURI(out.iris().report(receipt.validation().reportDigest())));
        Status.say(out, Whence.VALIDATION_STATUS, receipt.validation().status());
        decision(receipt.policy(), out);
        extras(receipt.extras(), out);
    }

    private static void run(RunReceipt receipt, Statements out) {
        out.text(out.run(), Whence.OPERATION, receipt.operation());
        Node agent = Agents.associated(out, Prov.AGENT, receipt.actor().principal());
        Optional<String> specHash = receipt.extras().specHash();
        Node plan = Agents.plan(out, specHash.orElse(receipt.operation()));
        out.text(plan, Dct.IDENTIFIER, specHash);
        Agents.association(out, Optional.of(agent), Optional.of(receipt.actor().role()), Optional.of(plan));
    }

    private static void environment(Environment environment, Statements out) {
        Node run = out.run();
        out.say(run, Whence.CONTAINER, NodeFactory.createURI(out.iris().container(environment.containerDigest())));
        out.say(run, Whence.COMMIT, NodeFactory.createURI(out.iris().commit(environment.gitCommit())));
        out.say(run, Whence.PARAMETERS, NodeFactory.createURI(out.iris().content(environment.paramsDigest())));
    }

    private static void decision(RunReceipt.Decision policy, Statements out) {
        Node decision = Decisions.decision(out, policy.id());
        policy.outcome().ifPresent(word -> Decisions.outcome(out, decision, word));
        policy.obligations().forEach(asked -> out.text(decision, Whence.OBLIGATION, asked.type()));
    }

    private static void extras(Extras extras, Statements out) {
        Node run = out.run();
        out.text(run, Whence.RUN_TYPE, extras.runType());
        out.time(run, Prov.STARTED_AT_TIME, extras.startedAt());
        out.time(run, Prov.ENDED_AT_TIME, extras.endedAt());
        out.time(run, Whence.FETCHED_AT, extras.fetchedAt());
        extras.accessUrl().ifPresent(url -> out.say(run, Whence.FETCHED_FROM, out.place(url)));
        out.text(run, Whence.ETAG, extras.etag());
        out.text(run, Whence.LAST_MODIFIED, extras.lastModified());
        extras.fallbackUsed().ifPresent(used -> out.flag(run, Whence.FALLBACK_USED, used));
        extras.signatureRef().ifPresent(ref -> out.say(out.receipt(), Whence.SIGNATURE, out.place(ref)));
        extras.attestationRef().ifPresent(ref -> out.say(out.receipt(), Whence.ATTESTATION, out.place(ref)));
    }
}
