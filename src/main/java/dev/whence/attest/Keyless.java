package dev.whence.attest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.whence.receipt.Verdict.Reason;
import dev.whence.receipt.Verdict.Signer;
import java.util.Optional;

/** Says who signed a sigstore bundle with a certificate that lasted minutes. Safe for use by several threads. */
public interface Keyless {
    /** Nothing is set up: such a signature is checked against its own certificate, and no further. */
    Optional<Keyless> NONE = Optional.empty();

    /**
     * Checks everything about a bundle but what it says of the receipt.
     *
     * @param artifactSha256 of what was signed, where that is not in the bundle itself
     */
    Answer check(JsonNode bundle, Optional<byte[]> artifactSha256);

    /** A signer, or why there is none. */
    sealed interface Answer {
        /** Somebody who may sign did. */
        record Good(Signer signer) implements Answer {}

        /** It does not hold. */
        record Bad(Reason reason) implements Answer {}

        /** It cannot be told, for the bundle is of a form that is not read. */
        record Unable() implements Answer {}
    }
}
