package dev.whence.serve;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A server's certificate with its chain, and its private key, as PEM files.
 *
 * @param certificate the server's own first, then those that lead to a root
 * @param key in PKCS #8 ({@code BEGIN PRIVATE KEY}), not encrypted
 */
public record TlsFiles(Path certificate, Path key) {
    private static final Pattern PKCS8 =
            Pattern.compile("-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END PRIVATE KEY-----");
    private static final List<String> ALGORITHMS = List.of("EC", "RSA", "Ed25519");

    /** What is in them now. The store lies in memory and has an empty password. */
    @SuppressWarnings("ArrayRecordComponent") // Handed on at once, never compared.
    public record Loaded(KeyStore store, byte[] certificate) {}

    /** @throws IOException where they cannot be read, are something else, or do not fit each other; says which */
    public Loaded load() throws IOException {
        List<Certificate> chain = chain();
        PrivateKey privateKey = privateKey();
        requireFit(chain.get(0), privateKey);
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setKeyEntry("whence", privateKey, new char[0], chain.toArray(Certificate[]::new));
            return new Loaded(store, chain.get(0).getEncoded());
        } catch (GeneralSecurityException unusable) {
            throw new IOException(certificate + " and " + key + " cannot be used together", unusable);
        }
    }

    private List<Certificate> chain() throws IOException {
        try {
            List<Certificate> chain = List.copyOf(CertificateFactory.getInstance("X.509")
                    .generateCertificates(new ByteArrayInputStream(Files.readAllBytes(certificate))));
            if (!chain.isEmpty()) {
                return chain;
            }
        } catch (GeneralSecurityException notCertificates) {
            throw new IOException(certificate + " holds no certificate in PEM", notCertificates);
        }
        throw new IOException(certificate + " holds no certificate in PEM");
    }

    private PrivateKey privateKey() throws IOException {
        Matcher pem = PKCS8.matcher(Files.readString(key, StandardCharsets.ISO_8859_1));
        if (pem.find()) {
            byte[] der = Base64.getMimeDecoder().decode(pem.group(1));
            for (String algorithm : ALGORITHMS) {
                try {
                    return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(der));
                } catch (GeneralSecurityException anotherAlgorithm) {
                    continue;
                }
            }
        }
        throw new IOException(key + " holds no private key that can be used; it must be one that is not encrypted, as"
                + " 'openssl pkcs8 -topk8 -nocrypt' writes it");
    }

    /** Signs something, to see. */
    private void requireFit(Certificate own, PrivateKey privateKey) throws IOException {
        String algorithm = switch (privateKey.getAlgorithm()) {
            case "EC" -> "SHA256withECDSA";
            case "RSA" -> "SHA256withRSA";
            default -> "Ed25519";
        };
        byte[] text = "whence".getBytes(StandardCharsets.US_ASCII);
        try {
            Signature signature = Signature.getInstance(algorithm);
            signature.initSign(privateKey);
            signature.update(text);
            byte[] signed = signature.sign();
            signature.initVerify(own.getPublicKey());
            signature.update(text);
            if (signature.verify(signed)) {
                return;
            }
        } catch (GeneralSecurityException ofAnotherKind) {
            throw new IOException(
                    "the key in " + key + " is not that of the certificate in " + certificate, ofAnotherKind);
        }
        throw new IOException("the key in " + key + " is not that of the certificate in " + certificate);
    }
}
