package dev.whence.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.whence.receipt.PolicyLabel;
import dev.whence.tlog.note.LogSigner;
import dev.whence.tlog.note.OneKeyTrust;
import dev.whence.tlog.note.VerifierKey;
import dev.whence.tlog.proof.TlogProof;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The numbers of the worked example on the ledger page: made again by the ledger, and computed by hand as it says there. */
class LedgerPageTest {
    private static final Path PAGE = Path.of("src/site/markdown/ledger.md");

    /** A code block behind a comment that names it. */
    private static final Pattern BLOCK =
            Pattern.compile("<!-- example: ([a-z-]+) -->\n```\n(.*?)```\n", Pattern.DOTALL);

    /** Of the example alone; it never signed anything else. */
    private static final String SIGNER =
            "PRIVATE+KEY+example.com/whence+e3e1a430+AVdoZW5jZSBsZWRnZXIgcGFnZSBleGFtcGxlIHNlZWQh";

    @TempDir
    private Path data;

    private Map<String, String> example = Map.of();

    @BeforeEach
    void read_the_page() throws Exception {
        example = new TreeMap<>();
        Matcher blocks = BLOCK.matcher(Files.readString(PAGE));
        while (blocks.find()) {
            example.put(blocks.group(1), blocks.group(2));
        }
    }

    private String block(String name) {
        return example.getOrDefault(name, "(the page has no block " + name + ")");
    }

    @Test
    void the_ledger_makes_the_proof_that_the_page_shows() throws Exception {
        LedgerSettings settings = new LedgerSettings(
                Optional.of("example.com/whence"),
                Duration.ZERO,
                Duration.ofMinutes(1),
                8 << 20,
                new LedgerSettings.FromOutside(
                        List.of(LogSigner.parse(SIGNER).orElseThrow()), Optional.empty(), Optional.empty()));
        try (Ledger ledger = Ledger.open(data, settings, TestLedgers.NOON)) {
            ledger.append(IntStream.range(0, 5)
                    .mapToObj(number -> TestLedgers.draft(
                            "run-" + number, PolicyLabel.PUBLIC, "{\"run_id\":\"run-" + number + "\"}"))
                    .toList());
            ledger.publish();
            InclusionProof proof = new LogProofs(ledger).inclusion(2, 5);
            assertThat(ledger.key().line() + "\n").isEqualTo(block("vkey"));
            assertThat(new String(proof.entry().line(), StandardCharsets.UTF_8) + "\n")
                    .isEqualTo(block("event-line"));
            assertThat(proof.file().orElseThrow().text()).isEqualTo(block("proof"));
        }
    }

    @Test
    void the_page_shows_how_the_root_is_computed() throws Exception {
        List<String> proof = block("proof").lines().toList();
        byte[] line = Base64.getDecoder().decode(proof.get(1).substring("extra ".length()));
        assertThat(new String(line, StandardCharsets.UTF_8) + "\n").isEqualTo(block("event-line"));
        byte[] receipt = block("receipt").strip().getBytes(StandardCharsets.UTF_8);
        byte[] leaf = sha256(new byte[] {0}, line, new byte[] {'\n'}, receipt);
        byte[] two = sha256(new byte[] {1}, leaf, base64(proof.get(3)));
        byte[] four = sha256(new byte[] {1}, base64(proof.get(4)), two);
        byte[] root = sha256(new byte[] {1}, four, base64(proof.get(5)));
        String steps = String.join(
                "\n",
                "h2    = SHA256(00 ‖ event line ‖ 0A ‖ receipt) = " + hex(leaf),
                "h23   = SHA256(01 ‖ h2 ‖ h3)                   = " + hex(two),
                "h0123 = SHA256(01 ‖ h01 ‖ h23)                 = " + hex(four),
                "root  = SHA256(01 ‖ h0123 ‖ h4)                = " + hex(root),
                "");
        assertThat(steps).isEqualTo(block("steps"));
        assertThat(Base64.getEncoder().encodeToString(root)).isEqualTo(proof.get(9));
    }

    @Test
    void the_proof_on_the_page_verifies() throws Exception {
        VerifierKey key = VerifierKey.parse(block("vkey").strip()).orElseThrow();
        TlogProof proof = TlogProof.parse(block("proof").getBytes(StandardCharsets.UTF_8));
        byte[] receipt = block("receipt").strip().getBytes(StandardCharsets.UTF_8);
        assertThat(ReceiptProof.verify(proof, receipt, new OneKeyTrust(key))
                        .event()
                        .subject())
                .isEqualTo("run-2");
    }

    private static byte[] base64(String text) {
        return Base64.getDecoder().decode(text);
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    private static byte[] sha256(byte[]... parts) throws Exception {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        for (byte[] part : parts) {
            digest.update(part);
        }
        return digest.digest();
    }
}
