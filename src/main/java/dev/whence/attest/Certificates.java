package dev.whence.attest;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Optional;

/** Reads certificates that came along; nobody has vouched for them. */
final class Certificates {
    private static final int LONGEST = 1 << 16;

    private Certificates() {}

    static Optional<X509Certificate> pem(String text) {
        return read(text.getBytes(StandardCharsets.UTF_8));
    }

    /** DER, or PEM. */
    static Optional<X509Certificate> read(byte[] bytes) {
        if (bytes.length > LONGEST) {
            return Optional.empty();
        }
        try {
            return Optional.of((X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(bytes)));
        } catch (CertificateException | RuntimeException unreadable) {
            return Optional.empty();
        }
    }

    /** The certificate's key, with the form that sigstore's signatures have. */
    static Optional<SigningKey> key(X509Certificate certificate) {
        try {
            return SignatureForm.of(certificate.getPublicKey(), "", "")
                    .map(form -> new SigningKey("certificate", certificate.getPublicKey(), form));
        } catch (RuntimeException unreadable) {
            return Optional.empty();
        }
    }
}
