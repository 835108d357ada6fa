package dev.whence.authenticate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.whence.access.Principal;
import dev.whence.access.Scope;
import dev.whence.testkit.HandClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ApiKeysTest {
    private static final AuthenticationSettings SETTINGS =
            new AuthenticationSettings(false, 3, Duration.ofMinutes(5), Optional.empty());

    @TempDir
    private Path data;

    private final HandClock clock = new HandClock();
    private Path folder;
    private ApiKeys keys;
    private Authentication authentication;

    @BeforeEach
    void open() {
        folder = data.resolve("keys");
        keys = new ApiKeys(folder, clock);
        authentication = open(SETTINGS);
    }

    private Authentication open(AuthenticationSettings settings) {
        return Authentication.over(folder, settings, "default", clock);
    }

    private ApiKeys.Made make(String name) throws IOException {
        return keys.create(name, List.of("acme", "umbrella"), Set.of(Scope.PROVENANCE_READ), Optional.empty());
    }

    private Finding show(String credential) {
        return show(credential, "192.0.2.1");
    }

    private Finding show(String credential, String address) {
        return authentication.find(new Presented(credential, address, false));
    }

    @Test
    void a_key_is_known_by_its_name_organisations_and_scopes() throws IOException {
        ApiKeys.Made made = make("alice");
        assertThat(made.text()).matches("whence_[0-9A-Za-z]{8}_[0-9A-Za-z]{43}");
        Principal alice =
                new Principal("alice", Principal.Means.KEY, List.of("acme", "umbrella"), Set.of(Scope.PROVENANCE_READ));
        assertThat(show(made.text())).isEqualTo(new Finding.Known(alice));
        assertThat(show(made.text())).as("remembered").isEqualTo(new Finding.Known(alice));
    }

    @Test
    void no_file_and_no_text_shows_a_secret() throws IOException {
        ApiKeys.Made made = make("alice");
        show(made.text());
        authentication.close();
        String secret = made.text().substring(made.text().lastIndexOf('_') + 1);
        for (String name : List.of("api-keys.json", "api-keys.lock", "api-keys-used.json")) {
            Path file = folder.resolve(name);
            assertThat(file).content().doesNotContain(secret);
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------");
        }
        assertThat(folder.resolve("api-keys.json")).content().contains("$argon2id$v=19$m=19456,t=2,p=1$");
        assertThat(made.toString() + made.key() + new Presented(made.text(), "a", true))
                .doesNotContain(secret)
                .doesNotContain("argon2id");
    }

    @Test
    void two_keys_of_one_secret_would_have_different_hashes() throws IOException {
        assertThat(make("alice").key().hash().salt())
                .isNotEqualTo(make("alice").key().hash().salt());
    }

    @Test
    void what_is_nearly_a_key_is_nobody() throws IOException {
        String text = make("alice").text();
        assertThat(show(text.substring(0, text.length() - 1) + (text.endsWith("A") ? "B" : "A")))
                .isInstanceOf(Finding.Unknown.class);
        assertThat(show("whence_00000000" + text.substring(15))).isInstanceOf(Finding.Unknown.class);
        assertThat(show(text.toLowerCase(java.util.Locale.ROOT))).isInstanceOf(Finding.Unknown.class);
    }

    @Test
    void a_key_is_taken_back_at_once_however_lately_it_was_used() throws IOException {
        ApiKeys.Made made = make("alice");
        assertThat(show(made.text())).isInstanceOf(Finding.Known.class);
        assertThat(keys.revoke(made.key().id())).isPresent();
        assertThat(show(made.text())).isInstanceOf(Finding.Unknown.class);
        assertThat(keys.revoke("nosuchid")).isEmpty();
        assertThat(keys.list()).hasSize(1);
    }

    @Test
    void a_key_ends_when_it_was_said_to() throws IOException {
        ApiKeys.Made made = keys.create(
                "alice", List.of("acme"), Set.of(), Optional.of(clock.instant().plus(Duration.ofDays(90))));
        clock.move(Duration.ofDays(90).minusSeconds(1));
        assertThat(show(made.text())).isInstanceOf(Finding.Known.class);
        clock.move(Duration.ofSeconds(1));
        assertThat(show(made.text())).as("also where it is remembered").isInstanceOf(Finding.Unknown.class);
    }

    @Test
    void a_server_notices_a_key_that_is_made_while_it_runs() throws IOException {
        assertThat(authentication.isConfigured()).isFalse();
        ApiKeys.Made made = make("alice");
        assertThat(authentication.isConfigured()).isTrue();
        assertThat(show(made.text())).isInstanceOf(Finding.Known.class);
        ApiKeys.Made second = make("bob");
        assertThat(show(second.text(), "192.0.2.2")).isInstanceOf(Finding.Known.class);
    }

    @Test
    void whoever_takes_the_file_away_or_spoils_it_opens_no_door() throws IOException {
        ApiKeys.Made made = make("alice");
        assertThat(show(made.text())).isInstanceOf(Finding.Known.class);
        assertThat(authentication.isConfigured()).isTrue();
        Path file = folder.resolve("api-keys.json");
        byte[] good = Files.readAllBytes(file);
        Files.writeString(file, "{}");
        assertThat(show(made.text())).isInstanceOf(Finding.Unknown.class);
        Files.delete(file);
        assertThat(show(made.text())).isInstanceOf(Finding.Unknown.class);
        assertThat(authentication.isConfigured()).isTrue();
        Files.write(file, good);
        assertThat(show(made.text())).isInstanceOf(Finding.Known.class);
    }

    @Test
    void a_spoilt_file_is_not_written_over() throws IOException {
        make("alice");
        Files.writeString(folder.resolve("api-keys.json"), "{\"version\": 2}");
        org.assertj.core.api.Assertions.assertThatThrownBy(() -> make("bob")).isInstanceOf(IOException.class);
        assertThat(folder.resolve("api-keys.json")).content().isEqualTo("{\"version\": 2}");
    }

    @Test
    void when_a_key_was_last_used_outlives_the_server() throws IOException {
        ApiKeys.Made made = make("alice");
        assertThat(keys.lastUses()).isEmpty();
        show(made.text());
        assertThat(keys.lastUses()).containsEntry(made.key().id(), clock.instant());
        clock.move(Duration.ofSeconds(30));
        show(made.text());
        assertThat(keys.lastUses()).as("once a minute").doesNotContainValue(clock.instant());
        authentication.close();
        assertThat(keys.lastUses()).containsEntry(made.key().id(), clock.instant());
    }

    @Test
    void who_fails_again_and_again_has_to_wait_and_the_holder_of_a_key_in_use_does_not() throws IOException {
        ApiKeys.Made made = make("alice");
        show(made.text());
        String wrong = made.text().substring(0, 16) + "0".repeat(43);
        for (int i = 0; i < 4; i++) {
            assertThat(show(wrong)).isInstanceOf(Finding.Unknown.class);
        }
        assertThat(show(wrong)).isEqualTo(new Finding.TooSoon(Duration.ofSeconds(1)));
        assertThat(show(wrong, "192.0.2.9")).as("at the key, wherever from").isInstanceOf(Finding.TooSoon.class);
        assertThat(show(made.text())).isInstanceOf(Finding.Known.class);
        clock.move(Duration.ofSeconds(1));
        assertThat(show(wrong)).isInstanceOf(Finding.Unknown.class);
        assertThat(show(wrong)).isEqualTo(new Finding.TooSoon(Duration.ofSeconds(2)));
    }

    @Test
    void the_owner_of_the_folder_is_known_from_this_machine_alone_and_until_the_end() throws IOException {
        Path file = data.resolve("owner.token");
        authentication.know(OwnerToken.make(file));
        make("alice");
        String token = OwnerToken.read(file).orElseThrow().token();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        Finding here = authentication.find(new Presented(token, "127.0.0.1", true));
        assertThat(here).isInstanceOfSatisfying(Finding.Known.class, known -> {
            assertThat(known.principal().means()).isEqualTo(Principal.Means.HOUSE);
            assertThat(known.principal().organisations()).containsExactly("default", "acme", "umbrella");
        });
        assertThat(show(token)).isInstanceOf(Finding.Unknown.class);
        String other = token.substring(0, token.length() - 1) + (token.endsWith("A") ? "B" : "A");
        assertThat(authentication.find(new Presented(other, "127.0.0.1", true))).isInstanceOf(Finding.Unknown.class);
        authentication.close();
        assertThat(file).doesNotExist();
        assertThat(authentication.find(new Presented(token, "127.0.0.1", true))).isInstanceOf(Finding.Unknown.class);
    }
}
