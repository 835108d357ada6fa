package dev.whence.map;

import dev.whence.receipt.Digest;
import dev.whence.receipt.ZoneReceipt;
import dev.whence.receipt.ZoneReceipt.Code;
import dev.whence.receipt.ZoneReceipt.Transform;
import dev.whence.receipt.ZoneReceipt.ZoneInput;
import dev.whence.vocab.Prov;
import dev.whence.vocab.Whence;
import java.util.Locale;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;

/** Kind E: a move from one zone to another. */
final class ZoneReceiptMapper implements KindMapper<ZoneReceipt> {
    @Override
    public void map(ZoneReceipt receipt, Statements out) {
        Node run = out.run();
        out.type(out.receipt(), Whence.ZONE_RECEIPT);
        out.at(receipt.endedAt());
        out.time(run, Prov.STARTED_AT_TIME, receipt.startedAt());
        out.time(run, Prov.ENDED_AT_TIME, receipt.endedAt());
        out.text(run, Whence.ZONE_IN, receipt.zoneIn());
        out.text(run, Whence.ZONE_OUT, receipt.zoneOut());
        Agents.associated(
                out, agentType(receipt.actor().type()), receipt.actor().id());
        code(receipt.code(), out);
        receipt.inputs().forEach(input -> input(input, out));
        receipt.outputs().forEach(out.artifacts()::generated);
        receipt.transforms().forEach(transform -> transform(transform, out));
        out.say(run, Whence.VALIDATION_STATUS, Status.of(receipt.qaPassed()).node());
        out.flag(run, Whence.LICENSE_CLEARED, receipt.licenseOk());
    }

    private static Node agentType(String stated) {
        return switch (stated.toLowerCase(Locale.ROOT)) {
            case "person", "user", "human" -> Prov.PERSON;
            case "service", "software", "bot", "system", "pipeline" -> Prov.SOFTWARE_AGENT;
            default -> Prov.AGENT;
        };
    }

    private static void code(Code code, Statements out) {
        Node commit = Commits.of(out, code.commit());
        out.say(commit, Whence.REPOSITORY, out.place(code.repo()));
        out.flag(out.run(), Whence.DIRTY_TREE, code.dirty());
    }

    private static void input(ZoneInput input, Statements out) {
        Node artifact = out.artifacts().used(input.artifact());
        out.text(artifact, Whence.STATED_LICENSE, input.license());
        out.text(artifact, Whence.SENSITIVITY, input.sensitivity());
    }

    private static void transform(Transform transform, Statements out) {
        out.text(out.run(), Whence.TRANSFORM, transform.name());
        transform
                .paramsDigest()
                .flatMap(Digest::parse)
                .ifPresent(digest -> out.say(
                        out.run(),
                        Whence.PARAMETERS,
                        NodeFactory.createURI(out.iris().content(digest))));
    }
}
