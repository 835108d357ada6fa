package dev.whence.validate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.whence.canonical.CanonicalReceipt;
import dev.whence.canonical.JsonLimits;
import dev.whence.receipt.Digest;
import dev.whence.receipt.Problem;
import dev.whence.receipt.ProblemType;
import dev.whence.receipt.Receipt;
import dev.whence.receipt.ReceiptId;
import dev.whence.receipt.ReceiptKind;
import dev.whence.receipt.RefusedException;
import dev.whence.receipt.RunReceipt;
import dev.whence.receipt.Violation;
import dev.whence.receipt.Warning;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class ReceiptValidatorTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final ReceiptValidator VALIDATOR = new ReceiptValidator();

    static List<Path> validCases() {
        return Fixtures.cases("valid");
    }

    static List<Path> invalidCases() {
        return Fixtures.cases("invalid");
    }

    @ParameterizedTest
    @MethodSource("validCases")
    void accepts_a_good_receipt_and_reads_it_again_the_same(Path testCase) throws Exception {
        CanonicalReceipt canonical = canonical(testCase.resolve("receipt.json"));

        ValidReceipt valid = VALIDATOR.validate(canonical.tree(), canonical.id(), Leniency.STRICT);

        Receipt receipt = valid.receipt();
        assertThat(testCase.getFileName().toString()).startsWith(receipt.kind().ledgerName());
        assertThat(valid.lenient()).isFalse();
        assertThat(valid.warnings()).isEmpty();
        assertThat(VALIDATOR.read(receipt.kind(), canonical.tree(), canonical.id()))
                .isEqualTo(receipt);
    }

    @ParameterizedTest
    @MethodSource("invalidCases")
    void refuses_a_bad_receipt_with_every_reason(Path testCase) throws Exception {
        JsonNode expected = JSON.readTree(testCase.resolve("expected.json").toFile());
        List<Tuple> violations = new ArrayList<>();
        expected.path("violations")
                .forEach(each -> violations.add(
                        tuple(each.path("pointer").asText(), each.path("rule").asText())));

        Problem problem = refusal(testCase.resolve("receipt.json"));

        assertThat(problem.type().slug()).isEqualTo(expected.path("type").asText());
        assertThat(problem.violations())
                .extracting(Violation::pointer, Violation::rule)
                .containsExactlyElementsOf(violations);
    }

    @ParameterizedTest
    @EnumSource(ReceiptKind.class)
    void tells_a_kind_from_its_telling_members_alone(ReceiptKind kind) throws Exception {
        String telling = switch (kind) {
            case RUN -> "{\"run_id\":1,\"environment\":1}";
            case CLOSED_RUN -> "{\"stage\":1,\"outcome\":1}";
            case GENERATED -> "{\"receipt_id\":1,\"artifact_paths\":1}";
            case REGISTRY -> "{\"kfm_run_id\":1}";
            case ATTACHMENT -> "{\"attachment_of\":1}";
            case ZONE -> "{\"receipt_version\":1,\"run_id\":1,\"actor\":1,\"qa\":1}";
            case EVENT -> "{\"event_id\":1,\"module_id\":1}";
            case INCIDENT -> "{\"incident_id\":1,\"event_id\":1,\"module_id\":1}";
            case ARTIFACT -> "{\"artifact_id\":1,\"version\":1}";
            case OPERATION -> "{\"operation_id\":1,\"invocation_id\":1}";
            case TOMBSTONE -> "{\"tombstone_of\":1}";
            case KNOWLEDGE_CHANGE -> "{\"change_id\":1,\"artifact_id\":1,\"version_before\":1}";
            case STAC_ITEM -> "{\"stac_version\":1,\"type\":\"Feature\"}";
            case STAC_COLLECTION -> "{\"stac_version\":1,\"type\":\"Collection\"}";
            case STAC_CATALOG -> "{\"stac_version\":1,\"type\":\"Catalog\"}";
            case DCAT_DATASET -> "{\"record\":\"dcat-dataset\"}";
            case PROV_DOCUMENT -> "{\"record\":\"prov-document\"}";
            case PROMOTION -> "{\"promotion_of\":1}";
            case PUBLICATION -> "{\"publication_of\":1,\"record\":\"stac-item\"}";
            case WITHDRAWAL -> "{\"withdrawal_of\":1}";
        };

        assertThat(VALIDATOR.detect(JSON.readTree(telling))).isEqualTo(kind);
    }

    @Test
    void lists_the_kinds_that_may_be_handed_in_to_who_sends_an_unknown_one() {
        Problem problem = refusal(JSON.createObjectNode());

        assertThat(problem.type()).isEqualTo(ProblemType.UNKNOWN_KIND);
        for (ReceiptKind kind : ReceiptKind.values()) {
            assertThat(problem.detail().contains(kind.ledgerName() + " (known by "))
                    .as(kind.ledgerName())
                    .isNotEqualTo(kind.isOwn());
        }
    }

    @Test
    void lenient_intake_lets_malformed_digests_through_and_says_so() throws Exception {
        JsonNode tree = tree("invalid/run-with-malformed-digests");

        ValidReceipt valid = VALIDATOR.validate(tree, anyId(), Leniency.LENIENT);

        assertThat(valid.lenient()).isTrue();
        assertThat(valid.warnings())
                .containsExactlyInAnyOrder(
                        new Warning("lenient:digest", "/environment/container_digest"),
                        new Warning("lenient:digest", "/inputs/0/digest"),
                        new Warning("lenient:digest", "/outputs/0/digest"));
        RunReceipt receipt = (RunReceipt) valid.receipt();
        assertThat(receipt.inputs().get(0).digest()).contains(new Digest.Malformed("sha256:1111"));
        assertThat(VALIDATOR.read(ReceiptKind.RUN, tree, anyId())).isEqualTo(receipt);
    }

    @Test
    void lenient_intake_of_a_strict_receipt_is_not_lenient() throws Exception {
        ValidReceipt valid = VALIDATOR.validate(tree("valid/run-full"), anyId(), Leniency.LENIENT);

        assertThat(valid.lenient()).isFalse();
        assertThat(valid.warnings()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("invalidCases")
    void lenient_intake_relaxes_nothing_but_the_form_of_digests(Path testCase) throws Exception {
        String name = testCase.getFileName().toString();
        if (name.startsWith("json-")
                || List.of(
                                "run-with-malformed-digests",
                                "run-with-digest-and-newline",
                                "artifact-with-short-digest",
                                "operation-with-a-malformed-digest")
                        .contains(name)) {
            return;
        }
        JsonNode tree = tree("invalid/" + name);
        RefusedException refused =
                catchThrowableOfType(RefusedException.class, () -> VALIDATOR.validate(tree, anyId(), Leniency.LENIENT));
        assertThat(refused).isNotNull();
    }

    @Test
    void reads_upper_case_digests_as_lower_case() throws Exception {
        RunReceipt receipt = (RunReceipt) read("valid/run-with-unknown-members");

        assertThat(receipt.inputs().get(0).digest().orElseThrow().text()).matches("sha256:[0-9a-f]{64}");
    }

    @Test
    void reads_every_name_of_a_predecessor() throws Exception {
        assertThat(read("valid/run-superseding").supersedes())
                .contains("kfm://run/2026-02-20T12:00:00Z.gauge-levels.4f1c9a2e");
        assertThat(read("valid/run-superseding-by-alias").supersedes())
                .contains("kfm://run/2026-02-21T08:30:00Z.gauge-levels.b07d55e1");
        assertThat(read("valid/generated-superseding").supersedes())
                .contains("data/receipts/generated/genrec-rivers-overview-6f2a91c0.json");
        assertThat(read("valid/run-with-unknown-members").supersedes()).isEmpty();
    }

    @Test
    void leaves_texts_in_their_script_and_normal_form() throws Exception {
        RunReceipt receipt = (RunReceipt) read("valid/run-unicode");

        assertThat(receipt.inputs().get(0).uri()).isEqualTo("raw/Caf\u00e9-gauge.csv");
        assertThat(receipt.inputs().get(1).uri()).isEqualTo("raw/Cafe\u0301-gauge.csv");
    }

    @Test
    void names_a_zone_run_without_a_name_after_its_receipt() throws Exception {
        CanonicalReceipt canonical = canonical(Fixtures.RECEIPTS.resolve("valid/zone-without-run-id/receipt.json"));

        Receipt receipt = VALIDATOR
                .validate(canonical.tree(), canonical.id(), Leniency.STRICT)
                .receipt();

        assertThat(receipt.subject()).isEqualTo("zone:" + canonical.id().hex().substring(0, 24));
    }

    @Test
    void never_repeats_a_value() throws Exception {
        ObjectNode tree = (ObjectNode) tree("valid/run-full");
        String secret = "hunter2hunter2";
        tree.put("created_at", secret).put("fallback_used", secret).put("operation", secret.repeat(50));
        ((ObjectNode) tree.path("policy")).put("decision", secret).put("policy_label", secret);
        ((ObjectNode) tree.path("inputs").path(0)).put("digest", secret);

        assertThat(refusal(tree).toString()).doesNotContain("hunter2");
    }

    @Test
    void says_what_a_missing_member_should_be() {
        ObjectNode tree = JSON.createObjectNode().put("run_id", "r").put("operation", "o");

        assertThat(refusal(tree).violations())
                .filteredOn(violation -> violation.pointer().equals("/created_at"))
                .singleElement()
                .extracting(Violation::message)
                .asString()
                .contains("RFC 3339");
    }

    @Test
    void tells_a_hopeless_receipt_only_its_first_faults() throws Exception {
        ObjectNode tree = (ObjectNode) tree("valid/run-minimal");
        ArrayNode inputs = tree.putArray("inputs");
        for (int i = 0; i < 1000; i++) {
            inputs.add(i);
        }

        assertThat(refusal(tree).violations()).hasSize(200);
        assertThat(refusal(tree).detail()).contains("1000");
    }

    @Test
    void accepts_every_real_receipt_that_is_known_to_be_valid() {
        Path real = Fixtures.realReceipts();
        List<Path> files = new ArrayList<>(Fixtures.jsonFiles(real.resolve("runtime/valid")));
        files.addAll(Fixtures.jsonFiles(real.resolve("generated/valid")));
        files.add(real.resolve("hydrology_valid_1.json"));

        assertThat(files).hasSize(48);
        assertThat(files)
                .allSatisfy(file -> assertThatCode(() -> {
                            CanonicalReceipt canonical = canonical(file);
                            VALIDATOR.validate(canonical.tree(), canonical.id(), Leniency.STRICT);
                        })
                        .doesNotThrowAnyException());
    }

    @Test
    void refuses_every_other_real_receipt() {
        Path real = Fixtures.realReceipts();
        List<ProblemType> types = Fixtures.jsonFiles(real).stream()
                .filter(file ->
                        !file.toString().contains("/valid/") || file.toString().contains("chain"))
                .filter(file -> !file.endsWith("hydrology_valid_1.json"))
                .map(ReceiptValidatorTest::refusal)
                .map(Problem::type)
                .toList();

        assertThat(types).filteredOn(ProblemType.SCHEMA_VIOLATION::equals).hasSize(15);
        assertThat(types).filteredOn(ProblemType.MALFORMED_JSON::equals).hasSize(1);
        assertThat(types).filteredOn(ProblemType.UNSUPPORTED_KIND::equals).hasSize(15);
        assertThat(types).hasSize(31);
    }

    @ParameterizedTest
    @MethodSource("expectedFindings")
    void finds_in_a_real_invalid_receipt_what_its_makers_expect(String file, Tuple finding) {
        Path real = Fixtures.realReceipts();

        assertThat(refusal(real.resolve("runtime/invalid").resolve(file)).violations())
                .extracting(Violation::pointer, Violation::rule)
                .contains(finding);
    }

    static List<Arguments> expectedFindings() {
        return List.of(
                finding("invalid_1.json", "/run_id", "schema:required"),
                finding("invalid_2.json", "/extra_field", "schema:additionalProperties"),
                finding("invalid_3.json", "/run_id", "schema:pattern"),
                finding("invalid_4_http_304_materialize.json", "/smart_sync/decision", "schema:const"),
                finding("invalid_5_http_304_content_digest.json", "/smart_sync/content_digest", "schema:not"),
                finding("invalid_6_unconditional_no_op.json", "/smart_sync/reason", "schema:const"),
                finding("invalid_7_http_200_materialize_without_output.json", "/outputs", "schema:minItems"),
                finding("invalid_8_http_200_no_op_without_drift.json", "/smart_sync/validator_drift", "schema:const"),
                finding(
                        "invalid_9_no_prior_content_binding.json",
                        "/smart_sync/prior_content_digest",
                        "schema:required"),
                finding("invalid_10_smart_sync_stage_without_profile.json", "/smart_sync", "schema:required"));
    }

    private static Arguments finding(String file, String pointer, String rule) {
        return Arguments.of(file, tuple(pointer, rule));
    }

    private static Receipt read(String testCase) throws Exception {
        return VALIDATOR.validate(tree(testCase), anyId(), Leniency.STRICT).receipt();
    }

    private static JsonNode tree(String testCase) throws Exception {
        return CanonicalReceipt.of(Fixtures.receipt(testCase), JsonLimits.DEFAULTS)
                .tree();
    }

    private static CanonicalReceipt canonical(Path file) throws RefusedException, IOException {
        return CanonicalReceipt.of(Files.readAllBytes(file), JsonLimits.DEFAULTS);
    }

    private static ReceiptId anyId() {
        return new ReceiptId("ab".repeat(32));
    }

    private static Problem refusal(JsonNode tree) {
        return refusal(tree.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static Problem refusal(Path file) {
        try {
            return refusal(Files.readAllBytes(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Problem refusal(byte[] received) {
        RefusedException refused = catchThrowableOfType(RefusedException.class, () -> {
            CanonicalReceipt canonical = CanonicalReceipt.of(received, JsonLimits.DEFAULTS);
            VALIDATOR.validate(canonical.tree(), canonical.id(), Leniency.STRICT);
        });
        assertThat(refused).isNotNull();
        return refused.problem();
    }
}
