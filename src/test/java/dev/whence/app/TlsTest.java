package dev.whence.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.whence.client.WhenceClient;
import dev.whence.testkit.TestWhence;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With certificates that the JDK's keytool makes for the test. */
class TlsTest {
    @TempDir
    private Path folder;

    /** Writes a certificate and its key as PEM; gives the certificate's SHA-256. */
    private String make(String algorithm, Path certificate, Path key) throws Exception {
        Path store = folder.resolve("store-" + System.nanoTime());
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "whence",
                        "-keyalg",
                        algorithm,
                        "-dname",
                        "CN=whence.example.org",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        store.toString(),
                        "-storepass",
                        "secret",
                        "-validity",
                        "3")
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("keytool.log").toFile())
                .start();
        assertThat(keytool.waitFor())
                .as(Files.readString(folder.resolve("keytool.log")))
                .isZero();
        KeyStore made = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            made.load(in, "secret".toCharArray());
        }
        byte[] der = made.getCertificate("whence").getEncoded();
        pem(certificate, "CERTIFICATE", der);
        pem(key, "PRIVATE KEY", made.getKey("whence", "secret".toCharArray()).getEncoded());
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(der));
    }

    private static void pem(Path file, String what, byte[] der) throws IOException {
        String base64 = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
        Files.writeString(file, "-----BEGIN " + what + "-----\n" + base64 + "\n-----END " + what + "-----\n");
    }

    private static Map<String, String> settings(Path certificate, Path key) {
        return Map.of("WHENCE_TLS_CERTIFICATE", certificate.toString(), "WHENCE_TLS_KEY", key.toString());
    }

    @Test
    void it_serves_by_tls_and_the_owners_commands_know_the_certificate() throws Exception {
        Path certificate = folder.resolve("cert.pem");
        Path key = folder.resolve("key.pem");
        for (String algorithm : new String[] {"EC", "RSA"}) {
            String hash = make(algorithm, certificate, key);
            Path data = folder.resolve("data-" + algorithm);
            try (TestWhence whence = TestWhence.start(data, settings(certificate, key))) {
                assertThat(whence.url()).startsWith("https://127.0.0.1:");
                URI url = URI.create(whence.url());
                WhenceClient.Answer health = new WhenceClient(url, Optional.empty(), Optional.of(hash))
                        .get("health", Map.of(), "application/json");
                assertThat(health.status()).isEqualTo(200);
                assertThat(health.headers().toString()).containsIgnoringCase("strict-transport-security");
                assertThatThrownBy(() -> new WhenceClient(url, Optional.empty(), Optional.of("00".repeat(32)))
                                .get("health", Map.of(), "application/json"))
                        .isInstanceOf(SSLException.class);
                assertThatThrownBy(() -> new WhenceClient(url).get("health", Map.of(), "application/json"))
                        .isInstanceOf(SSLException.class);
                Commands.Ended stats = Commands.run("stats", "--data", data);
                assertThat(stats.exit()).as(stats.err()).isZero();
            }
        }
    }

    @Test
    void a_new_certificate_is_taken_while_the_server_runs() throws Exception {
        Path certificate = folder.resolve("cert.pem");
        Path key = folder.resolve("key.pem");
        String first = make("EC", certificate, key);
        Path data = folder.resolve("data");
        try (TestWhence whence = TestWhence.start(data, settings(certificate, key))) {
            URI url = URI.create(whence.url());
            String second = make("EC", certificate, key);
            org.awaitility.Awaitility.await().atMost(Duration.ofMinutes(2)).until(() -> shows(url, second));
            assertThat(shows(url, first)).isFalse();
            assertThat(Commands.run("stats", "--data", data).exit()).isZero();
        }
    }

    private static boolean shows(URI url, String certificate) throws InterruptedException, IOException {
        try {
            // A client of its own: a connection that is open goes on with the certificate that it began with.
            return new WhenceClient(url, Optional.empty(), Optional.of(certificate))
                    .get("health", Map.of(), "application/json")
                    .isGood();
        } catch (SSLException another) {
            return false;
        }
    }

    @Test
    void a_certificate_and_a_key_that_do_not_belong_together_stop_the_start() throws Exception {
        Path certificate = folder.resolve("cert.pem");
        Path key = folder.resolve("key.pem");
        make("EC", certificate, key);
        Path other = folder.resolve("other.pem");
        make("EC", folder.resolve("other-cert.pem"), other);
        Path rsa = folder.resolve("rsa.pem");
        make("RSA", folder.resolve("rsa-cert.pem"), rsa);
        for (Path wrong : new Path[] {other, rsa, certificate, folder.resolve("missing.pem")}) {
            assertThatThrownBy(() -> Settings.read(Optional.empty(), settings(certificate, wrong)))
                    .as(wrong.toString())
                    .isInstanceOf(UsageException.class)
                    .hasMessageContaining("tls.key must be");
        }
        assertThatThrownBy(
                        () -> Settings.read(Optional.empty(), Map.of("WHENCE_TLS_CERTIFICATE", certificate.toString())))
                .hasMessageContaining("together");
    }
}
