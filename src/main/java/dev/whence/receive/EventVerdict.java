package dev.whence.receive;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.whence.ledger.Event;
import dev.whence.receipt.AttachmentReceipt;
import dev.whence.receipt.Digest;
import dev.whence.receipt.PolicyLabel;
import dev.whence.receipt.ReceiptId;
import dev.whence.receipt.Verdict;
import dev.whence.receipt.Verdict.Attested;
import dev.whence.receipt.Verdict.Reason;
import dev.whence.receipt.Verdict.Role;
import dev.whence.receipt.Verdict.Signer;
import dev.whence.receipt.Verdict.Stated;
import dev.whence.receipt.Verdict.Word;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The verdict on an attachment in its event line, as {@code "attestation": {…}} beside {@code "attachment_of"}: a rebuild
 * writes it again without keys and without judging.
 */
public final class EventVerdict {
    private static final String OF = "attachment_of";
    private static final String MEMBER = "attestation";

    private EventVerdict() {}

    static Map<String, JsonNode> members(AttachmentReceipt attachment, Verdict verdict) {
        return Map.of(OF, TextNode.valueOf(attachment.attachmentOf().text()), MEMBER, json(verdict));
    }

    /** Which receipt an entry is an attachment of. */
    public static Optional<ReceiptId> attachmentOf(Event event) {
        return Optional.ofNullable(event.others().get(OF)).map(JsonNode::asText).flatMap(ReceiptId::parse);
    }

    /**
     * What may stand in the event line, which is readable to whoever reads the log: where the receipt is not public,
     * neither is who vouched for what.
     */
    static Verdict kept(Verdict verdict, PolicyLabel label) {
        if (label.isPublic()) {
            return verdict;
        }
        return switch (verdict.word()) {
            case VERIFIED -> new Verdict.Verified(List.of(), Stated.NOTHING);
            case FAILED -> new Verdict.Failed(reasonOf(verdict), List.of(), Stated.NOTHING);
            case UNKNOWN_KEY -> new Verdict.UnknownKey(Stated.NOTHING);
            case UNSUPPORTED -> new Verdict.Unsupported(reasonOf(verdict), Stated.NOTHING);
        };
    }

    private static Reason reasonOf(Verdict verdict) {
        return verdict.reason().orElse(Reason.NOT_AN_ATTESTATION);
    }

    /** As it stands in the ledger and in answers. */
    public static ObjectNode json(Verdict verdict) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("verdict", verdict.word().text());
        verdict.reason().ifPresent(reason -> json.put("reason", reason.code()));
        if (!verdict.signers().isEmpty()) {
            var signers = json.putArray("signers");
            verdict.signers()
                    .forEach(signer ->
                            signers.addObject().put("key", signer.name()).put("fingerprint", signer.fingerprint()));
        }
        Stated stated = verdict.stated();
        stated.predicateType().ifPresent(type -> json.put("predicate_type", type));
        stated.builder().ifPresent(builder -> json.put("builder", builder));
        stated.buildType().ifPresent(type -> json.put("build_type", type));
        if (!stated.subjects().isEmpty()) {
            var subjects = json.putArray("subjects");
            stated.subjects()
                    .forEach(subject -> subjects.addObject()
                            .put("is", subject.role().text())
                            .put("digest", subject.digest().text()));
        }
        return json;
    }

    /** The verdict of an entry; nothing where it is no attachment. */
    public static Optional<Verdict> of(Event event) {
        return Optional.ofNullable(event.others().get(MEMBER)).flatMap(EventVerdict::read);
    }

    private static Optional<Verdict> read(JsonNode json) {
        Reason reason = Reason.coded(json.path("reason").asText()).orElse(Reason.NOT_AN_ATTESTATION);
        return Word.named(json.path("verdict").asText()).map(word -> switch (word) {
            case VERIFIED -> new Verdict.Verified(signers(json), stated(json));
            case FAILED -> new Verdict.Failed(reason, signers(json), stated(json));
            case UNKNOWN_KEY -> new Verdict.UnknownKey(stated(json));
            case UNSUPPORTED -> new Verdict.Unsupported(reason, stated(json));
        });
    }

    private static List<Signer> signers(JsonNode json) {
        List<Signer> signers = new ArrayList<>();
        json.path("signers")
                .forEach(signer -> signers.add(new Signer(
                        signer.path("key").asText(), signer.path("fingerprint").asText())));
        return signers;
    }

    private static Stated stated(JsonNode json) {
        List<Attested> subjects = new ArrayList<>();
        json.path("subjects").forEach(subject -> subject(subject).ifPresent(subjects::add));
        return new Stated(text(json, "predicate_type"), text(json, "builder"), text(json, "build_type"), subjects);
    }

    private static Optional<Attested> subject(JsonNode json) {
        return Role.named(json.path("is").asText())
                .flatMap(role -> Digest.parse(json.path("digest").asText()).map(digest -> new Attested(role, digest)));
    }

    private static Optional<String> text(JsonNode json, String name) {
        return Optional.ofNullable(json.path(name).textValue());
    }
}
