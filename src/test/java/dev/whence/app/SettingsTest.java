package dev.whence.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.whence.policy.PolicyAction;
import dev.whence.policy.PolicyRule;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsTest {
    /** Any text does for these, as far as settings go. */
    private static final Set<String> TEXTS = Set.of(
            "host",
            "base",
            "ledger.origin",
            "urls.access-schemes",
            "urls.denied-schemes",
            "auth.jwt.issuer",
            "auth.jwt.audience",
            "catalog.title",
            "catalog.description",
            "catalog.publisher");

    @TempDir
    private Path folder;

    @Test
    void the_defaults_make_sense() throws IOException {
        Settings settings = Settings.read(Optional.empty(), Map.of());
        assertThat(settings.base()).isEmpty();
        assertThat(settings.sparql().host()).isEqualTo("127.0.0.1");
        assertThat(settings.sparql().port()).isEqualTo(8080);
        assertThat(settings.intake().limits().maxBytes()).isEqualTo(1 << 20);
    }

    @Test
    void every_documented_setting_is_read_and_every_bad_value_is_told_at_once() {
        Map<String, String> environment = new HashMap<>();
        documented().stringPropertyNames().forEach(key -> environment.put(SettingsReader.variable(key), "nonsense!"));
        assertThatThrownBy(() -> Settings.read(Optional.empty(), environment))
                .isInstanceOf(UsageException.class)
                .satisfies(told -> documented().stringPropertyNames().stream()
                        .filter(key -> !TEXTS.contains(key))
                        .forEach(key -> assertThat(told).hasMessageContaining(key + " must be ")));
    }

    @Test
    void the_environment_stands_above_the_file_and_the_file_above_the_defaults() throws IOException {
        Path file = Files.writeString(
                folder.resolve("own.properties"),
                "port = 1234\nqueries.rows = 7\npolicy.email = refuse\nbase=http://a/\n");
        Settings settings = Settings.read(
                Optional.of(file),
                Map.of(
                        "WHENCE_PORT", "4321",
                        "WHENCE_HOST", "::1",
                        "WHENCE_LEDGER_ORIGIN", "log.example.org/1",
                        "WHENCE_URLS_ACCESS_SCHEMES", "HTTPS, s3",
                        "WHENCE_QUERIES_TIMEOUT_S", "5",
                        "PATH", "/bin"));
        assertThat(settings.sparql().port()).isEqualTo(4321);
        assertThat(settings.sparql().host()).isEqualTo("::1");
        assertThat(settings.cannedRows()).isEqualTo(7);
        assertThat(settings.cannedTimeout()).isEqualTo(Duration.ofSeconds(5));
        assertThat(settings.base()).contains("http://a/");
        assertThat(settings.ledger().origin()).contains("log.example.org/1");
        assertThat(settings.policy().actions()).containsEntry(PolicyRule.EMAIL, PolicyAction.REFUSE);
        assertThat(settings.policy().accessSchemes()).containsExactlyInAnyOrder("https", "s3");
    }

    @Test
    void unknown_keys_and_variables_are_told_together_with_bad_values() throws IOException {
        Path file = Files.writeString(folder.resolve("own.properties"), "prot = 1\nport = -1\n");
        assertThatThrownBy(() -> Settings.read(Optional.of(file), Map.of("WHENCE_HOTS", "x")))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("'prot'")
                .hasMessageContaining("port must be a whole number from 0 to 65535")
                .hasMessageContaining("WHENCE_HOTS");
    }

    @Test
    void a_bad_settings_file_stops_a_command_with_one_sentence() throws IOException {
        Path file = folder.resolve("own.properties");
        for (String wrong : new String[] {"port = \\uzzzz", "no.such = 1", "graph.compact-growth = NaN"}) {
            Files.writeString(file, wrong);
            Commands.Ended ended = Commands.run("stats", "--config", file, "--data", folder.resolve("data"));
            assertThat(ended.exit()).as(wrong + ended.err()).isIn(2, 3);
        }
        Files.createDirectories(folder.resolve("data/ledger"));
        for (String wrong : new String[] {"port = \\uzzzz", "no.such = 1", "graph.compact-growth = NaN"}) {
            Files.writeString(file, wrong);
            Commands.Ended ended = Commands.run("stats", "--config", file, "--data", folder.resolve("data"));
            assertThat(ended.exit()).as(wrong + ended.err()).isEqualTo(2);
            assertThat(ended.err()).startsWith("whence: ").doesNotContain("Exception");
        }
        Files.write(file, new byte[] {'a', '=', (byte) 0xff});
        assertThat(Commands.run("ingest", "-", "--config", file).exit()).isEqualTo(2);
        assertThat(Commands.run("ingest", "-", "--config", folder.resolve("missing"))
                        .exit())
                .isEqualTo(3);
    }

    private static Properties documented() {
        Properties all = new Properties();
        try (InputStream in = SettingsTest.class.getResourceAsStream("/whence.properties")) {
            all.load(in);
        } catch (IOException unreadable) {
            throw new AssertionError(unreadable);
        }
        return all;
    }
}
