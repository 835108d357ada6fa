package dev.whence.tlog.note;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.whence.canonical.Jcs;
import dev.whence.canonical.JsonLimits;
import dev.whence.canonical.StrictJson;
import dev.whence.receipt.ProblemType;
import dev.whence.receipt.RefusedException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;

/**
 * What a log says in an entry of its own when it changes its key. With the first step a new key signs beside the old one;
 * with the second it signs alone. The first is signed by both keys, so whoever trusts one of them can trust the other; the
 * second by the key that stays.
 *
 * @param fromSize the first size at which this is so: one more than the entry's sequence number
 * @param byOld the old key's signature; absent in the second step
 * @param byNew the new key's signature
 */
public record KeyRotation(
        Step step, VerifierKey oldKey, VerifierKey newKey, long fromSize, Optional<String> byOld, String byNew) {
    /** The kind of the ledger's entries that hold one. */
    public static final String KIND = "key-rotation";

    private static final String HEADER = "whence.dev/key-rotation/v1";
    private static final JsonLimits LIMITS = new JsonLimits(8192, 4);

    /** What happens. */
    public enum Step {
        BEGIN("begin"),
        FINISH("finish");

        private final String word;

        Step(String word) {
            this.word = word;
        }

        public String word() {
            return word;
        }
    }

    /** Announces a key; both sign from that size on. */
    public static KeyRotation begin(LogSigner oldKey, LogSigner newKey, long fromSize) {
        String text = text(Step.BEGIN, oldKey.verifier(), newKey.verifier(), fromSize);
        return new KeyRotation(
                Step.BEGIN,
                oldKey.verifier(),
                newKey.verifier(),
                fromSize,
                Optional.of(base64(oldKey.sign(text))),
                base64(newKey.sign(text)));
    }

    /** Takes leave of the old key; the new one signs alone from that size on. */
    public static KeyRotation finish(VerifierKey oldKey, LogSigner newKey, long fromSize) {
        String text = text(Step.FINISH, oldKey, newKey.verifier(), fromSize);
        return new KeyRotation(
                Step.FINISH, oldKey, newKey.verifier(), fromSize, Optional.empty(), base64(newKey.sign(text)));
    }

    /** What is signed. No checkpoint has this form: its second line is a number. */
    private static String text(Step step, VerifierKey oldKey, VerifierKey newKey, long fromSize) {
        return String.join("\n", HEADER, step.word(), oldKey.line(), newKey.line(), Long.toString(fromSize), "");
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    /** The entry's payload: canonical JSON (RFC 8785). */
    public byte[] payload() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("step", step.word()).put("old_vkey", oldKey.line()).put("new_vkey", newKey.line());
        json.put("from_size", fromSize).put("signature_by_new", byNew);
        byOld.ifPresent(signature -> json.put("signature_by_old", signature));
        return Jcs.canonicalize(json);
    }

    /**
     * Reads a payload and checks its signatures, which any holder of the keys can have made; that it stands where it may,
     * {@link KeyHistory} says.
     *
     * @throws RefusedException where it is not one, or a signature is wrong
     */
    public static KeyRotation parse(byte[] payload) throws RefusedException {
        JsonNode json = StrictJson.parse(payload, LIMITS);
        KeyRotation rotation = new KeyRotation(
                json.path("step").asText().equals(Step.BEGIN.word()) ? Step.BEGIN : Step.FINISH,
                key(json.path("old_vkey").asText()),
                key(json.path("new_vkey").asText()),
                json.path("from_size").asLong(),
                Optional.ofNullable(json.get("signature_by_old")).map(JsonNode::asText),
                json.path("signature_by_new").asText());
        if (!Arrays.equals(rotation.payload(), payload)) {
            throw refused("it has not the form of one");
        }
        rotation.checkSignatures();
        return rotation;
    }

    private static VerifierKey key(String line) throws RefusedException {
        return VerifierKey.parse(line).orElseThrow(() -> refused("it names no log's keys"));
    }

    private void checkSignatures() throws RefusedException {
        byte[] text = text(step, oldKey, newKey, fromSize).getBytes(StandardCharsets.UTF_8);
        if (step == Step.BEGIN
                && !byOld.filter(signature -> isBy(oldKey, text, signature)).isPresent()) {
            throw refused("it is not signed by the old key " + oldKey.hexId());
        }
        if (step == Step.FINISH && byOld.isPresent()) {
            throw refused("it has not the form of one");
        }
        if (!isBy(newKey, text, byNew)) {
            throw refused("it is not signed by the new key " + newKey.hexId());
        }
    }

    private static boolean isBy(VerifierKey key, byte[] text, String signature) {
        try {
            byte[] bytes = Base64.getDecoder().decode(signature);
            return base64(bytes).equals(signature) && key.verifies(text, bytes);
        } catch (IllegalArgumentException notBase64) {
            return false;
        }
    }

    static RefusedException refused(String reason) {
        return new RefusedException(
                ProblemType.BAD_REQUEST, "The entry is not a key rotation that can be accepted: " + reason + ".");
    }
}
