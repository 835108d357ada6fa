package dev.whence.attest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.whence.receipt.Verdict;
import dev.whence.receipt.Verdict.Reason;
import dev.whence.testkit.SharedData;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Keyless bundles, with the sigstore part. It is fetched by {@code mvn -f src/sigstore/pom.xml package}; without it the
 * tests that need it are skipped.
 */
class SigstorePartTest {
    private static final Path JARS = Path.of("target/lib-sigstore");
    private static final Identities ANYBODY = Identities.parse("* *").orElseThrow();

    private static Attestations judge(Path trustedRoot, Identities identities) {
        assumeTrue(Files.isDirectory(JARS), "no sigstore part in " + JARS);
        Keyless part = new SigstorePart(JARS, trustedRoot, identities);
        return new Attestations(KeyRing.EMPTY, Allowed.EVERYTHING, Optional.of(part), TestKeys.NOW);
    }

    /** A receipt that says it made whatever the bundle is about. */
    private static AttestedReceipt makerOf(JsonNode bundle) {
        List<AttestedReceipt.Output> outputs = Envelope.of(bundle.path("dsseEnvelope"))
                .flatMap(envelope -> Statement.read(envelope.payload()))
                .map(Statement::subjects)
                .orElse(Set.of())
                .stream()
                .map(digest -> new AttestedReceipt.Output("made", digest))
                .toList();
        return new AttestedReceipt(new byte[] {'{', '}'}, Set.of(), outputs, Set.of(), Optional.empty());
    }

    private static String words(Verdict verdict) {
        return verdict.word().text()
                + verdict.reason().map(Reason::code).map(code -> " " + code).orElse("");
    }

    private static String judged(String bundle, String trustedRoot) {
        JsonNode json = SharedData.json(SharedData.at(bundle));
        return words(judge(SharedData.at(trustedRoot), ANYBODY)
                .judge(json.toString().getBytes(StandardCharsets.UTF_8), makerOf(json)));
    }

    /** Some have kinds of log entry that sigstore-java 2.0.0 does not read; of those nothing is claimed. */
    @ParameterizedTest
    @CsvSource({
        "ledger/attestation/bundle.dsse.sigstore,ledger/attestation/trusted_root.json,verified",
        "ledger/attestation/bundle.dsse.bad-signature.sigstore,ledger/attestation/trusted_root.json,failed signature-invalid",
        "ledger/attestation/bundle.dsse.rekor-v2.sigstore,ledger/attestation/trusted_root.json,unsupported signed-by-certificate",
        "slsa/sigstoreconf__happy-path-intoto-in-dsse-v3__bundle.sigstore.json,ledger/attestation/trusted_root.json,verified",
        "slsa/sigstoreconf__dsse-invalid-sig_fail__bundle.sigstore.json,ledger/attestation/trusted_root.json,failed signature-invalid",
        "slsa/sigstoreconf__dsse-mismatch-sig_fail__bundle.sigstore.json,ledger/attestation/trusted_root.json,failed chain-not-trusted",
        "slsa/sigstoreconf__dsse-mismatch-envelope_fail__bundle.sigstore.json,ledger/attestation/trusted_root.json,failed chain-not-trusted",
        "slsa/sigstoreconf__rekor2-dsse-happy-path__bundle.sigstore.json,slsa/sigstoreconf__rekor2-dsse-happy-path__trusted_root.json,unsupported signed-by-certificate",
        "slsa/sigstoreconf__rekor2-dsse-invalid-sig_fail__bundle.sigstore.json,slsa/sigstoreconf__rekor2-dsse-invalid-sig_fail__trusted_root.json,failed signature-invalid",
        "slsa/sigstoreconf__intoto-with-custom-trust-root__bundle.sigstore.json,slsa/sigstoreconf__intoto-with-custom-trust-root__trusted_root.json,unsupported signed-by-certificate",
        "slsa/sigstoreconf__intoto-log-entry-mismatch_fail__bundle.sigstore.json,slsa/sigstoreconf__intoto-log-entry-mismatch_fail__trusted_root.json,unsupported signed-by-certificate",
        "slsa/sigstoreconf__intoto-expired-certificate_fail__bundle.sigstore.json,slsa/sigstoreconf__intoto-expired-certificate_fail__trusted_root.json,failed expired"
    })
    void a_published_bundle_is_judged_as_its_name_says(String bundle, String trustedRoot, String verdict) {
        assertThat(judged(bundle, trustedRoot)).isEqualTo(verdict);
    }

