package dev.whence.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.whence.authenticate.ApiKeys;
import dev.whence.testkit.TestReceipts;
import dev.whence.testkit.TestWhence;
import dev.whence.testkit.Web;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Keys and the doors that they open, with a real server, real files and real commands. */
class AuthenticationTest {
    @TempDir
    private Path folder;

    private Path data() {
        return folder.resolve("data");
    }

    private String key(String name, String... scopes) {
        Commands.Ended made = Commands.run(
                "keys",
                "api",
                "create",
                "--data",
                data(),
                "--name",
                name,
                "--organisation",
                "default",
                "--scope",
                String.join(",", scopes),
                "--json");
        assertThat(made.exit()).as(made.err()).isZero();
        return made.json().path("key").asText();
    }

    private TestWhence serve(Map<String, String> settings) throws IOException {
        return TestWhence.start(data(), settings);
    }

    private static int submit(Web web, String run, String... headers) {
        return web.post("/receipts", TestReceipts.run(run).bytes(), "application/json", headers)
                .status();
    }

    @Test
    void the_first_key_closes_the_doors_of_a_server_that_runs() throws IOException {
        try (TestWhence whence = serve(Map.of())) {
            assertThat(submit(whence.web(), "run:1")).isEqualTo(201);
            String key = key("alice", "provenance:write");
            assertThat(submit(whence.web(), "run:2")).isEqualTo(401);
            assertThat(submit(whence.web(), "run:2", "Authorization", "Bearer " + key))
                    .isEqualTo(201);
            assertThat(submit(whence.web(), "run:3", "authorization", "bearer  " + key))
                    .isEqualTo(201);
            assertThat(submit(whence.web(), "run:4", "X-Api-Key", key)).isEqualTo(201);
            assertThat(submit(whence.web(), "run:5", "X-Api-Key", key, "Authorization", "Bearer " + key))
                    .isEqualTo(201);
            assertThat(whence.web().get("/health").status()).isEqualTo(200);
        }
    }

    @Test
    void every_credential_that_does_not_hold_gets_the_same_answer() throws IOException {
        String key = key("alice", "provenance:write");
        String revoked = key("bob", "provenance:write");
        assertThat(Commands.run("keys", "api", "revoke", revoked.substring(7, 15), "--data", data())
                        .exit())
                .isZero();
        try (TestWhence whence = serve(Map.of("WHENCE_AUTH_FREE_FAILURES", "1000"))) {
            List<String> bad = List.of(
                    "Bearer " + key.substring(0, 16) + "0".repeat(43),
                    "Bearer whence_00000000_" + "0".repeat(43),
                    "Bearer " + revoked,
                    "Bearer x",
                    "Bearer ",
                    "Bearer whence_owner_" + "0".repeat(43),
                    "Basic YWxpY2U6YWxpY2U=",
                    key);
            for (String credential : bad) {
                // Also where nobody would have been asked.
                Web.Answer answer = whence.web().get("/health", "Authorization", credential);
                assertThat(answer.status()).as(credential.substring(0, 7)).isEqualTo(401);
                assertThat(answer.header("WWW-Authenticate")).isEqualTo("Bearer realm=\"whence\"");
                assertThat(answer.text())
                        .isEqualTo(whence.web()
                                .get("/sparql?query=ASK%7B%7D", "Authorization", "Bearer y")
                                .text());
            }
            Web.Answer two = whence.web().get("/health", "Authorization", "Bearer " + key, "X-Api-Key", revoked);
            assertThat(two.status()).isEqualTo(400);
            assertThat(two.text()).doesNotContain(key).doesNotContain(revoked);
        }
    }

