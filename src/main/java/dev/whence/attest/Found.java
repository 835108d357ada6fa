package dev.whence.attest;

import com.fasterxml.jackson.databind.JsonNode;
import java.security.cert.X509Certificate;
import java.util.Optional;

/** One thing in an attachment that can be judged. */
sealed interface Found {
    /**
     * A signed envelope.
     *
     * @param hint what the bundle around it calls the key
     * @param certificate the leaf that came along
     * @param bundle the sigstore bundle around it
     */
    record InEnvelope(Envelope envelope, String hint, Optional<X509Certificate> certificate, Optional<JsonNode> bundle)
            implements Found {}

    /**
     * A signature alone: over the receipt's bytes, or over an output's.
     *
     * @param hint what the bundle around it calls the key
     * @param certificate the leaf that came along
     */
    record Detached(byte[] signature, String hint, Optional<X509Certificate> certificate, Optional<JsonNode> bundle)
            implements Found {}

    /** A statement that nobody signed. */
    record Unsigned(Statement statement) implements Found {}

    /** It says that it is an attestation, and has not the form of one. */
    record Broken() implements Found {}
}
