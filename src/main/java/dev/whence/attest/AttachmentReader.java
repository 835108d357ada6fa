package dev.whence.attest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.whence.canonical.JsonLimits;
import dev.whence.canonical.StrictJson;
import dev.whence.receipt.RefusedException;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Finds what can be judged in attached bytes, by what they are and not by what their file is called. Of several lines,
 * those that are not recognised are passed over, as in-toto bundles ask.
 */
final class AttachmentReader {
    /** More than this in one file is not looked through. */
    static final int MOST = 64;

    private static final int LONGEST_DETACHED = 4096;
    private static final int SHORTEST_SIGNATURE = 32;

    private AttachmentReader() {}

    /** What is there, in order; one more than {@link #MOST} where there is more. */
    static List<Found> read(byte[] content) {
        Optional<JsonNode> whole = json(content);
        List<Found> found = new ArrayList<>();
        if (whole.isPresent()) {
            collect(whole.get(), found);
        } else if (firstCharacter(content) == '{') {
            lines(content, found);
        } else {
            detached(content).ifPresent(found::add);
        }
        return found;
    }

    private static void lines(byte[] content, List<Found> found) {
        for (String line : (Iterable<String>) text(content).lines()::iterator) {
            if (found.size() > MOST) {
                return;
            }
            json(line.getBytes(StandardCharsets.UTF_8)).ifPresent(tree -> collect(tree, found));
        }
    }

    private static void collect(JsonNode tree, List<Found> found) {
        if (Envelope.looksLikeOne(tree)) {
            found.add(envelope(tree, "", Optional.empty(), Optional.empty()));
        } else if (tree.has("dsseEnvelope") || tree.has("messageSignature")) {
            found.add(bundle(tree));
        } else if (tree.path("attestations").isArray()) {
            each(tree.path("attestations"), "bundle", found);
        } else if (tree.path("provenance_summary").path("provenance").isArray()) {
            each(tree.path("provenance_summary").path("provenance"), "envelope", found);
        } else {
            Statement.of(tree).map(Found.Unsigned::new).ifPresent(found::add);
        }
    }

    /** npm keeps several bundles in a file; so does Google Cloud Build, with envelopes. */
    private static void each(JsonNode array, String member, List<Found> found) {
        for (JsonNode item : array) {
            if (found.size() > MOST) {
                return;
            }
            JsonNode inner = item.path(member);
            if (Envelope.looksLikeOne(inner) || inner.has("dsseEnvelope") || inner.has("messageSignature")) {
                collect(inner, found);
            }
        }
    }

    private static Found bundle(JsonNode bundle) {
        JsonNode material = bundle.path("verificationMaterial");
        String hint = material.path("publicKey").path("hint").asText();
        Optional<X509Certificate> certificate = leaf(material);
        if (bundle.has("dsseEnvelope")) {
            return envelope(bundle.path("dsseEnvelope"), hint, certificate, Optional.of(bundle));
        }
        return Optional.ofNullable(
                        bundle.path("messageSignature").path("signature").textValue())
                .flatMap(Base64Text::decode)
                .<Found>map(signature -> new Found.Detached(signature, hint, certificate, Optional.of(bundle)))
                .orElseGet(Found.Broken::new);
    }

    private static Found envelope(
            JsonNode tree, String hint, Optional<X509Certificate> certificate, Optional<JsonNode> bundle) {
        return Envelope.of(tree)
                .<Found>map(read -> new Found.InEnvelope(read, hint, certificate.or(() -> beside(read)), bundle))
                .orElseGet(Found.Broken::new);
    }

    /** Builders older than bundles put the certificate beside the signature. */
    private static Optional<X509Certificate> beside(Envelope envelope) {
        return envelope.signatures().stream()
                .flatMap(signature -> signature.certificate().stream())
                .findFirst()
                .flatMap(Certificates::pem);
    }

    /** The leaf among a bundle's certificates. */
    static Optional<X509Certificate> leaf(JsonNode material) {
        JsonNode chain =
                material.path("x509CertificateChain").path("certificates").path(0);
        JsonNode one = material.has("certificate") ? material.path("certificate") : chain;
        return Optional.ofNullable(one.path("rawBytes").textValue())
                .flatMap(Base64Text::decode)
                .flatMap(Certificates::read);
    }

    private static Optional<Found> detached(byte[] content) {
        return content.length > LONGEST_DETACHED
                ? Optional.empty()
                : Base64Text.decode(text(content).strip())
                        .filter(signature -> signature.length >= SHORTEST_SIGNATURE)
                        .map(signature -> new Found.Detached(signature, "", Optional.empty(), Optional.empty()));
    }

    private static Optional<JsonNode> json(byte[] bytes) {
        try {
            return Optional.of(StrictJson.parse(bytes, new JsonLimits(Math.max(1, bytes.length), 200)))
                    .filter(JsonNode::isObject);
        } catch (RefusedException notStrict) {
            return Optional.empty();
        }
    }

    private static String text(byte[] content) {
        return new String(content, StandardCharsets.UTF_8);
    }

    private static char firstCharacter(byte[] content) {
        return text(content)
                .stripLeading()
                .chars()
                .mapToObj(c -> (char) c)
                .findFirst()
                .orElse(' ');
    }
}
