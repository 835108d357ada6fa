package dev.whence.gate.packet;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.whence.receipt.Gate;
import dev.whence.testkit.SharedData;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Packets of the project that the gates come from, with the outcomes that it expects of them itself. */
class KfmPacketsTest {
    private static final Packets PACKETS = new Packets();

    /** Where a member is missing or too much, they name the object around it; we name the member, which says more. */
    private static final List<String> NAMED_MORE_CLOSELY = List.of("/kfm:run_receipt_ref", "/unexpected_authority");

    @Test
    void candidates_come_to_what_their_names_say() throws IOException {
        List<Path> files = new ArrayList<>(files(SharedData.at("kfm/promotion_gate/valid")));
        files.addAll(files(SharedData.at("kfm/promotion_gate/invalid")));
        for (Path file : files) {
            String name = file.getFileName().toString();
            assertThat(judge(file).outcome())
                    .as(name + " " + judge(file).findings())
                    .isEqualTo(name.substring(0, name.indexOf("__")).toUpperCase(Locale.ROOT));
        }
        assertThat(files).hasSize(18);
    }

    @Test
    void a_candidate_is_told_the_one_thing_that_is_wrong_with_it() throws IOException {
        Path folder = SharedData.at("kfm/promotion_gate/invalid");
        assertThat(codes(judge(folder.resolve("deny__artifact_set_mismatch.json"))))
                .contains("kfm-head:B artifact-set");
        assertThat(codes(judge(folder.resolve("deny__review_self.json")))).containsExactly("kfm-head:G review-self");
        assertThat(codes(judge(folder.resolve("deny__review_stale.json")))).containsExactly("kfm-head:G review-stale");
        assertThat(codes(judge(folder.resolve("abstain__missing_evidence_ref.json"))))
                .containsExactly("kfm-head:F evidence-absent");
    }

    @Test
    void a_box_that_is_turned_over_is_found_with_heights_and_without() throws IOException {
        for (double[] box : new double[][] {
            {-96, 39, -95, 38},
            {-96, -91, -95, 38},
            {-96, 39, 100, -95, 38, 200},
            {-96, 38, 100, -95, 91, 200},
            {1, 2, 3, 4, 5}
        }) {
            assertThat(codes(candidate(packet -> bbox(packet, box))))
                    .as(Arrays.toString(box))
                    .containsExactly("kfm-head:C geometry");
        }
        for (double[] box : new double[][] {{-96, 38, -95, 39}, {-96, 38, 100, -95, 39, 200}, {177, -18, -178, -16}}) {
            assertThat(codes(candidate(packet -> bbox(packet, box))))
                    .as(Arrays.toString(box))
                    .isEmpty();
        }
    }

    private static void bbox(ObjectNode packet, double... numbers) {
        ArrayNode box = packet.withObject("/geometry").putArray("bbox");
        Arrays.stream(numbers).forEach(box::add);
    }

    /** The form lets them pass, and they cannot be compared: without seconds, or in a zone that is too far away. */
    @Test
    void a_time_that_cannot_be_compared_puts_nothing_in_force() throws IOException {
        for (String time : List.of("2020-01-01T00:00Z", "2020-01-01T00:00:00+17:00")) {
            assertThat(codes(candidate(
                            packet -> packet.withObject("/review/authority").put("expires_at", time))))
                    .containsExactly("kfm-head:G review-authority-void");
            assertThat(codes(candidate(packet -> packet.withObject("/review").put("valid_until", time))))
                    .containsExactly("kfm-head:G review-stale");
            assertThat(codes(candidate(packet -> packet.withObject("/temporal").put("end", time))))
                    .containsExactly("kfm-head:D temporal");
        }
    }