    @Test
    void who_fails_too_often_is_told_when_to_come_again() throws IOException {
        String key = key("alice", "provenance:write");
        try (TestWhence whence =
                serve(Map.of("WHENCE_AUTH_FREE_FAILURES", "1", "WHENCE_AUTH_LONGEST_PAUSE_S", "900"))) {
            assertThat(submit(whence.web(), "run:1", "X-Api-Key", key)).isEqualTo(201);
            Web.Answer answer = whence.web().get("/health", "X-Api-Key", "nonsense");
            for (int i = 0; i < 20 && answer.status() == 401; i++) {
                answer = whence.web().get("/health", "X-Api-Key", "nonsense");
            }
            assertThat(answer.status()).isEqualTo(429);
            assertThat(Integer.parseInt(answer.header("Retry-After"))).isPositive();
            assertThat(submit(whence.web(), "run:2", "X-Api-Key", key))
                    .as("a key in use")
                    .isEqualTo(201);
        }
    }

    @Test
    void commands_of_the_owner_of_the_folder_go_on_without_a_key() throws IOException {
        key("alice", "provenance:write");
        try (TestWhence whence = serve(Map.of("WHENCE_RIGHTS_EVERYBODY", ""))) {
            assertThat(whence.web().get("/lineage?entity=x").status()).isEqualTo(401);
            assertThat(Commands.run("stats", "--data", data()).exit()).isZero();
            Commands.Ended query = Commands.run("query", "--data", data(), "sources", "--json");
            assertThat(query.err()).doesNotContain("401").doesNotContain("scope");
            String token = Files.readAllLines(data().resolve("owner.token")).get(0);
            assertThat(whence.web()
                            .get("/lineage?entity=x", "Authorization", "Bearer " + token)
                            .status())
                    .isEqualTo(404);
            assertThat(whence.web()
                            .get(
                                    "/lineage?entity=x",
                                    "Authorization",
                                    "Bearer " + token,
                                    "X-Forwarded-For",
                                    "127.0.0.1")
                            .status())
                    .as("through a proxy")
                    .isEqualTo(401);
        }
        assertThat(data().resolve("owner.token")).doesNotExist();
    }

    @Test
    void a_command_shows_a_key_from_a_file_that_only_its_owner_can_read() throws IOException {
        Path file = folder.resolve("key");
        Files.writeString(file, key("alice", "provenance:write") + "\n");
        Path receipt =
                Files.write(folder.resolve("r.json"), TestReceipts.run("run:1").bytes());
        try (TestWhence whence = serve(Map.of())) {
            Object[] ingest = {"ingest", receipt, "--server", whence.url(), "--json"};
            assertThat(Commands.run(ingest).exit()).isEqualTo(1);
            Object[] withKey = {"ingest", receipt, "--server", whence.url(), "--json", "--api-key-file", file};
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
            Commands.Ended open = Commands.run(withKey);
            assertThat(open.exit()).isEqualTo(2);
            assertThat(open.err()).contains("chmod 600").doesNotContain("whence_");
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
            Commands.Ended sent = Commands.run(withKey);
            assertThat(sent.exit()).as(sent.err() + sent.out()).isZero();
            Commands.Ended told = Commands.run("ingest", receipt, "--server", whence.url(), "--api-key-file", file);
            assertThat(told.out()).contains("1 here before", "may be a moment behind");
        }
    }

    @Test
    void keys_are_listed_without_their_secrets() throws IOException {
        String key = key("alice", "provenance:read", "ledger:*");
        JsonNode listed =
                Commands.run("keys", "api", "list", "--data", data(), "--json").json();
        assertThat(listed.path("keys").get(0).path("id").asText()).isEqualTo(key.substring(7, 15));
        assertThat(listed.path("keys").get(0).path("state").asText()).isEqualTo("good");
        assertThat(listed.toString()).doesNotContain("argon2").doesNotContain(key.substring(16));
        Commands.Ended plain = Commands.run("keys", "api", "list", "--data", data());
        assertThat(plain.out())
                .contains("alice", "ledger:*,provenance:read", "never")
                .doesNotContain(key);
        Commands.Ended created = Commands.run(
                "keys", "api", "create", "--data", data(), "--name", "bob", "--scope", "*", "--expires", "90d");
        assertThat(created.out().strip()).matches("whence_[0-9A-Za-z]{8}_[0-9A-Za-z]{43}");
        assertThat(created.err()).contains("bob", "default", "this once");
        assertThat(new ApiKeys(data().resolve("keys"), java.time.Clock.systemUTC()).list())
                .hasSize(2);
    }

