package dev.whence.attest;

import dev.whence.canonical.Sha256;
import dev.whence.receipt.Verdict.Signer;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.util.Optional;

/** A public key with the form of its signatures. Immutable and safe to share between threads. */
final class SigningKey {
    private static final PSSParameterSpec PSS =
            new PSSParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, 32, PSSParameterSpec.TRAILER_FIELD_BC);

    private final PublicKey key;
    private final SignatureForm form;
    private final Signer signer;

    /** @param name by which people know the key */
    SigningKey(String name, PublicKey key, SignatureForm form) {
        this.key = key;
        this.form = form;
        this.signer = new Signer(name, fingerprint(key));
    }

    static String fingerprint(PublicKey key) {
        return "sha256:" + Sha256.hex(key.getEncoded());
    }

    Signer signer() {
        return signer;
    }

    /** Whether a signature over a message is this key's. */
    boolean signed(byte[] message, byte[] signature) {
        return verify(form.algorithm(), message, signature);
    }

    /** Whether a signature is this key's over a message of which only the SHA-256 is known. */
    boolean signedHash(byte[] sha256, byte[] signature) {
        Optional<String> algorithm = form.prehashed();
        return algorithm.isPresent() && verify(algorithm.get(), sha256, signature);
    }

    /** A signature that cannot even be read is none: what a stranger sent must not become a fault of ours. */
    private boolean verify(String algorithm, byte[] message, byte[] signature) {
        try {
            Signature check = Signature.getInstance(algorithm);
            if (algorithm.equals("RSASSA-PSS")) {
                check.setParameter(PSS);
            }
            check.initVerify(key);
            check.update(message);
            return check.verify(signature);
        } catch (GeneralSecurityException | RuntimeException unreadable) {
            return false;
        }
    }
}
