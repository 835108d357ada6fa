package dev.whence.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.whence.canonical.Sha256;
import dev.whence.tlog.merkle.Hash;
import dev.whence.tlog.merkle.Proofs;
import dev.whence.tlog.merkle.TileTree;
import dev.whence.tlog.merkle.TreeHasher;
import dev.whence.tlog.note.Checkpoint;
import dev.whence.tlog.note.Cosigner;
import dev.whence.tlog.note.LogPolicy;
import dev.whence.tlog.note.LogSigner;
import dev.whence.tlog.note.SignedNote;
import dev.whence.tlog.note.SizeRange;
import dev.whence.tlog.note.VerifierKey;
import dev.whence.witness.Witness;
import dev.whence.witness.WitnessFolder;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A witness as logs and monitors meet it: C2SP tlog-witness over HTTP. */
class WitnessProtocolTest {
    private static final Clock NOON = Clock.fixed(Instant.parse("2026-03-01T12:00:00Z"), ZoneOffset.UTC);
    private static final String ORIGIN = "example.com/log";
    private static final LogSigner LOG = LogSigner.generate(raw -> ORIGIN, new SecureRandom());
    private static final LogSigner RENEWED = LogSigner.generate(raw -> ORIGIN, new SecureRandom());
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @TempDir
    private Path data;

    private WitnessFolder folder;
    private WitnessServer server;
    private VerifierKey key;

    @BeforeEach
    void start() throws IOException {
        folder = WitnessFolder.open(data);
        Cosigner cosigner = folder.key(raw -> "witness.example/w1");
        key = cosigner.verifier();
        Witness witness = Witness.open(
                folder,
                cosigner,
                List.of(
                        LogPolicy.Log.of(LOG.verifier(), SizeRange.ALL.until(100)),
                        LogPolicy.Log.of(RENEWED.verifier(), SizeRange.from(50))),
                NOON);
        server = WitnessServer.start(witness, "127.0.0.1", 0);
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
        folder.close();
    }

    private static Hash leaf(String branch, int index) {
        return TreeHasher.leaf((branch + index).getBytes(StandardCharsets.UTF_8));
    }

    private static Hash root(String branch, int size) {
        TileTree tree = new TileTree((level, index, tile) -> {});
        IntStream.range(0, size).forEach(i -> tree.append(leaf(branch, i)));
        return tree.root();
    }

    private static byte[] leaves(String branch, int size) {
        byte[] tile = new byte[size * Hash.LENGTH];
        IntStream.range(0, size).forEach(i -> leaf(branch, i).writeTo(tile, i));
        return tile;
    }

    private static String note(LogSigner signer, String branch, int size) {
        return signer.sign(new Checkpoint(ORIGIN, size, root(branch, size))).note();
    }

    private static String body(int old, String branch, int size) {
        return body(old, branch, size, note(LOG, branch, size));
    }

    private static String body(int old, String branch, int size, String note) {
        StringBuilder body = new StringBuilder("old " + old + "\n");
        if (old > 0 && old < size) {
            byte[] tile = leaves(branch, size);
            new Proofs(size, (level, index, width) -> tile)
                    .consistency(old)
                    .forEach(hash -> body.append(hash.base64()).append('\n'));
        }
        return body.append('\n').append(note).toString();
    }

