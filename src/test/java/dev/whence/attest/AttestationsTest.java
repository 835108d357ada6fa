package dev.whence.attest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.whence.attest.TestKeys.By;
import dev.whence.receipt.Digest;
import dev.whence.receipt.Verdict;
import dev.whence.receipt.Verdict.Attested;
import dev.whence.receipt.Verdict.Reason;
import dev.whence.receipt.Verdict.Role;
import dev.whence.testkit.TestReceipts;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.Signature;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AttestationsTest {
    private static final KeyPair ONE = TestKeys.pair("EC", 256);
    private static final KeyPair TWO = TestKeys.pair("EC", 384);
    private static final String OUTPUT = TestReceipts.digest("out/a");
    private static final String INPUT = TestReceipts.digest("in/a");
    private static final String BUILDER = "https://example.org/builder@v1";
    private static final byte[] RECEIPT = "{\"run_id\":\"a\"}".getBytes(StandardCharsets.UTF_8);

    private static final AttestedReceipt ABOUT = new AttestedReceipt(
            RECEIPT,
            Set.of(Attestations.sha256(RECEIPT)),
            List.of(new AttestedReceipt.Output("out/a", digest(OUTPUT))),
            Set.of(digest(INPUT)),
            Optional.empty());

    private static By one() {
        return new By("", "SHA256withECDSA", ONE);
    }

    private static By two() {
        return new By("", "SHA384withECDSA", TWO);
    }

    private static Digest.WellFormed digest(String text) {
        return Digest.parse(text).orElseThrow();
    }

    private static TrustedKey trusted(String name, KeyPair pair, Allowed allowed, Optional<Instant> notAfter) {
        return new TrustedKey(TestKeys.key(name, pair.getPublic(), ""), List.of(name), allowed, notAfter);
    }

    private static TrustedKey trusted(String name, KeyPair pair) {
        return trusted(name, pair, Allowed.EVERYTHING, Optional.empty());
    }

    private static Verdict judge(byte[] content, TrustedKey... keys) {
        return TestKeys.judge(1, List.of(keys)).judge(content, ABOUT);
    }

    private static String words(Verdict verdict) {
        return verdict.word().text()
                + verdict.reason().map(Reason::code).map(code -> " " + code).orElse("");
    }

    @Test
    void a_statement_about_an_output_by_a_known_key_is_verified() {
        Verdict verdict = judge(TestKeys.envelope(TestKeys.provenance(OUTPUT, BUILDER), one()), trusted("one", ONE));
        assertThat(words(verdict)).isEqualTo("verified");
        assertThat(verdict.signers())
                .containsExactly(new Verdict.Signer("one", SigningKey.fingerprint(ONE.getPublic())));
        assertThat(verdict.stated().predicateType()).contains("https://slsa.dev/provenance/v1");
        assertThat(verdict.stated().builder()).contains(BUILDER);
        assertThat(verdict.stated().buildType()).contains("https://example.org/build/v1");
        assertThat(verdict.stated().subjects()).containsExactly(new Attested(Role.OUTPUT, digest(OUTPUT)));
    }

    @ParameterizedTest
    @CsvSource({
        "EC,256,SHA256withECDSA,''",
        "EC,256,SHA256withECDSAinP1363Format,p1363",
        "EC,384,SHA384withECDSA,der",
        "EC,384,SHA384withECDSAinP1363Format,p1363",
        "EC,521,SHA512withECDSA,''",
        "Ed25519,0,Ed25519,''",
        "RSA,2048,SHA256withRSA,pkcs1"
    })
    void every_algorithm_is_checked_in_the_form_that_its_key_says(String algorithm, int size, String jca, String form) {
        KeyPair pair = TestKeys.pair(algorithm, size);
        TrustedKey key = TestKeys.trusted(TestKeys.key("k", pair.getPublic(), form));
        byte[] envelope = TestKeys.envelope(TestKeys.provenance(OUTPUT, BUILDER), new By("", jca, pair));
        assertThat(words(judge(envelope, key))).isEqualTo("verified");
    }

    @Test
    void a_key_for_pss_checks_pss_and_nothing_else() throws GeneralSecurityException {
        KeyPair pair = TestKeys.pair("RSA", 2048);
        Signature pss = Signature.getInstance("RSASSA-PSS");
        pss.setParameter(new PSSParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, 32, 1));
        pss.initSign(pair.getPrivate());
        pss.update(RECEIPT);
        byte[] signature = pss.sign();
        assertThat(TestKeys.key("pss", pair.getPublic(), "pss").signed(RECEIPT, signature))
                .isTrue();
        assertThat(TestKeys.key("pkcs1", pair.getPublic(), "").signed(RECEIPT, signature))
                .isFalse();
    }

    @Test
    void a_signature_in_another_form_than_the_keys_is_not_tried() {
        By raw = new By("", "SHA256withECDSAinP1363Format", ONE);
        assertThat(words(judge(TestKeys.envelope(TestKeys.provenance(OUTPUT, BUILDER), raw), trusted("one", ONE))))
                .isEqualTo("unknown-key");
    }

    @Test
    void weak_keys_and_forms_that_do_not_fit_are_no_keys() {
        assertThat(SignatureForm.of(TestKeys.pair("RSA", 1024).getPublic(), "", ""))
                .isEmpty();
        assertThat(SignatureForm.of(ONE.getPublic(), "pss", "")).isEmpty();
        assertThat(SignatureForm.of(TestKeys.pair("Ed448", 0).getPublic(), "", ""))
                .isEmpty();
        assertThat(SignatureForm.of(TestKeys.pair("Ed25519", 0).getPublic(), "p1363", ""))
                .isEmpty();
        assertThat(SignatureForm.of(ONE.getPublic(), "", "md5")).isEmpty();
    }

    @Test
    void base64_for_urls_is_read_as_well() {
        String envelope =
                new String(TestKeys.envelope(TestKeys.provenance(OUTPUT, BUILDER), one()), StandardCharsets.UTF_8);
        byte[] other = envelope.replace('+', '-')
                .replaceAll("(?<=[A-Za-z0-9])/(?=[A-Za-z0-9])", "_")
                .replace("application_vnd.in-toto-json", Statement.PAYLOAD_TYPE)
                .replace("application/vnd.in-toto-json", Statement.PAYLOAD_TYPE)
                .replace("application_vnd.in-toto+json", Statement.PAYLOAD_TYPE)
                .getBytes(StandardCharsets.UTF_8);
        assertThat(words(judge(other, trusted("one", ONE)))).isEqualTo("verified");
    }

    @Test
    void a_changed_payload_is_not_believed() {
        String good = new String(
                TestKeys.envelope(TestKeys.provenance(OUTPUT, BUILDER), new By("one", "SHA256withECDSA", ONE)),
                StandardCharsets.UTF_8);
        String payload = Base64.getEncoder()
                .encodeToString(TestKeys.provenance(OUTPUT, BUILDER).getBytes(StandardCharsets.UTF_8));
        String forged = Base64.getEncoder()
                .encodeToString(TestKeys.provenance(OUTPUT, BUILDER + "2").getBytes(StandardCharsets.UTF_8));
        Verdict verdict = judge(good.replace(payload, forged).getBytes(StandardCharsets.UTF_8), trusted("one", ONE));
        assertThat(words(verdict)).isEqualTo("failed signature-invalid");
        assertThat(verdict.stated().builder()).isEmpty();
    }

    @Test
    void enough_means_enough_different_keys() {
        List<TrustedKey> both = List.of(trusted("one", ONE), trusted("two", TWO));
        Attestations two = TestKeys.judge(2, both);
        String statement = TestKeys.provenance(OUTPUT, BUILDER);
        assertThat(words(two.judge(TestKeys.envelope(statement, one(), two()), ABOUT)))
                .isEqualTo("verified");
        assertThat(words(two.judge(TestKeys.envelope(statement, one(), one()), ABOUT)))
                .isEqualTo("failed too-few-signatures");
        By nobody = new By("", "SHA256withECDSA", TestKeys.pair("EC", 256));
        assertThat(words(two.judge(TestKeys.envelope(statement, one(), nobody), ABOUT)))
                .isEqualTo("failed too-few-signatures");
    }

    @Test
    void a_subject_that_is_no_output_is_told_apart_from_one_that_is_an_input() {
        TrustedKey key = trusted("one", ONE);
        Verdict input = judge(TestKeys.envelope(TestKeys.provenance(INPUT, BUILDER), one()), key);
        assertThat(words(input)).isEqualTo("failed subject-is-input");
        assertThat(input.stated().subjects()).containsExactly(new Attested(Role.INPUT, digest(INPUT)));
        String stranger = TestKeys.provenance(TestReceipts.digest("elsewhere"), BUILDER);
        assertThat(words(judge(TestKeys.envelope(stranger, one()), key))).isEqualTo("failed subject-not-among-outputs");
    }

    @Test
    void an_attestation_may_speak_of_the_receipt_itself() {
        String statement = TestKeys.provenance(Attestations.sha256(RECEIPT).text(), BUILDER);
        Verdict verdict = judge(TestKeys.envelope(statement, one()), trusted("one", ONE));
        assertThat(words(verdict)).isEqualTo("verified");
        assertThat(verdict.stated().subjects()).extracting(Attested::role).containsExactly(Role.RECEIPT);
    }

    @Test
    void a_key_speaks_only_of_what_it_is_allowed() {
        byte[] envelope = TestKeys.envelope(TestKeys.provenance(OUTPUT, BUILDER), one());
        assertThat(words(judge(envelope, allowing(Set.of("https://example.org/other"), Set.of(), Set.of()))))
                .isEqualTo("failed builder-not-allowed");
        assertThat(words(judge(envelope, allowing(Set.of(BUILDER), Set.of("https://example.org/t"), Set.of()))))
                .isEqualTo("failed build-type-not-allowed");
        assertThat(words(judge(envelope, allowing(Set.of(), Set.of(), Set.of("https://example.org/vuln")))))
                .isEqualTo("failed predicate-not-allowed");
        assertThat(words(judge(
                        envelope,
                        allowing(
                                Set.of(BUILDER),
                                Set.of("https://example.org/build/v1"),
                                Set.of("https://slsa.dev/provenance/v1")))))
                .isEqualTo("verified");
    }

    private static TrustedKey allowing(Set<String> builders, Set<String> types, Set<String> predicates) {
        return trusted("one", ONE, new Allowed(builders, types, predicates), Optional.empty());
    }

    @Test
    void a_key_that_has_ended_is_not_believed_any_more() {
        TrustedKey ended = trusted(
                "one",
                ONE,
                Allowed.EVERYTHING,
                Optional.of(TestKeys.NOW.instant().minusSeconds(1)));
        assertThat(words(judge(TestKeys.envelope(TestKeys.provenance(OUTPUT, BUILDER), one()), ended)))
                .isEqualTo("failed expired");
    }

    @Test
    void lines_that_are_not_recognised_are_passed_over() {
        String line =
                new String(TestKeys.envelope(TestKeys.provenance(OUTPUT, BUILDER), one()), StandardCharsets.UTF_8);
        byte[] lines = ("{\"something\":\"else\"}\n\nnot json\n" + line + "\n").getBytes(StandardCharsets.UTF_8);
        assertThat(words(judge(lines, trusted("one", ONE)))).isEqualTo("verified");
        byte[] nothing = "{\"something\":\"else\"}\n{\"more\":1}\n".getBytes(StandardCharsets.UTF_8);
        assertThat(words(judge(nothing, trusted("one", ONE)))).isEqualTo("unsupported not-an-attestation");
    }

    @Test
    void one_bad_part_spoils_the_whole() {
        String good =
                new String(TestKeys.envelope(TestKeys.provenance(OUTPUT, BUILDER), one()), StandardCharsets.UTF_8);
        String bad = new String(
                TestKeys.envelope(TestKeys.provenance(TestReceipts.digest("x"), BUILDER), one()),
                StandardCharsets.UTF_8);
        byte[] both = (good + "\n" + bad + "\n").getBytes(StandardCharsets.UTF_8);
        assertThat(words(judge(both, trusted("one", ONE)))).isEqualTo("failed subject-not-among-outputs");
    }

    @Test
    void too_much_is_not_looked_through() {
        String line =
                new String(TestKeys.envelope(TestKeys.provenance(OUTPUT, BUILDER), one()), StandardCharsets.UTF_8);
        byte[] lines = (line + "\n").repeat(100).getBytes(StandardCharsets.UTF_8);
        assertThat(words(judge(lines, trusted("one", ONE)))).isEqualTo("unsupported too-much");
        By nobody = new By("", "SHA256withECDSA", TestKeys.pair("EC", 256));
        By[] many = Stream.generate(() -> nobody).limit(Budget.CHECKS + 1).toArray(By[]::new);
        assertThat(words(judge(TestKeys.envelope("{}", many), trusted("one", ONE))))
                .isEqualTo("unsupported too-much");
    }

    @Test
    void a_statement_with_a_member_twice_is_not_read_two_ways() {
        String twice = TestKeys.provenance(OUTPUT, BUILDER)
                .replace("\"predicateType\"", "\"predicateType\":\"https://example.org/other\",\"predicateType\"");
        assertThat(words(judge(TestKeys.envelope(twice, one()), trusted("one", ONE))))
                .isEqualTo("failed malformed");
    }

    @Test
    void a_flood_of_subjects_is_cut() {
        String subjects = IntStream.range(0, 5000)
                .mapToObj(i -> "{\"digest\":{\"sha256\":\""
                        + TestReceipts.digest("s" + i).substring(7) + "\"}}")
                .collect(Collectors.joining(","));
        String statement = "{\"_type\":\"https://in-toto.io/Statement/v1\",\"predicateType\":\"x\",\"subject\":["
                + subjects + "]}";
        List<AttestedReceipt.Output> outputs = IntStream.range(0, 5000)
                .mapToObj(i -> new AttestedReceipt.Output("s" + i, digest(TestReceipts.digest("s" + i))))
                .toList();
        AttestedReceipt about = new AttestedReceipt(RECEIPT, Set.of(), outputs, Set.of(), Optional.empty());
        Verdict verdict = TestKeys.judge(TestKeys.key("one", ONE.getPublic(), ""))
                .judge(TestKeys.envelope(statement, one()), about);
        assertThat(words(verdict)).isEqualTo("verified");
        assertThat(verdict.stated().subjects()).hasSize(24);
    }

    @Test
    void whatever_a_stranger_sends_gets_a_verdict() {
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        byte[] good = TestKeys.envelope(TestKeys.provenance(OUTPUT, BUILDER), one(), two());
        TrustedKey[] keys = {trusted("one", ONE), trusted("two", TWO)};
        for (int round = 0; round < 2000; round++) {
            byte[] changed = good.clone();
            int changes = 1 + random.nextInt(4);
            for (int i = 0; i < changes; i++) {
                changed[random.nextInt(changed.length)] = (byte) random.nextInt(256);
            }
            assertThat(judge(changed, keys)).isNotNull();
        }
        for (String strange : List.of(
                "",
                " ",
                "{",
                "[]",
                "null",
                "{\"dsseEnvelope\":[]}",
                "{\"messageSignature\":7}",
                "{\"attestations\":[{\"bundle\":7},null,[]]}",
                "{\"payload\":1,\"payloadType\":2,\"signatures\":3}",
                "{\"payload\":\"\",\"payloadType\":\"\",\"signatures\":[1,null,{}]}",
                "[".repeat(100_000),
                "\u0000")) {
            assertThat(judge(strange.getBytes(StandardCharsets.UTF_8), keys)).isNotNull();
        }
    }
}
