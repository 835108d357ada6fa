package dev.whence.attest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyFolderTest {
    @TempDir
    Path folder;

    private final List<String> problems = new ArrayList<>();

    @Test
    void reads_each_key_with_what_its_sidecar_says() throws IOException {
        KeyPair pair = TestKeys.pair("EC", 256);
        Files.writeString(folder.resolve("release.pem"), TestKeys.pem(pair.getPublic()));
        Files.writeString(
                folder.resolve("release.properties"),
                "signature = p1363\nkey-ids = keystore://1, other\nbuilders = https://example.org/a\n"
                        + "not-after = 2027-01-01T00:00:00Z\n");
        Files.writeString(folder.resolve("README.md"), "not a key");

        KeyRing ring = KeyFolder.read(folder, 1, problems);

        assertThat(problems).isEmpty();
        TrustedKey key = ring.keys().get(0);
        assertThat(key.key().signer().name()).isEqualTo("release");
        assertThat(key.isCalled("keystore://1")).isTrue();
        assertThat(key.isCalled(key.key().signer().fingerprint())).isTrue();
        assertThat(key.isCalled("")).isFalse();
        assertThat(key.allowed().builders()).containsExactly("https://example.org/a");
        assertThat(key.notAfter()).isPresent();
    }

    @Test
    void tells_everything_that_is_wrong_at_once_and_no_secret() throws IOException {
        KeyPair pair = TestKeys.pair("EC", 256);
        String secret = Base64.getEncoder().encodeToString(pair.getPrivate().getEncoded());
        Files.writeString(
                folder.resolve("private.pem"),
                "-----BEGIN PRIVATE KEY-----\n" + secret + "\n-----END PRIVATE KEY-----\n");
        Files.writeString(folder.resolve("broken.pub"), "-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----\n");
        Files.writeString(folder.resolve("one.pem"), TestKeys.pem(pair.getPublic()));
        Files.writeString(folder.resolve("one.properties"), "signatur = p1363\nnot-after = tomorrow\n");
        Files.writeString(folder.resolve("two.pem"), TestKeys.pem(pair.getPublic()));
        Files.writeString(
                folder.resolve("weak.pem"),
                TestKeys.pem(TestKeys.pair("RSA", 1024).getPublic()));

        KeyFolder.read(folder, 1, problems);

        assertThat(problems)
                .hasSize(6)
                .anyMatch(problem -> problem.contains("private.pem") && problem.contains("private key"))
                .anyMatch(problem -> problem.contains("broken.pub"))
                .anyMatch(problem -> problem.contains("'signatur'"))
                .anyMatch(problem -> problem.contains("not-after"))
                .anyMatch(problem -> problem.contains("one and two are the same key"))
                .anyMatch(problem -> problem.contains("weak"))
                .noneMatch(problem -> problem.contains(secret.substring(0, 20)));
    }

    @Test
    void a_threshold_that_can_never_be_met_is_told() {
        KeyFolder.read(folder, 2, problems);
        assertThat(problems).singleElement().asString().contains("attest.threshold asks for 2");
    }

    @Test
    void a_folder_that_is_not_there_is_told() {
        KeyFolder.read(folder.resolve("nowhere"), 1, problems);
        assertThat(problems).anyMatch(problem -> problem.contains("attest.keys must be a folder"));
    }
}
