package dev.whence.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.whence.testkit.TestReceipts;
import dev.whence.testkit.TestWhence;
import dev.whence.testkit.Web;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A follower of a log that not everybody may read. */
class RightsOnFollowingTest {
    @TempDir
    Path folder;

    private String key(String name, List<String> organisations, String... scopes) {
        List<Object> words = new ArrayList<>(
                List.of("keys", "api", "create", "--data", folder.resolve("primary"), "--json", "--name", name));
        organisations.forEach(one -> words.addAll(List.of("--organisation", one)));
        List.of(scopes).forEach(one -> words.addAll(List.of("--scope", one)));
        Commands.Ended made = Commands.run(words.toArray());
        assertThat(made.exit()).as(made.err()).isZero();
        return made.json().path("key").asText();
    }

    private Path file(String name, String key) throws IOException {
        Path file = Files.writeString(folder.resolve(name), key);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        return file;
    }

    private static void submit(TestWhence primary, String key, TestReceipts receipt) {
        Web.Answer answer = primary.web()
                .post(
                        "/receipts",
                        receipt.bytes(),
                        "application/json",
                        "Authorization",
                        "Bearer " + key,
                        "Prefer",
                        "wait");
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
    }

    private Commands.Ended follow(TestWhence primary, String copy, Object... more) {
        List<Object> words =
                new ArrayList<>(List.of("follow", primary.url(), "--data", folder.resolve(copy), "--once", "--json"));
        words.addAll(List.of(more));
        return Commands.run(words.toArray());
    }

    @Test
    void a_follower_gets_the_log_with_a_key_and_the_payloads_of_the_organisations_that_it_belongs_to()
            throws IOException {
        String acme = key("acme", List.of("acme"), "provenance:*");
        String beta = key("beta", List.of("beta"), "provenance:*");
        Path all = file("all.key", key("follower", List.of("acme", "beta"), "ledger:read", "provenance:read"));
        Path some = file("some.key", key("partly", List.of("acme"), "ledger:read", "provenance:read"));
        try (TestWhence primary = TestWhence.start(folder.resolve("primary"))) {
            submit(primary, acme, TestReceipts.run("run:1").label("internal"));
            submit(primary, beta, TestReceipts.run("run:1").label("internal"));
            submit(primary, beta, TestReceipts.run("run:2"));

            Commands.Ended nobody = follow(primary, "none");
            assertThat(nobody.exit()).isNotZero();
            assertThat(nobody.out() + nobody.err()).contains("401");

            Commands.Ended whole = follow(primary, "whole", "--api-key-file", all);
            assertThat(whole.exit()).as(whole.err()).isZero();
            assertThat(whole.json().path("size").asInt()).isEqualTo(3);
            assertThat(whole.json().path("missing_payloads").asInt()).isZero();

            Commands.Ended part = follow(primary, "part", "--api-key-file", some);
            assertThat(part.exit()).as(part.err()).isZero();
            assertThat(part.json().path("missing_payloads").asInt()).isEqualTo(1);
        }
    }
}
