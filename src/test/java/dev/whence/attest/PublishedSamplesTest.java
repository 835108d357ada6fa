package dev.whence.attest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.whence.receipt.Digest;
import dev.whence.receipt.Verdict;
import dev.whence.receipt.Verdict.Reason;
import dev.whence.testkit.SharedData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every DSSE sample of others' collections gets the verdict that its {@code SOURCES.md} states: there by a program of its
 * own, at the level of the signature and the certificate that travels with it.
 */
class PublishedSamplesTest {
    private static final Attestations WITHOUT_KEYS = Attestations.withoutKeys();

    /** A row of the table: a file, and what was found in it. */
    record Sample(String file, String check) {
        @Override
        public String toString() {
            return file;
        }
    }

    static Stream<Sample> samples() throws IOException {
        Path sources = SharedData.at("slsa/SOURCES.md");
        return Files.readAllLines(sources).stream()
                .map(line -> line.split("\\|", -1))
                .filter(cells -> cells.length == 7 && !cells[5].isBlank())
                .filter(cells -> !cells[1].strip().equals("file") && !cells[1].contains("---"))
                .map(cells -> new Sample(cells[1].strip(), cells[5].strip()));
    }

    @ParameterizedTest
    @MethodSource("samples")
    void a_sample_gets_the_verdict_that_its_source_states(Sample sample) throws IOException {
        List<Verdict> verdicts = WITHOUT_KEYS.judgeEach(read(sample.file()), anyReceipt());
        List<String> expected = new ArrayList<>();
        for (String part : sample.check().split("; ", -1)) {
            expected.add(verdictOf(sample.file(), part));
        }
        assertThat(verdicts.stream().map(PublishedSamplesTest::inWords)).containsExactlyInAnyOrderElementsOf(expected);
    }

    @ParameterizedTest
    @MethodSource("samples")
    void the_predicate_type_is_read_as_its_source_states(Sample sample) throws IOException {
        List<String> types = WITHOUT_KEYS.judgeEach(read(sample.file()), anyReceipt()).stream()
                .flatMap(verdict -> verdict.stated().predicateType().stream())
                .toList();
        List<String> expected = Stream.of(sample.check().split("; ", -1))
                .map(part -> part.replace("unsigned statement ", ""))
                .filter(part -> part.startsWith("https://"))
                .map(part -> part.split(" ", 2)[0])
                .toList();
        assertThat(types).containsExactlyInAnyOrderElementsOf(expected);
    }

    @Test
    void there_are_as_many_samples_as_the_collection_has() throws IOException {
        assertThat(samples()).hasSizeGreaterThan(35);
    }

    private static String verdictOf(String file, String check) {
        if (check.contains("VERIFIES")) {
            return "unsupported signed-by-certificate";
        }
        if (check.contains("FAILS")) {
            return "failed signature-invalid";
        }
        if (check.startsWith("unsigned")) {
            return "unsupported not-signed";
        }
        // Whose key it is does not matter where the signature is not even base64.
        return file.contains("invalid-signature-encoding") ? "failed malformed" : "unknown-key";
    }

    private static String inWords(Verdict verdict) {
        return verdict.word().text()
                + verdict.reason().map(Reason::code).map(code -> " " + code).orElse("");
    }

    @Test
    void the_vector_of_dsse_has_a_raw_signature_and_its_key_must_say_so() throws Exception {
        JsonNode vector = SharedData.json(SharedData.ledger("attestation/dsse-hello-world.json"));
        Envelope envelope = Envelope.of(vector.path("envelope")).orElseThrow();
        byte[] encoding = envelope.preAuthenticationEncoding();
        byte[] signature = envelope.signatures().get(0).bytes().orElseThrow();

        assertThat(encoding).asString().isEqualTo(vector.path("pae").asText());
        assertThat(TestKeys.p256(vector.path("key"), "p1363").signed(encoding, signature))
                .isTrue();
        assertThat(TestKeys.p256(vector.path("key"), "der").signed(encoding, signature))
                .isFalse();
    }

