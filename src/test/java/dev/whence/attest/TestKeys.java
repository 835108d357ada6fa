package dev.whence.attest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.whence.receipt.Digest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** Keys for tests, and what they sign. */
public final class TestKeys {
    static final Clock NOW = Clock.fixed(Instant.parse("2026-11-25T12:00:00Z"), ZoneOffset.UTC);

    private TestKeys() {}

    static SigningKey p256(JsonNode point, String form) throws GeneralSecurityException {
        AlgorithmParameters curve = AlgorithmParameters.getInstance("EC");
        curve.init(new ECGenParameterSpec("secp256r1"));
        ECPoint at = new ECPoint(
                new BigInteger(point.path("x").asText()),
                new BigInteger(point.path("y").asText()));
        PublicKey key = KeyFactory.getInstance("EC")
                .generatePublic(new ECPublicKeySpec(at, curve.getParameterSpec(ECParameterSpec.class)));
        return key("point", key, form);
    }

    static SigningKey key(String name, PublicKey key, String form) {
        return new SigningKey(name, key, SignatureForm.of(key, form, "").orElseThrow());
    }

    static SigningKey read(Path pem) {
        return read(pem, "");
    }

    static SigningKey read(Path pem, String form) {
        try {
            String base64 = Files.readString(pem).replaceAll("-----[A-Z ]+-----|\\s", "");
            byte[] der = Base64.getDecoder().decode(base64);
            return key(
                    "read",
                    KeyFactory.getInstance("EC").generatePublic(new java.security.spec.X509EncodedKeySpec(der)),
                    form);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        } catch (GeneralSecurityException bad) {
            throw new IllegalArgumentException(bad);
        }
    }

    static TrustedKey trusted(SigningKey key) {
        return new TrustedKey(key, List.of(key.signer().name()), Allowed.EVERYTHING, Optional.empty());
    }

    static Attestations judge(SigningKey... keys) {
        return judge(1, List.of(keys).stream().map(TestKeys::trusted).toList());
    }

    static Attestations judge(int threshold, List<TrustedKey> keys) {
        return new Attestations(new KeyRing(keys, threshold), Allowed.EVERYTHING, Keyless.NONE, NOW);
    }

    /** @param algorithm {@code EC}, {@code Ed25519} or {@code RSA} */
    public static KeyPair pair(String algorithm, int size) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
            if (size > 0) {
                generator.initialize(size);
            }
            return generator.generateKeyPair();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    public static String pem(PublicKey key) {
        return "-----BEGIN PUBLIC KEY-----\n" + Base64.getMimeEncoder().encodeToString(key.getEncoded())
                + "\n-----END PUBLIC KEY-----\n";
    }

    public static byte[] sign(String algorithm, KeyPair pair, byte[] message) {
        try {
            Signature signature = Signature.getInstance(algorithm);
            signature.initSign(pair.getPrivate());
            signature.update(message);
            return signature.sign();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** One signature of an envelope. */
    public record By(String keyId, String algorithm, KeyPair pair) {}

    public static byte[] envelope(String payload, By... signers) {
        byte[] bytes = payload.getBytes(StandardCharsets.UTF_8);
        byte[] encoding = new Envelope(Statement.PAYLOAD_TYPE, bytes, List.of()).preAuthenticationEncoding();
        StringBuilder signatures = new StringBuilder();
        for (By by : signers) {
            signatures.append(signatures.isEmpty() ? "" : ",");
            signatures.append("{\"keyid\":\"" + by.keyId() + "\",\"sig\":\"");
            signatures.append(Base64.getEncoder().encodeToString(sign(by.algorithm(), by.pair(), encoding)));
            signatures.append("\"}");
        }
        return ("{\"payloadType\":\"" + Statement.PAYLOAD_TYPE + "\",\"payload\":\""
                        + Base64.getEncoder().encodeToString(bytes) + "\",\"signatures\":[" + signatures + "]}")
                .getBytes(StandardCharsets.UTF_8);
    }

    /** SLSA provenance v1 about one digest. */
    public static String provenance(String digest, String builder) {
        Digest.WellFormed subject = Digest.parse(digest).orElseThrow();
        return """
                {"_type":"https://in-toto.io/Statement/v1",\
                "subject":[{"name":"a name that does not count","digest":{"%s":"%s"}}],\
                "predicateType":"https://slsa.dev/provenance/v1","predicate":{"buildDefinition":\
                {"buildType":"https://example.org/build/v1"},"runDetails":{"builder":{"id":"%s"}}}}""".formatted(subject.algorithm().label(), subject.hex(), builder);
    }
}