    @Test
    void everything_that_is_wrong_with_a_key_to_make_is_told_at_once() {
        Commands.Ended wrong = Commands.run(
                "keys",
                "api",
                "create",
                "--data",
                data(),
                "--name",
                "a b",
                "--organisation",
                "../x",
                "--scope",
                "read,Provenance:read",
                "--expires",
                "soon");
        assertThat(wrong.exit()).isEqualTo(2);
        assertThat(wrong.err()).contains("--name", "--organisation", "'read'", "'Provenance:read'", "--expires");
        assertThat(data()).doesNotExist();
        assertThat(Commands.run("keys", "api", "revoke", "nothing", "--data", data())
                        .exit())
                .isEqualTo(1);
    }

    @Test
    void it_listens_elsewhere_only_with_rights() throws IOException {
        Commands.Ended refused = Commands.run("serve", "--data", data(), "--host", "0.0.0.0", "--port", "0");
        assertThat(refused.exit()).isEqualTo(2);
        assertThat(refused.err().strip().lines()).hasSize(1);
        assertThat(refused.err()).contains("0.0.0.0", "loopback", "whence keys api create");
        key("alice", "provenance:write");
        try (TestWhence whence = serve(Map.of("WHENCE_HOST", "0.0.0.0"))) {
            assertThat(whence.url()).startsWith("http://127.0.0.1:");
            assertThat(submit(whence.web(), "run:1")).isEqualTo(401);
            assertThat(Commands.run("stats", "--data", data()).exit()).isZero();
        }
    }

    @Test
    void scripts_of_pages_that_are_named_may_read_and_no_others() throws IOException {
        try (TestWhence whence = serve(Map.of("WHENCE_HTTP_CORS_ORIGINS", "https://app.example.org"))) {
            key("alice", "provenance:write");
            Web web = whence.web();
            Web.Answer preflight = web.send(
                    "OPTIONS",
                    "/receipts",
                    BodyPublishers.noBody(),
                    "Origin",
                    "https://app.example.org",
                    "Access-Control-Request-Method",
                    "POST",
                    "Access-Control-Request-Headers",
                    "authorization,content-type,idempotency-key");
            assertThat(preflight.status()).isEqualTo(200);
            assertThat(preflight.header("Access-Control-Allow-Origin")).isEqualTo("https://app.example.org");
            assertThat(preflight.header("Access-Control-Allow-Methods")).contains("POST");
            assertThat(preflight.header("Access-Control-Allow-Headers")).containsIgnoringCase("authorization");
            assertThat(preflight.header("Access-Control-Allow-Credentials")).isEmpty();
            Web.Answer denied = web.get("/admin/keys", "Origin", "https://app.example.org", "X-Api-Key", "x");
            assertThat(denied.status()).isEqualTo(401);
            assertThat(denied.header("Access-Control-Allow-Origin"))
                    .as("so that the page can read why")
                    .isNotEmpty();
            for (String origin : List.of("https://app.example.org.evil.example", "http://app.example.org", "null")) {
                assertThat(web.get("/health", "Origin", origin).header("Access-Control-Allow-Origin"))
                        .as(origin)
                        .isEmpty();
            }
        }
    }

    @Test
    void no_page_may_read_where_none_is_named() throws IOException {
        try (TestWhence whence = serve(Map.of())) {
            Web.Answer answer = whence.web().get("/health", "Origin", "https://app.example.org");
            assertThat(answer.response().headers().map().keySet())
                    .noneMatch(name -> name.toLowerCase(java.util.Locale.ROOT).startsWith("access-control"));
        }
    }

    @Test
    void only_a_trusted_proxy_says_where_a_request_comes_from() throws IOException {
        try (TestWhence whence = serve(Map.of())) {
            Web.Answer answer = whence.web().get("/health", "X-Forwarded-Proto", "https", "X-Forwarded-For", "1.2.3.4");
            assertThat(answer.header("Strict-Transport-Security")).isEmpty();
        }
        try (TestWhence whence = serve(Map.of("WHENCE_HTTP_TRUSTED_PROXIES", "127.0.0.0/8"))) {
            Web.Answer answer = whence.web().get("/health", "X-Forwarded-Proto", "https", "X-Forwarded-For", "1.2.3.4");
            assertThat(answer.header("Strict-Transport-Security")).isEqualTo("max-age=31536000");
        }
    }