    @Test
    void what_a_known_key_signs_that_is_no_statement_binds_nothing() throws Exception {
        JsonNode vector = SharedData.json(SharedData.ledger("attestation/dsse-hello-world.json"));
        Attestations attestations = TestKeys.judge(TestKeys.p256(vector.path("key"), "p1363"));
        Verdict verdict = attestations.judge(vector.path("envelope").toString().getBytes("UTF-8"), anyReceipt());
        assertThat(inWords(verdict)).isEqualTo("unsupported no-statement");
    }

    @Test
    void a_detached_signature_of_cosign_holds_over_the_receipts_bytes() throws IOException {
        byte[] signature = Files.readAllBytes(SharedData.ledger("attestation/blob.json.sig"));
        byte[] blob = Files.readAllBytes(SharedData.ledger("attestation/blob.json"));
        Attestations attestations = TestKeys.judge(TestKeys.read(SharedData.ledger("attestation/cosign.pub")));

        assertThat(attestations.judge(signature, receipt(blob, List.of(), Optional.empty())))
                .isInstanceOf(Verdict.Verified.class);
        blob[3] ^= 1;
        assertThat(attestations.judge(signature, receipt(blob, List.of(), Optional.empty())))
                .isInstanceOf(Verdict.UnknownKey.class);
    }

    @Test
    void a_detached_signature_holds_over_the_output_that_the_receipt_names() throws IOException {
        byte[] signature = Files.readAllBytes(SharedData.ledger("attestation/blob.json.sig"));
        byte[] blob = Files.readAllBytes(SharedData.ledger("attestation/blob.json"));
        Attestations attestations = TestKeys.judge(TestKeys.read(SharedData.ledger("attestation/cosign.pub")));
        var output = new AttestedReceipt.Output("out/blob.json", Attestations.sha256(blob));
        var other = new AttestedReceipt.Output("out/other.json", Attestations.sha256(new byte[] {1}));

        Verdict named = attestations.judge(
                signature, receipt(new byte[] {2}, List.of(other, output), Optional.of("out/blob.json.sig")));
        assertThat(named).isInstanceOf(Verdict.Verified.class);
        assertThat(named.stated().subjects())
                .containsExactly(new Verdict.Attested(Verdict.Role.OUTPUT, output.digest()));
        assertThat(attestations.judge(signature, receipt(new byte[] {2}, List.of(other, output), Optional.empty())))
                .isInstanceOf(Verdict.UnknownKey.class);
    }

    @Test
    void a_summary_with_a_raw_signature_verifies_with_its_key_and_speaks_of_nothing_here() throws IOException {
        byte[] summary = read("slsaverifier__vsa__gce__v1__gke-gce-pre.bcid-vsa.jsonl");
        Path key = SharedData.at("slsa/slsaverifier__vsa__gce__v1__vsa_signing_public_key.pem");
        Verdict verdict = TestKeys.judge(TestKeys.read(key, "p1363")).judge(summary, anyReceipt());
        assertThat(inWords(verdict)).isEqualTo("failed subject-not-among-outputs");
        assertThat(verdict.signers()).hasSize(1);
        assertThat(inWords(TestKeys.judge(TestKeys.read(key)).judge(summary, anyReceipt())))
                .isEqualTo("unknown-key");
    }

    private static byte[] read(String file) throws IOException {
        return Files.readAllBytes(SharedData.at("slsa/" + file));
    }

    static AttestedReceipt anyReceipt() {
        return receipt(new byte[] {'{', '}'}, List.of(), Optional.empty());
    }

    private static AttestedReceipt receipt(
            byte[] received, List<AttestedReceipt.Output> outputs, Optional<String> signatureRef) {
        Set<Digest.WellFormed> names = Set.of(Attestations.sha256(received));
        return new AttestedReceipt(received, names, outputs, Set.of(), signatureRef);
    }
}
