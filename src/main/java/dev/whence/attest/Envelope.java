package dev.whence.attest;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A DSSE envelope (secure-systems-lab/dsse v1.0).
 *
 * @param payload decoded; what is signed is the {@link #preAuthenticationEncoding()} of these very bytes
 */
record Envelope(String payloadType, byte[] payload, List<Signed> signatures) {
    Envelope {
        signatures = List.copyOf(signatures);
    }

    /**
     * One signature.
     *
     * @param keyId as the envelope has it: not signed, so no more than a hint
     * @param bytes nothing where they are not base64
     * @param certificate in PEM, as some builders put it beside the signature
     */
    record Signed(String keyId, Optional<byte[]> bytes, Optional<String> certificate) {}

    static boolean looksLikeOne(JsonNode object) {
        return object.has("payloadType") && object.has("payload") && object.has("signatures");
    }

    /** @return nothing where it has not the form of one */
    static Optional<Envelope> of(JsonNode object) {
        String type = object.path("payloadType").textValue();
        String payload = object.path("payload").textValue();
        if (type == null || payload == null || !object.path("signatures").isArray()) {
            return Optional.empty();
        }
        List<Signed> signatures = new ArrayList<>();
        object.path("signatures").forEach(signature -> signatures.add(signed(signature)));
        return signatures.isEmpty()
                ? Optional.empty()
                : Base64Text.decode(payload).map(bytes -> new Envelope(type, bytes, signatures));
    }

    private static Signed signed(JsonNode signature) {
        return new Signed(
                signature.path("keyid").asText(),
                Optional.ofNullable(signature.path("sig").textValue()).flatMap(Base64Text::decode),
                Optional.ofNullable(signature.path("cert").textValue()));
    }

    /** {@code DSSEv1 <length> <type> <length> <payload>}: lengths in bytes, each space one byte. */
    byte[] preAuthenticationEncoding() {
        byte[] type = payloadType.getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream out = new ByteArrayOutputStream(payload.length + type.length + 32);
        out.writeBytes(ascii("DSSEv1 " + type.length + " "));
        out.writeBytes(type);
        out.writeBytes(ascii(" " + payload.length + " "));
        out.writeBytes(payload);
        return out.toByteArray();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