    private HttpResponse<String> post(String body) {
        try {
            return HTTP.send(
                    HttpRequest.newBuilder(URI.create(server.url() + "/add-checkpoint"))
                            .POST(HttpRequest.BodyPublishers.ofString(body))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private HttpResponse<String> get(String path) throws Exception {
        return HTTP.send(
                HttpRequest.newBuilder(URI.create(server.url() + path)).build(), HttpResponse.BodyHandlers.ofString());
    }

    private void signed(HttpResponse<String> answer, String branch, int size) throws Exception {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        List<SignedNote.Line> lines = SignedNote.parseLines(answer.body().getBytes(StandardCharsets.UTF_8));
        assertThat(lines).singleElement().satisfies(line -> {
            assertThat(key.claims(line)).isTrue();
            byte[] text =
                    new Checkpoint(ORIGIN, size, root(branch, size)).text().getBytes(StandardCharsets.UTF_8);
            assertThat(key.verifies(text, line.signature())).isTrue();
            assertThat(VerifierKey.cosignedAt(line)).contains(NOON.instant());
        });
    }

    @Test
    void signs_what_has_grown_and_what_has_not_changed() throws Exception {
        signed(post(body(0, "a", 3)), "a", 3);
        signed(post(body(3, "a", 7)), "a", 7);
        signed(post(body(7, "a", 7)), "a", 7);
        signed(post(body(7, "a", 200, note(RENEWED, "a", 200))), "a", 200);
    }

    @Test
    void says_which_size_it_has_signed_where_the_proof_begins_elsewhere() {
        for (int known : new int[] {0, 5}) {
            if (known > 0) {
                assertThat(post(body(0, "a", known)).statusCode()).isEqualTo(200);
            }
            HttpResponse<String> answer = post(body(4, "a", 6));
            assertThat(answer.statusCode()).isEqualTo(409);
            assertThat(answer.body()).isEqualTo(known + "\n");
            assertThat(answer.headers().firstValue("Content-Type"))
                    .hasValueSatisfying(type -> assertThat(type).startsWith("text/x.tlog.size"));
        }
    }

    @Test
    void refuses_a_log_that_is_not_shown_to_have_grown() {
        assertThat(post(body(0, "a", 5)).statusCode()).isEqualTo(200);
        String good = body(5, "a", 8);
        assertThat(post(body(5, "fork", 8)).statusCode()).isEqualTo(422);
        assertThat(post(body(5, "fork", 5)).statusCode()).isEqualTo(422);
        assertThat(post(good.replaceFirst("\n[^\n]+\n", "\n")).statusCode()).isEqualTo(422);
        assertThat(post(good.replaceFirst("\n", "\n" + root("x", 1).base64() + "\n"))
                        .statusCode())
                .isEqualTo(422);
        assertThat(post(good).statusCode()).isEqualTo(200);
        assertThat(post(body(8, "a", 8).replaceFirst("\n", "\n" + root("x", 1).base64() + "\n"))
                        .statusCode())
                .isEqualTo(422);
    }

    @Test
    void refuses_a_proof_from_nothing_that_is_not_empty_and_an_empty_log_with_another_root() {
        String proof = body(0, "a", 3).replaceFirst("\n", "\n" + root("x", 1).base64() + "\n");
        assertThat(post(proof).statusCode()).isEqualTo(422);
        String empty = LOG.sign(new Checkpoint(ORIGIN, 0, root("a", 1))).note();
        assertThat(post("old 0\n\n" + empty).statusCode()).isEqualTo(422);
        assertThat(post("old 0\n\n" + LOG.sign(Checkpoint.empty(ORIGIN)).note()).statusCode())
                .isEqualTo(200);
    }

    @Test
    void refuses_what_no_known_key_has_signed_or_may_sign_at_that_size() throws Exception {
        LogSigner stranger = LogSigner.generate(raw -> ORIGIN, new SecureRandom());
        assertThat(post(body(0, "a", 3, note(stranger, "a", 3))).statusCode()).isEqualTo(403);
        assertThat(post(body(0, "a", 3, note(RENEWED, "a", 3))).statusCode()).isEqualTo(403);
        assertThat(post(body(0, "a", 101)).statusCode()).isEqualTo(403);
        // A right signature does not make up for a wrong one.
        String wrong =
                RENEWED.signature(new Checkpoint(ORIGIN, 60, root("b", 60))).text();
        assertThat(post(body(0, "a", 60, note(LOG, "a", 60) + wrong)).statusCode())
                .isEqualTo(403);
        // A signature by an unknown key says nothing, and is not kept.
        String more =
                stranger.signature(new Checkpoint(ORIGIN, 60, root("a", 60))).text();
        signed(post(body(0, "a", 60, note(LOG, "a", 60) + more)), "a", 60);
        assertThat(get("/" + Sha256.hex(ORIGIN.getBytes(StandardCharsets.UTF_8)) + "/checkpoint")
                        .body())
                .doesNotContain(more);
    }

    @Test
    void knows_no_other_log() {
        LogSigner other = LogSigner.generate(raw -> "example.com/other", new SecureRandom());
        String note =
                other.sign(new Checkpoint("example.com/other", 3, root("a", 3))).note();
        assertThat(post("old 0\n\n" + note).statusCode()).isEqualTo(404);
    }

    @Test
    void refuses_what_has_not_the_form() {
        String good = body(0, "a", 3);
        List<String> wrong = new ArrayList<>(List.of(
                "",
                "\n",
                good.replace("old 0", "old 00"),
                good.replace("old 0", "old -1"),
                good.replace("old 0", "old"),
                good.replace("old 0\n\n", "old 0\n"),
                good.replace("old 0\n", "old 0\nnot base64\n"),
                good.replace("old 0\n", "old 0\n" + (root("x", 1).base64() + "\n").repeat(64)),
                good.substring(0, good.length() - 1),
                body(4, "a", 3)));
        for (String body : wrong) {
            assertThat(post(body).statusCode()).as(body).isEqualTo(400);
        }
        assertThat(post("x".repeat(70_000)).statusCode()).isEqualTo(413);
    }

    @Test
    void shows_monitors_what_it_has_signed_also_after_a_restart() throws Exception {
        String path = "/" + Sha256.hex(ORIGIN.getBytes(StandardCharsets.UTF_8)) + "/checkpoint";
        assertThat(get(path).statusCode()).isEqualTo(404);
        post(body(0, "a", 3));
        post(body(3, "a", 9));
        String note = get(path).body();
        assertThat(note).startsWith(note(LOG, "a", 9));
        LogPolicy policy = LogPolicy.of(
                List.of(LogPolicy.Log.of(LOG.verifier(), SizeRange.ALL)),
                List.of(LogPolicy.Witness.of("w", key, SizeRange.ALL, java.util.Optional.empty())));
        assertThat(policy.asking(1).open(note.getBytes(StandardCharsets.UTF_8)).size())
                .isEqualTo(9);
        stop();
        start();
        assertThat(get(path).body()).isEqualTo(note);
        assertThat(post(body(3, "a", 10)).body()).isEqualTo("9\n");
        assertThat(get("/" + "0".repeat(64) + "/checkpoint").statusCode()).isEqualTo(404);
        assertThat(get("/").statusCode()).isEqualTo(404);
    }

    @Test
    void does_not_go_back_when_many_ask_at_once() throws Exception {
        post(body(0, "a", 1));
        List<CompletableFuture<HttpResponse<String>>> answers = IntStream.range(2, 40)
                .mapToObj(size -> HTTP.sendAsync(
                        HttpRequest.newBuilder(URI.create(server.url() + "/add-checkpoint"))
                                .POST(HttpRequest.BodyPublishers.ofString(body(1, "a", size)))
                                .build(),
                        HttpResponse.BodyHandlers.ofString()))
                .toList();
        long taken = 0;
        for (CompletableFuture<HttpResponse<String>> answer : answers) {
            assertThat(answer.get().statusCode()).isIn(200, 409);
            taken += answer.get().statusCode() == 200 ? 1 : 0;
        }
        assertThat(taken).as("only one of them begins where the witness is").isEqualTo(1);
    }

    @Test
    void keeps_its_key_to_itself_and_its_folder_to_one_process() throws Exception {
        Path secret = data.resolve("keys/witness.key");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(secret)))
                .isEqualTo("rw-------");
        assertThat(Files.readString(data.resolve("keys/witness.vkey"))).isEqualTo(key.line() + "\n");
        assertThatThrownBy(() -> WitnessFolder.open(data)).hasMessageContaining("another witness");
        Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("rw-r--r--"));
        assertThatThrownBy(() -> folder.key(raw -> "w")).hasMessageContaining("chmod 600");
        post(body(0, "a", 3));
        Path kept = data.resolve("logs")
                .resolve(Sha256.hex(ORIGIN.getBytes(StandardCharsets.UTF_8)))
                .resolve("checkpoint");
        Files.writeString(kept, note(LOG, "a", 2));
        Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("rw-------"));
        assertThatThrownBy(() -> Witness.open(
                        folder, folder.key(raw -> "w"), List.of(LogPolicy.Log.of(LOG.verifier(), SizeRange.ALL)), NOON))
                .hasMessageContaining("not a checkpoint that this witness has signed");
    }
}