    /** The published candidate that passes, with one thing changed. */
    private static PacketJudgement candidate(Consumer<ObjectNode> change) {
        ObjectNode packet =
                (ObjectNode) SharedData.json(SharedData.at("kfm/promotion_gate/valid/pass__complete_candidate.json"));
        change.accept(packet);
        return PACKETS.judge(packet.toString().getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void closure_packets_come_to_what_is_expected() throws IOException {
        Path valid = SharedData.at("kfm/closure_packet/valid");
        SharedData.json(valid.resolve("expected_outcomes.json"))
                .properties()
                .forEach(expected -> assertThat(
                                judge(valid.resolve(expected.getKey())).outcome())
                        .as(expected.getKey())
                        .isEqualTo(expected.getValue().asText()));
        Path invalid = SharedData.at("kfm/closure_packet/invalid");
        SharedData.json(invalid.resolve("expected_findings_manifest.json"))
                .properties()
                .forEach(expected -> assertThat(codes(judge(invalid.resolve(expected.getKey()))))
                        .as(expected.getKey())
                        .isEqualTo(texts(expected.getValue())));
    }

    @Test
    void trust_extensions_come_to_what_is_expected() throws IOException {
        Path folder = SharedData.at("kfm/trust_extension");
        for (JsonNode expected : SharedData.json(folder.resolve("expected_findings_manifest.json"))
                .path("cases")) {
            PacketJudgement judgement =
                    judge(folder.resolve(expected.path("path").asText()));
            assertThat(judgement.outcome())
                    .isEqualTo(expected.path("expected_outcome").asText());
            List<String> findings = new ArrayList<>();
            expected.path("expected_findings")
                    .forEach(finding -> findings.add(finding.path("code").asText() + " "
                            + finding.path("field").asText()));
            assertThat(judgement.findings().stream()
                            .map(finding -> finding.code() + " "
                                    + (NAMED_MORE_CLOSELY.contains(finding.where()) ? "/" : finding.where())))
                    .as(expected.path("path").asText())
                    .isEqualTo(findings);
        }
    }

    @Test
    void items_of_the_trust_profile_come_to_what_is_expected() throws IOException {
        Path folder = SharedData.at("kfm/stac/kfm-profile-v1");
        JsonNode manifest = SharedData.json(folder.resolve("fixture_manifest.json"));
        for (String part : List.of("valid", "invalid")) {
            manifest.path(part).properties().forEach(expected -> {
                PacketJudgement judgement = judge(folder.resolve(part).resolve(expected.getKey()));
                assertThat(judgement.outcome())
                        .as(expected.getKey())
                        .isEqualTo(expected.getValue().path("outcome").asText());
                assertThat(codes(judgement).stream().distinct().toList())
                        .as(expected.getKey())
                        .isEqualTo(texts(expected.getValue().path("findings")));
            });
        }
    }

    /**
     * The cases change a base; what their own generator makes of it (the hash, the assessment) is made here, except where
     * the case itself says what it is to be.
     */
    @Test
    void assessments_of_links_come_to_what_is_expected() {
        JsonNode file = SharedData.json(SharedData.at("kfm/stac/link_closure_cases.json"));
        for (JsonNode one : file.path("cases")) {
            PacketJudgement judgement = PACKETS.judge(made(file, one).toString().getBytes(StandardCharsets.UTF_8));
            List<String> expected = new ArrayList<>();
            one.path("expected_findings")
                    .forEach(finding -> expected.add(finding.path("code").asText() + " "
                            + finding.path("path").asText()));
            String name = one.path("case_id").asText();
            assertThat(judgement.outcome())
                    .as(name)
                    .isEqualTo(one.path("expected_outcome").asText());
            assertThat(judgement.findings().stream().map(finding -> finding.code() + " " + finding.where()))
                    .as(name)
                    .isEqualTo(expected);
        }
    }

    private static ObjectNode made(JsonNode file, JsonNode one) {
        ObjectNode packet = file.path("bases").path(one.path("base").asText()).deepCopy();
        for (JsonNode mutation : one.path("mutations")) {
            JsonPointer place = JsonPointer.compile(mutation.path("path").asText());
            ((ObjectNode) packet.at(place.head())).set(place.last().getMatchingProperty(), mutation.path("value"));
        }
        packet.remove("assessment");
        if (one.has("assessment_override")) {
            packet.set("assessment", one.path("assessment_override"));
        }
        String hash = PACKETS.hash("stac-link-closure").orElseThrow().of(packet);
        packet.put("spec_hash", one.path("spec_hash_override").asText(hash));
        return packet;
    }

    @Test
    void matrices_and_releases_pass_or_do_not_as_their_folders_say() throws IOException {
        for (String group : List.of("matrix", "release")) {
            for (Path file : files(SharedData.at("kfm/" + group + "/valid"))) {
                assertThat(judge(file))
                        .as(file.toString())
                        .extracting(PacketJudgement::result)
                        .isEqualTo(Gate.Result.PASS);
            }
            for (Path file : files(SharedData.at("kfm/" + group + "/invalid"))) {
                assertThat(judge(file).result()).as(file.toString()).isNotEqualTo(Gate.Result.PASS);
            }
        }
        assertThat(codes(judge(SharedData.at("kfm/release/invalid/unresolved_artifact.release-manifest.json"))))
                .containsExactly("ARTIFACT_UNRESOLVED");
    }

    @Test
    void the_published_hashes_are_recomputed_and_the_wrong_ones_found() throws IOException {
        List<String> wrong = new ArrayList<>();
        int right = 0;
        for (String folder : List.of(
                "closure_packet/valid",
                "closure_packet/invalid",
                "trust_extension/valid",
                "trust_extension/invalid",
                "stac/kfm-profile-v1/valid",
                "stac/kfm-profile-v1/invalid")) {
            String type = folder.startsWith("closure")
                    ? "closure-packet"
                    : folder.startsWith("trust") ? "trust-extension" : "stac-trust-profile";
            for (Path file : files(SharedData.at("kfm/" + folder))) {
                if (!file.getFileName().toString().startsWith("expected")) {
                    if (PACKETS.hash(type).orElseThrow().holds(SharedData.json(file))) {
                        right++;
                    } else {
                        wrong.add(file.getFileName().toString());
                    }
                }
            }
        }
        assertThat(wrong)
                .containsExactly(
                        "invalid_spec_hash_mismatch.json", "invalid_spec_hash.json", "invalid_spec_hash_mismatch.json");
        assertThat(right).isEqualTo(32);
    }

    private static PacketJudgement judge(Path file) {
        try {
            return PACKETS.judge(Files.readAllBytes(file));
        } catch (IOException unreadable) {
            throw new AssertionError(unreadable);
        }
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        }
    }

    private static List<String> codes(PacketJudgement judgement) {
        return judgement.findings().stream().map(Gate.Finding::code).toList();
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(one -> texts.add(one.asText()));
        return texts;
    }
}
