package dev.whence.policy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.whence.receipt.ReceiptKind;
import dev.whence.receipt.Violation;
import dev.whence.testkit.SharedData;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What policy sees of an attachment. */
class AttachedTextTest {
    private static final PolicyChecks CHECKS = new PolicyChecks(PolicySettings.DEFAULTS);

    private static JsonNode attachment(byte[] content) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("name", "x")
                .put("content", Base64.getEncoder().encodeToString(content));
    }

    private static List<Violation> refused(byte[] content) {
        return CHECKS.check(attachment(content), ReceiptKind.ATTACHMENT).refused();
    }

    @Test
    void real_attestations_hold_nothing_that_policy_forbids() throws IOException {
        try (Stream<Path> files = Files.list(SharedData.at("slsa"))) {
            for (Path file : files.toList()) {
                assertThat(refused(Files.readAllBytes(file)))
                        .as(file.toString())
                        .isEmpty();
            }
        }
    }

    @Test
    void a_private_key_is_found_and_not_repeated() {
        String key = "-----BEGIN EC PRIVATE KEY-----\nMHcCAQEEIIrYSSNQFaA2Hwf1duRSxKtLYX5CB04fSeQ6tF1aY\n";
        assertThat(refused(key.getBytes(StandardCharsets.UTF_8)))
                .isNotEmpty()
                .allSatisfy(found -> assertThat(found.pointer()).isEqualTo("/content"))
                .allSatisfy(found -> assertThat(found.toString()).doesNotContain("MHcCAQ"));
    }

    @Test
    void bytes_that_are_no_text_and_text_that_is_no_base64_are_let_be() {
        assertThat(refused(new byte[] {(byte) 0xff, (byte) 0xfe, 0})).isEmpty();
        JsonNode broken = JsonNodeFactory.instance.objectNode().put("content", "not base64!");
        assertThat(CHECKS.check(broken, ReceiptKind.ATTACHMENT).refused()).isEmpty();
    }
}
