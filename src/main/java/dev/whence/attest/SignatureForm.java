package dev.whence.attest;

import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.EdECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.Locale;
import java.util.Optional;

/**
 * By which algorithm, and in which form, a key's signatures are written. It belongs to the key: a signature is never
 * tried in several forms.
 *
 * @param algorithm the JCA name
 * @param prehashed the JCA name of the same algorithm over a SHA-256 that was computed elsewhere; absent where it has none
 */
record SignatureForm(String algorithm, Optional<String> prehashed) {
    private static final int SMALLEST_RSA = 2048;

    /**
     * The form of a key.
     *
     * @param form {@code der} or {@code p1363} for ECDSA, {@code pkcs1} or {@code pss} for RSA; empty for the usual one
     * @param hash {@code sha256}, {@code sha384} or {@code sha512}; empty for the one that fits the key
     * @return nothing where the key cannot sign in that form, or is too weak
     */
    static Optional<SignatureForm> of(PublicKey key, String form, String hash) {
        if (key instanceof ECPublicKey ec) {
            return ecdsa(ec, form, hash);
        }
        if (key instanceof EdECPublicKey ed) {
            boolean plain =
                    form.isEmpty() && hash.isEmpty() && ed.getParams().getName().equals("Ed25519");
            return plain ? Optional.of(new SignatureForm("Ed25519", Optional.empty())) : Optional.empty();
        }
        return key instanceof RSAPublicKey rsa && rsa.getModulus().bitLength() >= SMALLEST_RSA
                ? rsa(form, hash)
                : Optional.empty();
    }

    private static Optional<SignatureForm> ecdsa(ECPublicKey key, String form, String hash) {
        int bits = key.getParams().getOrder().bitLength();
        String digest = hash.isEmpty() ? (bits <= 256 ? "sha256" : bits <= 384 ? "sha384" : "sha512") : hash;
        Optional<String> name = digestName(digest);
        String suffix = form.equals("p1363") ? "inP1363Format" : "";
        boolean known = form.isEmpty() || form.equals("der") || form.equals("p1363");
        return known && bits >= 256
                ? name.map(sha -> new SignatureForm(
                        sha + "withECDSA" + suffix,
                        digest.equals("sha256") ? Optional.of("NONEwithECDSA" + suffix) : Optional.empty()))
                : Optional.empty();
    }

    private static Optional<SignatureForm> rsa(String form, String hash) {
        if (form.equals("pss")) {
            return hash.isEmpty() || hash.equals("sha256")
                    ? Optional.of(new SignatureForm("RSASSA-PSS", Optional.empty()))
                    : Optional.empty();
        }
        return form.isEmpty() || form.equals("pkcs1")
                ? digestName(hash.isEmpty() ? "sha256" : hash)
                        .map(sha -> new SignatureForm(sha + "withRSA", Optional.empty()))
                : Optional.empty();
    }

    private static Optional<String> digestName(String hash) {
        return switch (hash) {
            case "sha256", "sha384", "sha512" -> Optional.of(hash.toUpperCase(Locale.ROOT));
            default -> Optional.empty();
        };
    }
}
