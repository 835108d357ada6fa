package dev.whence.map;

import dev.whence.receipt.AttachmentReceipt;
import dev.whence.receipt.Verdict;
import dev.whence.receipt.Verdict.Attested;
import dev.whence.receipt.Verdict.Signer;
import dev.whence.vocab.Dct;
import dev.whence.vocab.Prov;
import dev.whence.vocab.Whence;
import java.util.Optional;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;

/**
 * An attachment: whose it is, which bytes, and what came of checking them. The verdict stands in the attachment's own
 * graph, so that the receipt's graph stays as it was written.
 */
final class AttachmentMapper implements KindMapper<AttachmentReceipt> {
    /** Keys and people are agents alike; the word in front keeps their names apart. */
    private static final String KEY = "key:";

    private final Optional<Verdict> verdict;

    AttachmentMapper(Optional<Verdict> verdict) {
        this.verdict = verdict;
    }

    @Override
    public void map(AttachmentReceipt attachment, Statements out) {
        Node it = out.receipt();
        out.type(it, Whence.ATTACHMENT);
        out.say(it, Whence.ATTACHMENT_OF, receipt(attachment, out));
        out.say(it, Whence.ATTACHED_CONTENT, NodeFactory.createURI(out.iris().content(attachment.digest())));
        out.text(it, Dct.TITLE, attachment.name());
        MediaTypes.say(out, it, Optional.of(attachment.mediaType()));
        verdict.ifPresent(decided -> verdict(decided, attachment, out));
    }

    private static Node receipt(AttachmentReceipt attachment, Statements out) {
        return NodeFactory.createURI(out.iris().receipt(out.organisation(), attachment.attachmentOf()));
    }

    private static void verdict(Verdict verdict, AttachmentReceipt attachment, Statements out) {
        Node it = out.receipt();
        out.say(it, Whence.ATTESTATION_VERDICT, word(verdict.word()));
        verdict.reason().ifPresent(reason -> out.text(it, Whence.VERDICT_REASON, reason.code()));
        verdict.signers().forEach(signer -> signer(signer, out));
        Verdict.Stated stated = verdict.stated();
        out.text(it, Whence.PREDICATE_TYPE, stated.predicateType());
        out.text(it, Whence.BUILD_TYPE, stated.buildType());
        stated.builder().ifPresent(id -> out.say(it, Whence.BUILDER, Agents.agent(out, Prov.SOFTWARE_AGENT, id)));
        stated.subjects().forEach(subject -> subject(subject, attachment, out));
    }

    private static void signer(Signer signer, Statements out) {
        Node key = Agents.agent(out, Prov.AGENT, KEY + signer.name());
        out.text(key, Whence.KEY_FINGERPRINT, signer.fingerprint());
        out.say(out.receipt(), Whence.ATTESTED_BY, key);
    }

    private static void subject(Attested subject, AttachmentReceipt attachment, Statements out) {
        Node content = NodeFactory.createURI(out.iris().content(subject.digest()));
        switch (subject.role()) {
            case OUTPUT -> out.say(out.receipt(), Whence.ATTESTS, content);
            case INPUT -> out.say(out.receipt(), Whence.ATTESTS_INPUT, content);
            case RECEIPT -> out.say(out.receipt(), Whence.ATTESTS, receipt(attachment, out));
        }
    }

    private static Node word(Verdict.Word word) {
        return switch (word) {
            case VERIFIED -> Whence.ATTESTATION_VERIFIED;
            case FAILED -> Whence.ATTESTATION_FAILED;
            case UNKNOWN_KEY -> Whence.ATTESTATION_UNKNOWN_KEY;
            case UNSUPPORTED -> Whence.ATTESTATION_UNSUPPORTED;
        };
    }
}