    @Test
    void an_address_a_body_and_headers_have_bounds() throws IOException {
        Map<String, String> small = Map.of(
                "WHENCE_HTTP_URI_BYTES", "2000",
                "WHENCE_HTTP_HEADER_BYTES", "8192",
                "WHENCE_HTTP_BODY_BYTES", "5000");
        try (TestWhence whence = serve(small)) {
            Web web = whence.web();
            assertThat(web.get("/health?x=" + "y".repeat(1900)).status()).isEqualTo(200);
            assertThat(web.get("/health?x=" + "y".repeat(2000)).status()).isEqualTo(414);
            assertThat(web.get("/health", "X-Long", "y".repeat(9000)).status()).isEqualTo(431);
            assertThat(web.post("/receipts", new byte[6000], "application/json").status())
                    .isEqualTo(413);
        }
    }

    @Test
    void a_follower_shows_its_key_to_the_log_that_not_everybody_may_read() throws IOException {
        Path file = Files.writeString(folder.resolve("key"), key("replica", "ledger:read"));
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        try (TestWhence whence = serve(Map.of())) {
            assertThat(submit(whence.web(), "run:1", "X-Api-Key", key("alice", "provenance:write")))
                    .isEqualTo(201);
            org.awaitility.Awaitility.await()
                    .until(() -> whence.web().get("/ledger/checkpoint").text().contains("\n1\n"));
            Object[] follow = {"follow", whence.url(), "--once", "--json", "--data", folder.resolve("replica")};
            Commands.Ended refused = Commands.run(follow);
            assertThat(refused.exit() == 0 && refused.json().path("size").asInt() == 1)
                    .as(refused.out() + refused.err())
                    .isFalse();
            Object[] withKey = java.util.Arrays.copyOf(follow, follow.length + 2);
            withKey[follow.length] = "--api-key-file";
            withKey[follow.length + 1] = file;
            Commands.Ended followed = Commands.run(withKey);
            assertThat(followed.exit()).as(followed.err()).isZero();
            assertThat(followed.json().path("size").asInt()).isEqualTo(1);
        }
    }

    @Test
    void only_so_many_requests_are_under_way_at_once() throws IOException {
        String alice = key("alice", "provenance:write");
        String bob = key("bob", "provenance:write");
        try (TestWhence whence = serve(Map.of("WHENCE_HTTP_REQUESTS_PER_CALLER", "1"));
                Socket unfinished = begin(whence.web(), alice)) {
            assertThat(unfinished.isConnected()).isTrue();
            awaitStatus(whence.web(), 429, alice);
            assertThat(whence.web().get("/health", "X-Api-Key", bob).status()).isEqualTo(200);
            assertThat(whence.web().get("/health").status()).isEqualTo(200);
            unfinished.close();
            awaitStatus(whence.web(), 200, alice);
        }
        try (TestWhence whence = serve(Map.of("WHENCE_HTTP_REQUESTS", "1"));
                Socket unfinished = begin(whence.web(), alice)) {
            awaitStatus(whence.web(), 503, bob);
            unfinished.close();
            awaitStatus(whence.web(), 200, bob);
        }
    }

    /** Sends the beginning of a receipt, so that the server waits for the rest. */
    private static Socket begin(Web web, String key) throws IOException {
        Socket socket = new Socket(web.root().getHost(), web.root().getPort());
        socket.getOutputStream()
                .write(("POST /receipts HTTP/1.1\r\nHost: " + web.root().getAuthority() + "\r\nX-Api-Key: " + key
                                + "\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{")
                        .getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    private static void awaitStatus(Web web, int status, String key) {
        org.awaitility.Awaitility.await()
                .until(() -> web.get("/health", "X-Api-Key", key).status() == status);
    }
}
