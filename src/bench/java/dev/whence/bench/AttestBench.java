package dev.whence.bench;

import dev.whence.attest.Allowed;
import dev.whence.attest.Attestations;
import dev.whence.attest.AttestedReceipt;
import dev.whence.attest.KeyFolder;
import dev.whence.attest.Keyless;
import dev.whence.receipt.Digest;
import dev.whence.receipt.Verdict;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What it costs to judge an attestation by configured keys, warm and in one thread: a DSSE envelope with SLSA provenance v1
 * whose key id helps nobody, so that every key before the right one is tried. Options: {@code --rounds} (2000),
 * {@code --keys} of which the last signed (4).
 */
final class AttestBench {
    private static final String TYPE = "application/vnd.in-toto+json";
    private static final String SUBJECT = "f4c3c505cbfe9b31867d21509e4c52b450736293d521ce09a5bb3fbf551b6ce0";
    private static final String STATEMENT = """
            {"_type":"https://in-toto.io/Statement/v1","subject":[{"name":"x","digest":{"sha256":"%s"}}],\
            "predicateType":"https://slsa.dev/provenance/v1","predicate":{"buildDefinition":{"buildType":\
            "https://example.org/build/v1"},"runDetails":{"builder":{"id":"https://example.org/builder"}}}}""".formatted(SUBJECT);

    /** The algorithms that a key may have, the figure's first. */
    private enum Algorithm {
        P256("EC", 256, "SHA256withECDSA"),
        P384("EC", 384, "SHA384withECDSA"),
        ED25519("Ed25519", 255, "Ed25519"),
        RSA2048("RSA", 2048, "SHA256withRSA");

        private final String key;
        private final int size;
        private final String signature;

        Algorithm(String key, int size, String signature) {
            this.key = key;
            this.size = size;
            this.signature = signature;
        }
    }

    private final Path work;
    private final int rounds;
    private final int keys;

    private AttestBench(Arguments arguments) {
        this.work = arguments.work();
        this.rounds = arguments.number("rounds", 2000);
        this.keys = arguments.number("keys", 4);
    }

    public static void main(String[] args) throws Exception {
        Arguments arguments = Arguments.parse(args);
        AttestBench bench = new AttestBench(arguments);
        Result result = new Result("attest", arguments);
        Map<String, Double> medians = new LinkedHashMap<>();
        double figure = 0;
        double peer = 0;
        for (Algorithm algorithm : Algorithm.values()) {
            Case measured = bench.measure(algorithm);
            medians.put(algorithm.name().toLowerCase(java.util.Locale.ROOT), measured.median());
            if (algorithm == Algorithm.P256) {
                figure = measured.median();
                peer = measured.bare();
                result.put("first_ms", measured.first()).put("p99_ms", measured.p99());
            }
        }
        result.put("median_ms", medians)
                .put("keys", bench.keys)
                .figure(figure, "ms", "one bare signature check of the JDK", peer)
                .print();
    }

    /** @param bare what the JDK's check of the one right signature costs */
    private record Case(double first, double median, double p99, double bare) {}

    private Case measure(Algorithm algorithm) throws GeneralSecurityException, IOException {
        Path folder = Files.createDirectories(work.resolve("keys-" + algorithm));
        KeyPair signer = pair(algorithm);
        for (int i = 0; i < keys; i++) {
            write(folder.resolve("k" + i + ".pem"), i + 1 == keys ? signer : pair(algorithm));
        }
        List<String> problems = new ArrayList<>();
        Attestations attestations = new Attestations(
                KeyFolder.read(folder, 1, problems), Allowed.EVERYTHING, Keyless.NONE, Clock.systemUTC());
        byte[] payload = STATEMENT.getBytes(StandardCharsets.UTF_8);
        byte[] message = concat("DSSEv1 " + TYPE.length() + " " + TYPE + " " + payload.length + " ", payload);
        byte[] signature = sign(algorithm, signer, message);
        byte[] envelope = envelope(payload, signature);
        AttestedReceipt receipt = receipt();
        double[] millis = new double[rounds * 2];
        for (int i = 0; i < millis.length; i++) {
            long started = System.nanoTime();
            Verdict verdict = attestations.judge(envelope, receipt);
            millis[i] = (System.nanoTime() - started) / 1e6;
            if (verdict.word() != Verdict.Word.VERIFIED) {
                throw new IllegalStateException(problems + " " + verdict);
            }
        }
        double[] warm = Arrays.copyOfRange(millis, rounds, millis.length);
        Arrays.sort(warm);
        return new Case(
                millis[0], warm[rounds / 2], warm[rounds * 99 / 100], bare(algorithm, signer, message, signature));
    }

    private double bare(Algorithm algorithm, KeyPair signer, byte[] message, byte[] signature)
            throws GeneralSecurityException {
        double[] millis = new double[rounds];
        for (int i = 0; i < rounds; i++) {
            long started = System.nanoTime();
            Signature check = Signature.getInstance(algorithm.signature);
            check.initVerify(signer.getPublic());
            check.update(message);
            if (!check.verify(signature)) {
                throw new IllegalStateException("a signature of ours does not fit");
            }
            millis[i] = (System.nanoTime() - started) / 1e6;
        }
        Arrays.sort(millis);
        return millis[rounds / 2];
    }

    private static AttestedReceipt receipt() {
        Digest.WellFormed made = Digest.parse("sha256:" + SUBJECT).orElseThrow();
        return new AttestedReceipt(
                "{}".getBytes(StandardCharsets.UTF_8),
                Set.of(),
                List.of(new AttestedReceipt.Output("x", made)),
                Set.of(),
                Optional.empty());
    }

    private static KeyPair pair(Algorithm algorithm) throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm.key);
        generator.initialize(algorithm.size);
        return generator.generateKeyPair();
    }

    private static void write(Path file, KeyPair pair) throws IOException {
        Files.writeString(
                file,
                "-----BEGIN PUBLIC KEY-----\n"
                        + Base64.getMimeEncoder()
                                .encodeToString(pair.getPublic().getEncoded())
                        + "\n-----END PUBLIC KEY-----\n");
    }

    private static byte[] sign(Algorithm algorithm, KeyPair pair, byte[] message) throws GeneralSecurityException {
        Signature signature = Signature.getInstance(algorithm.signature);
        signature.initSign(pair.getPrivate());
        signature.update(message);
        return signature.sign();
    }

    private static byte[] envelope(byte[] payload, byte[] signature) {
        return ("{\"payloadType\":\"" + TYPE + "\",\"payload\":\""
                        + Base64.getEncoder().encodeToString(payload) + "\",\"signatures\":[{\"keyid\":\"\",\"sig\":\""
                        + Base64.getEncoder().encodeToString(signature) + "\"}]}")
                .getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] concat(String head, byte[] tail) {
        byte[] first = head.getBytes(StandardCharsets.US_ASCII);
        byte[] all = Arrays.copyOf(first, first.length + tail.length);
        System.arraycopy(tail, 0, all, first.length, tail.length);
        return all;
    }
}