    @Test
    void who_may_sign_is_asked() {
        Path bundle = SharedData.ledger("attestation/bundle.dsse.sigstore");
        JsonNode json = SharedData.json(bundle);
        Path root = SharedData.ledger("attestation/trusted_root.json");
        byte[] content = json.toString().getBytes(StandardCharsets.UTF_8);
        Verdict anybody = judge(root, ANYBODY).judge(content, makerOf(json));
        assertThat(words(anybody)).isEqualTo("verified");
        String name = anybody.signers().get(0).name();
        Identities somebodyElse = Identities.parse("https://issuer.example.org somebody@example.org")
                .orElseThrow();
        assertThat(words(judge(root, somebodyElse).judge(content, makerOf(json))))
                .isEqualTo("failed identity-not-allowed");
        Identities justThem = Identities.parse("* " + name).orElseThrow();
        assertThat(words(judge(root, justThem).judge(content, makerOf(json)))).isEqualTo("verified");
    }

    @Test
    void a_good_bundle_about_something_else_says_nothing_of_this_receipt() throws IOException {
        Path bundle = SharedData.ledger("attestation/bundle.dsse.sigstore");
        Attestations judge = judge(SharedData.ledger("attestation/trusted_root.json"), ANYBODY);
        assertThat(words(judge.judge(Files.readAllBytes(bundle), PublishedSamplesTest.anyReceipt())))
                .isEqualTo("failed subject-not-among-outputs");
    }

    @Test
    void proofs_of_inclusion_are_checked_with_our_own_arithmetic() {
        JsonNode good = SharedData.json(SharedData.ledger("attestation/bundle.dsse.sigstore"));
        assertThat(InclusionProofs.hold(good)).isTrue();
        for (String change : List.of("logIndex", "treeSize", "rootHash", "hashes", "canonicalizedBody", "checkpoint")) {
            JsonNode bad = good.deepCopy();
            ObjectNode entry = (ObjectNode)
                    bad.path("verificationMaterial").path("tlogEntries").get(0);
            ObjectNode proof = (ObjectNode) entry.path("inclusionProof");
            switch (change) {
                case "logIndex" ->
                    proof.put(change, Long.toString(proof.path("treeSize").asLong() + 1));
                case "treeSize" ->
                    proof.put(change, Long.toString(proof.path("treeSize").asLong() + 1));
                case "rootHash" -> proof.put(change, "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=");
                case "hashes" -> ((ArrayNode) proof.path(change)).remove(0);
                case "canonicalizedBody" -> entry.put(change, "e30=");
                default -> ((ObjectNode) proof.path(change)).put("envelope", "rekor\n1\nAAAA\n");
            }
            assertThat(InclusionProofs.hold(bad)).as(change).isFalse();
        }
    }

    @Test
    void a_certificates_names_are_read() throws IOException {
        JsonNode bundle =
                SharedData.json(SharedData.at("slsa/sigstoreconf__rekor2-dsse-happy-path__bundle.sigstore.json"));
        Identities.Who who = AttachmentReader.leaf(bundle.path("verificationMaterial"))
                .flatMap(Identities::of)
                .orElseThrow();
        assertThat(who.issuer()).isEqualTo("https://token.actions.githubusercontent.com");
        assertThat(who.name()).startsWith("https://github.com/sigstore-conformance/");
        assertThat(Identities.parse(who.issuer() + " https://github.com/sigstore-conformance/*")
                        .orElseThrow()
                        .allow(who))
                .isTrue();
        assertThat(Identities.parse("nonsense!")).isEmpty();
    }

    @Test
    void nothing_of_it_is_on_our_own_class_path() {
        assertThat(Arrays.stream(System.getProperty("java.class.path").split(java.io.File.pathSeparator, -1)))
                .noneMatch(entry -> entry.contains("sigstore-java"));
    }
}
