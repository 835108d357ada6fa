package dev.whence.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.whence.receipt.ReceiptKind;
import dev.whence.receipt.Violation;
import dev.whence.receipt.Warning;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class PolicyChecksTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final PolicyChecks CHECKS = new PolicyChecks(PolicySettings.DEFAULTS);
    private static final String A40 = "aB3dE6gH9jK2mN5pQ8sT1vW4yZ7bC0eF3hJ6kL9n";

    /** Written in halves, so that nobody's scanner takes this file for a leak. */
    static List<String> secrets() {
        return List.of(
                "AK" + "IAIOSFODNN7EXAMPLE",
                "aws_secret_" + "access_key = " + A40,
                "https://b.example.org/x?X-Amz-" + "Signature=" + "ab".repeat(32),
                "AI" + "za" + A40.substring(0, 35),
                "GOC" + "SPX-" + A40.substring(0, 28),
                "ya" + "29." + A40,
                "x?X-Goog-" + "Signature=" + "ab".repeat(20),
                "DefaultEndpointsProtocol=https;Account" + "Key=" + A40 + A40 + "abcdef==",
                "https://a.example.org/c?sv=2024&si" + "g=" + A40 + "%3D",
                "abc8" + "Q~" + A40.substring(0, 34),
                "gh" + "p_" + A40.substring(0, 36),
                "github_" + "pat_" + A40 + A40.substring(0, 20),
                "gl" + "pat-" + A40.substring(0, 20),
                "xo" + "xb-123456789012-abcdef",
                "https://hooks." + "slack.com/services/T00000000/B00000000/" + A40.substring(0, 24),
                "https://discord.com/api/" + "webhooks/123456789012345678/" + A40,
                "np" + "m_" + A40.substring(0, 36),
                "py" + "pi-AgEIcHlwaS5vcmc" + A40 + A40,
                "dckr_" + "pat_" + A40,
                "sk_" + "live_" + A40.substring(0, 24),
                "S" + "G." + A40.substring(0, 22) + "." + A40 + "abc",
                "S" + "K" + "ab".repeat(16),
                "s" + "k-" + A40,
                "h" + "f_" + A40.substring(0, 34),
                "PL" + "AK" + "ab".repeat(16),
                "s" + "k.eyJ" + A40 + "." + A40,
                "da" + "pi" + "ab".repeat(16),
                "dop_" + "v1_" + "ab".repeat(32),
                "hv" + "s." + A40,
                "123456789:" + "AA" + A40.substring(0, 33),
                "ey" + "J" + A40 + ".eyJ" + A40 + "." + A40,
                "-----BEGIN RSA " + "PRIVATE KEY-----\nMIIE",
                "AGE-" + "SECRET-KEY-1" + "A".repeat(58),
                "Authorization: Bea" + "rer " + A40,
                "postgres://reader:" + "hunter2" + "@db.example.org/levels",
                "db pass" + "word=hunter2hunter2",
                "{\"api" + "_key\": \"hunter2hunter2\"}");
    }

    @ParameterizedTest
    @MethodSource("secrets")
    void refuses_a_secret_and_never_repeats_it(String secret) {
        PolicyReport report = check(JSON.createObjectNode().put("notes", "before " + secret + " after"));

        assertThat(report.refused()).isNotEmpty().allSatisfy(violation -> {
            assertThat(violation.rule()).isEqualTo("policy:secret");
            assertThat(violation.pointer()).isEqualTo("/notes");
        });
        assertThat(report.toString()).doesNotContain(secret.substring(secret.length() - 6));
    }

    @ParameterizedTest
    @MethodSource("secrets")
    void masks_a_name_that_holds_a_secret(String secret) {
        ObjectNode tree = JSON.createObjectNode();
        tree.putObject("parameters").put(secret, "v");

        PolicyReport report = check(tree);

        assertThat(report.refused()).isNotEmpty().extracting(Violation::pointer).containsOnly("/parameters/[masked]");
    }

    @Test
    void knows_every_pattern_of_secrets_by_an_example() {
        List<TextPattern> unknown = TextPattern.load().stream()
                .filter(pattern -> pattern.rule() == PolicyRule.SECRET)
                .filter(pattern -> secrets().stream().noneMatch(pattern::matches))
                .toList();

        assertThat(unknown).isEmpty();
    }

    @Test
    void finds_a_pattern_only_through_its_triggers_so_each_example_has_one() {
        TextPatterns patterns = new TextPatterns(TextPattern.load());
        for (String secret : secrets()) {
            assertThat(patterns.in(secret)).as(secret.substring(0, 3)).isNotEmpty();
        }
    }

    @Test
    void masks_the_pointers_of_other_stations() {
        String token = "gh" + "p_" + A40.substring(0, 36);

        assertThat(CHECKS.masked(new Violation("/a~1b/" + token + "/c", "schema:type", "m")))
                .isEqualTo(new Violation("/a~1b/[masked]/c", "schema:type", "m"));
        Violation plain = new Violation("/artifact_hashes/docs~1a.md", "schema:type", "m");
        assertThat(CHECKS.masked(plain)).isSameAs(plain);
    }

    @Test
    void refuses_a_value_whose_name_says_that_it_is_secret() {
        assertThat(rules("{\"env\":{\"DB_PASS" + "WORD\":1,\"pass" + "word\":\"correct horse\"}}"))
                .containsExactly("policy:secret");
        assertThat(rules("{\"pass" + "word\":\"vault://kv/db\",\"client_sec" + "ret\":\"${FROM_ENV}\"}"))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
                "2026-03-02T04:18:00+00:00",
                "2026-03-02T04:10:07.250Z",
                "git@github.com:example/rivers.git",
                "repo:docs/adr/INDEX.md@938c5894c36b99e14810918e2c550ab0e92d53b1",
                "oci://registry.example.org/x@sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
                "kfm://dataset/rivers@2026-02.abcdefab",
                "kfm://run/2026-02-20T12:00:00Z.4f1c",
                "kfm:run:01JFIXTUREECOLOGYMIN000001",
                "6f7b1c1e-6a0e-4f57-9f5e-2f0d9f1b7f10",
                "repo:workflow-run/32490022651",
                "@bartytime4life",
                "svc:gauge-pipeline",
                "3.0.0,3.1.0",
                "1.25, 3.5",
                "Sun, 01 Mar 2026 23:58:11 GMT",
                "token validation, password policy, secret scanning",
                "https://example.org/a:b@c",
                "task-0123456789-0123456789-0123456789-012",
                "555-01-0199 of 2026",
                "levels-2026-03-01.csv",
                "\"5d8c72a5edda8d6a\""
            })
    void finds_nothing_in_what_receipts_are_made_of(String text) {
        assertThat(check(JSON.createObjectNode().put("notes", text).put(text, "x")))
                .isEqualTo(new PolicyReport(List.of(), List.of()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ada.lovelace@example.org",
                "mailto:ada@mail.example.org",
                "Ada <ada+runs@example.co.uk>",
                "анна@пример.рф"
            })
    void warns_of_e_mail_addresses(String text) {
        assertThat(warnings(JSON.createObjectNode().put("principal", text)))
                .containsExactly(new Warning("policy:email", "/principal"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "call +44 20 7946 0958",
                "+1 (913) 555-0142",
                "(913) 555-0142",
                "913-555-0142",
                "tel:+49-30-901820"
            })
    void warns_of_phone_numbers(String text) {
        assertThat(warnings(JSON.createObjectNode().put("notes", text)))
                .containsExactly(new Warning("policy:phone", "/notes"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"x\":\"seen at 38.95721, -95.25318 again\"}",
                "{\"x\":\"-95.25318,38.95721\"}",
                "{\"x\":\"-120.25318,38.95721\"}",
                "{\"x\":\"POINT(-95.25 38.95)\"}",
                "{\"x\":\"geo:38.95,-95.25\"}",
                "{\"x\":\"lat=38.95&lon=-95.25\"}",
                "{\"x\":{\"lat\":38.95,\"lon\":-95.25}}",
                "{\"x\":{\"latitude\":\"38.95\",\"longitude\":\"-95.25\"}}"
            })
    void warns_of_raw_coordinates(String json) throws Exception {
        assertThat(warnings(JSON.readTree(json))).containsExactly(new Warning("policy:coordinates", "/x"));
    }

    @Test
    void warns_once_of_the_coordinates_of_a_geometry() throws Exception {
        JsonNode tree = JSON.readTree("{\"geometry\":{\"coordinates\":[[[-95.2,38.9],[-95.1,38.9],[-95.2,39.0]]]}}");

        assertThat(warnings(tree)).containsExactly(new Warning("policy:coordinates", "/geometry/coordinates"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.0.0.1/x",
                "http://127.1/x",
                "http://2130706433/",
                "http://0x7f.1/",
                "http://0x7f000001/",
                "http://0177.0.0.1/",
                "http://10.2.3.4:8080/",
                "http://172.16.0.1/",
                "http://192.168.1.1/",
                "http://169.254.169.254/latest/meta-data",
                "http://100.64.0.1/",
                "http://0.0.0.0/",
                "http://999.1.1.1/",
                "http://1.2.3.4.5/",
                "http://[::1]/",
                "http://[::]/",
                "http://[::ffff:10.0.0.1]/",
                "http://[::ffff:7f00:1]/",
                "http://[::127.0.0.1]/",
                "http://[64:ff9b::a00:1]/",
                "http://[2002:a00:1::]/",
                "http://[fe80::1]/",
                "http://[fe80::1%25eth0]/",
                "http://[fd00::1]/",
                "http://[ff02::1]/",
                "http://[::1/",
                "http://localhost/",
                "http://LOCALHOST./",
                "http://api.localhost/",
                "http://printer.local/",
                "http://metadata.google.internal/",
                "http://metadata/",
                "http://127.0.0.1.nip.io/",
                "http://%31%32%37.0.0.1/",
                "http://\uFF11\uFF12\uFF17.0.0.1/",
                "http://127\u30020\u30020\u30021/",
                "http://%zz/",
                "https://127.0.0.1\\@example.org/"
            })
    void refuses_an_access_url_that_leads_to_a_private_address(String url) {
        assertThat(rules(JSON.createObjectNode().put("accessURL", url))).contains("policy:private-address");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://data.example.org/a?b=c#d",
                "http://8.8.8.8/x",
                "https://[2606:4700::1111]/",
                "https://172.32.0.1/",
                "https://daten.m\u00FCnchen.example/",
                "HTTPS://Data.Example.ORG:8443"
            })
    void accepts_an_access_url_that_everybody_can_reach(String url) {
        assertThat(rules(JSON.createObjectNode().put("accessURL", url))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ftp://example.org/", "javascript:alert(1)", "file:///etc/passwd", "//example.org/x", "x"})
    void refuses_an_access_url_of_another_scheme(String url) {
        assertThat(rules(JSON.createObjectNode().put("accessURL", url))).containsExactly("policy:url-scheme");
    }

    @Test
    void refuses_a_user_in_an_access_url() {
        assertThat(rules(JSON.createObjectNode().put("accessURL", "https://reader@example.org/x")))
                .containsExactly("policy:url-credentials");
    }

    @Test
    void lets_artifacts_lie_anywhere_but_where_a_browser_would_run_them() throws Exception {
        assertThat(rules("{\"inputs\":[{\"uri\":\"raw/a.csv\"},{\"uri\":\"abfss://c@a.dfs.example.net/x\"},"
                        + "{\"uri\":\"file:///srv/x\"},{\"uri\":\"ssh://git@example.org/x\"}]}"))
                .isEmpty();
        assertThat(rules("{\"inputs\":[{\"uri\":\"JavaScript:alert(1)\"},{\"uri\":\" data:text/html,x\"}]}"))
                .containsExactly("policy:url-scheme", "policy:url-scheme");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\u0000", "a\nb", "\u007F", "\u0085", "a\u2028", "a\u202Eb", "a\u2066b"})
    void refuses_control_characters_in_identifiers_only(String text) {
        ObjectNode tree = JSON.createObjectNode().put("run_id", text).put("notes", text);
        tree.putObject("artifact_hashes").put(text, "x");
        tree.putArray("outputs").add(text);

        assertThat(check(tree).refused())
                .extracting(Violation::rule)
                .containsExactly("policy:control-character", "policy:control-character", "policy:control-character");
    }

    @Test
    void refuses_labels_that_are_unknown_or_overlooked() throws Exception {
        assertThat(rules("{\"policy\":{\"policy_label\":\"public\"}}")).isEmpty();
        assertThat(rules("{\"policy\":{\"policy_label\":\"sensitive\"}}")).containsExactly("policy:label");
        assertThat(rules("{\"policy\":{\"policy_label\":7}}")).containsExactly("policy:label");
        assertThat(rules("{\"policy_label\":\"public\"}")).containsExactly("policy:label");
        JsonNode zone = JSON.readTree("{\"policy\":{\"policy_label\":\"restricted\"}}");
        assertThat(CHECKS.check(zone, ReceiptKind.ZONE).refused())
                .extracting(Violation::rule)
                .containsExactly("policy:label");
    }

    @Test
    void does_with_each_rule_what_settings_say() throws Exception {
        JsonNode tree = JSON.readTree("{\"a\":\"ada@example.org\",\"b\":\"pass" + "word=hunter2\"}");
        PolicySettings settings = new PolicySettings(
                Map.of(PolicyRule.EMAIL, PolicyAction.REFUSE, PolicyRule.SECRET, PolicyAction.OFF),
                Set.of("https"),
                Set.of());

        PolicyReport report = new PolicyChecks(settings).check(tree, ReceiptKind.RUN);

        assertThat(report.refused()).extracting(Violation::rule).containsExactly("policy:email");
        assertThat(report.warnings()).isEmpty();
    }

    @Test
    void keeps_some_rules_whatever_settings_say() {
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        new PolicySettings(Map.of(PolicyRule.LABEL, PolicyAction.WARN), Set.of("https"), Set.of()));
    }

    @Test
    void tells_only_so_many_findings() {
        ObjectNode tree = JSON.createObjectNode();
        for (int i = 0; i < 1000; i++) {
            tree.put("m" + i, "ada@example.org");
        }

        assertThat(warnings(tree)).hasSize(PolicyReport.MOST);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a@a.",
                "@",
                "://a:",
                "1.",
                "+1 ",
                "(",
                "AKIA",
                "eyJa.",
                "9.123,",
                "913-555-",
                "lat=1.00 ",
                "x:x@"
            })
    @Timeout(60)
    void is_not_slowed_down_by_hostile_texts(String piece) {
        JsonNode tree = JSON.createObjectNode().put("run_id", piece.repeat((1 << 20) / piece.length()));

        assertThat(check(tree)).isNotNull();
    }

    @Test
    void finds_nothing_to_refuse_in_real_receipts() throws IOException {
        Path shared =
                Path.of(Optional.ofNullable(System.getenv("WHENCE_SHARED_DATA")).orElse("../shared/data"));
        Path receipts = shared.resolve("kfm/receipts");
        assumeTrue(Files.isDirectory(receipts), "the real receipts are not here: " + receipts);
        try (Stream<Path> files = Files.walk(receipts)) {
            for (Path file : files.filter(file -> file.toString().contains("/valid/")
                            && !file.toString().contains("chain")
                            && Files.isRegularFile(file))
                    .toList()) {
                assertThat(check(JSON.readTree(file.toFile())))
                        .as(file.getFileName().toString())
                        .isEqualTo(new PolicyReport(List.of(), List.of()));
            }
        }
    }

    private static PolicyReport check(JsonNode tree) {
        return CHECKS.check(tree, ReceiptKind.RUN);
    }

    private static List<Warning> warnings(JsonNode tree) {
        PolicyReport report = check(tree);
        assertThat(report.refused()).isEmpty();
        return report.warnings();
    }

    private static List<String> rules(JsonNode tree) {
        return check(tree).refused().stream().map(Violation::rule).toList();
    }

    private static List<String> rules(String json) {
        try {
            return rules(JSON.readTree(json));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
