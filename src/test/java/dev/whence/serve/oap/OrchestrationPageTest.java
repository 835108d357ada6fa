package dev.whence.serve.oap;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.whence.access.Sight;
import dev.whence.attest.Attestations;
import dev.whence.canonical.JsonLimits;
import dev.whence.ledger.Entry;
import dev.whence.ledger.Ledger;
import dev.whence.ledger.LedgerSettings;
import dev.whence.policy.PolicyChecks;
import dev.whence.policy.PolicySettings;
import dev.whence.receipt.Iris;
import dev.whence.receive.IntakeSettings;
import dev.whence.receive.ReceiveRoom;
import dev.whence.receive.StationClock;
import dev.whence.testkit.Envelopes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The numbers of the worked example on the orchestration page: made again through the envelopes, and computed by hand from
 * the page itself. Run with {@code -Dwhence.approve=true} to write them anew.
 */
class OrchestrationPageTest {
    private static final Path PAGE = Path.of("src/site/markdown/orchestration.md");
    private static final Pattern BLOCK =
            Pattern.compile("(<!-- example: ([a-z-]+) -->\n```\n)(.*?)(```\n)", Pattern.DOTALL);
    private static final Clock NOON = Clock.fixed(Instant.parse("2026-11-03T12:00:00Z"), ZoneOffset.UTC);

    @TempDir
    private Path data;

    private static Map<String, String> page() throws IOException {
        Map<String, String> blocks = new LinkedHashMap<>();
        Matcher found = BLOCK.matcher(Files.readString(PAGE));
        while (found.find()) {
            blocks.put(found.group(2), found.group(3));
        }
        return blocks;
    }

    @Test
    void the_envelopes_make_what_the_page_shows() throws IOException {
        Map<String, String> made = made();
        if (Boolean.getBoolean("whence.approve")) {
            String text = BLOCK.matcher(Files.readString(PAGE))
                    .replaceAll(found -> Matcher.quoteReplacement(
                            found.group(1) + made.getOrDefault(found.group(2), found.group(3)) + found.group(4)));
            Files.writeString(PAGE, text);
        }
        assertThat(page()).containsAllEntriesOf(made);
    }

    private Map<String, String> made() {
        LedgerSettings settings =
                new LedgerSettings(Optional.of("example.com/whence"), Duration.ZERO, Duration.ofMinutes(1), 8 << 20);
        Map<String, String> blocks = new LinkedHashMap<>();
        Ledger ledger = Ledger.open(data, settings, NOON);
        try (ReceiveRoom room = ReceiveRoom.open(
                IntakeSettings.DEFAULTS,
                ledger,
                new Iris(Iris.DEFAULT_BASE),
                new PolicyChecks(PolicySettings.DEFAULTS),
                Attestations.withoutKeys(),
                data.resolve("lineage.edges"),
                StationClock.NONE)) {
            Orchestration orchestration = orchestration(room, ledger);
            send(orchestration, "provenance.incident.report", "incident", incident("inc:1"));
            send(orchestration, "provenance.event.append", "event", Envelopes.event("evt:1"));
            send(orchestration, "provenance.incident.report", "incident", incident("inc:2"));
            ledger.publish();
            List<Entry> entries = List.of(ledger.entry(0), ledger.entry(1), ledger.entry(2));
            blocks.put("event", record(entries.get(1)));
            blocks.put("event-line", line(entries.get(1)));
            blocks.put("incident-lines", line(entries.get(0)) + line(entries.get(2)));
            blocks.put("incidents", record(entries.get(0)) + record(entries.get(2)));
            blocks.put("checkpoint", ledger.published().checkpoint().text());
            blocks.put("anchor", ledger.published().checkpoint().anchorHash() + "\n");
            ObjectNode answer =
                    send(orchestration, "provenance.ledger.query", "page", JsonNodeFactory.instance.objectNode());
            blocks.put("block", answer.path("result").path("entries").get(0).toPrettyString() + "\n");
        } finally {
            ledger.close();
        }
        return blocks;
    }

    private static Orchestration orchestration(ReceiveRoom room, Ledger ledger) {
        return new Orchestration(
                new Orchestration.Parts(
                        room.intake(),
                        ledger,
                        room.reading().records(),
                        room.reading().index()::snapshot,
                        new Cursors(new byte[32]),
                        NOON),
                JsonLimits.DEFAULTS);
    }

    private static ObjectNode incident(String id) {
        return Envelopes.json("{'incident_id':'" + id + "','event_id':'evt:1','timestamp':'2026-11-03T11:00:00Z',"
                + "'category':'drift','severity':'LOW','description':'An answer drifted.'}");
    }

    private static ObjectNode send(Orchestration orchestration, String type, String name, ObjectNode value) {
        ObjectNode envelope = JsonNodeFactory.instance.objectNode();
        envelope.put("jsonrpc", "2.0").put("id", "req-" + name).put("envelope_type", type);
        envelope.putObject("params").set(name, value);
        Orchestration.Answer answer = orchestration.answer(
                envelope.toString().getBytes(StandardCharsets.UTF_8),
                new Sender(Iris.DEFAULT_ORGANISATION, Sight.ALL, (scope, operation) -> {}),
                OrchHeaders.NONE,
                false,
                Optional.empty());
        assertThat(answer.status()).as(answer.envelope().toString()).isEqualTo(200);
        return answer.envelope();
    }

    private static String line(Entry entry) {
        String text = new String(entry.bytes(), StandardCharsets.UTF_8);
        return text.substring(0, text.indexOf('\n') + 1);
    }

    private static String record(Entry entry) {
        return new String(entry.inlinePayload().orElseThrow(), StandardCharsets.UTF_8) + "\n";
    }

    /** With nothing but SHA-256, JSON, and what the page says. */
    @Test
    void the_page_is_enough_to_compute_its_hashes() throws Exception {
        Map<String, String> page = page();
        byte[] event = leaf(page.get("event-line").strip(), page.get("event").strip());
        List<String> lines = page.get("incident-lines").lines().toList();
        List<String> records = page.get("incidents").lines().toList();
        byte[] first = leaf(lines.get(0), records.get(0));
        byte[] second = leaf(lines.get(1), records.get(1));
        byte[] pair = sha256(new byte[] {1}, first, event);
        byte[] root = sha256(new byte[] {1}, pair, second);
        String steps = String.join(
                "\n",
                "h0   = SHA256(00 ‖ first line ‖ 0A ‖ incident)    = " + hex(first),
                "h1   = SHA256(00 ‖ event line ‖ 0A ‖ event)       = " + hex(event),
                "h2   = SHA256(00 ‖ second line ‖ 0A ‖ incident)   = " + hex(second),
                "h01  = SHA256(01 ‖ h0 ‖ h1)                       = " + hex(pair),
                "root = SHA256(01 ‖ h01 ‖ h2)                      = " + hex(root),
                "");
        write("steps", steps);
        assertThat(page().get("steps")).isEqualTo(steps);
        chainsHold(page, hex(event), hex(first));
        String checkpoint = page.get("checkpoint");
        assertThat(checkpoint)
                .isEqualTo("example.com/whence\n3\n" + Base64.getEncoder().encodeToString(root) + "\n");
        assertThat(page.get("anchor").strip())
                .isEqualTo("sha256:" + hex(sha256(checkpoint.getBytes(StandardCharsets.UTF_8))));
        blockAgrees(page, List.of(hex(first), hex(event), hex(second)), hex(root));
    }

    private static void write(String block, String text) throws IOException {
        if (Boolean.getBoolean("whence.approve")) {
            String page = BLOCK.matcher(Files.readString(PAGE))
                    .replaceAll(found -> Matcher.quoteReplacement(
                            found.group(2).equals(block) ? found.group(1) + text + found.group(4) : found.group()));
            Files.writeString(PAGE, page);
        }
    }

    private static void chainsHold(Map<String, String> page, String event, String first) throws IOException {
        String zeros = "0".repeat(64);
        ObjectMapper json = new ObjectMapper();
        List<String> lines = page.get("incident-lines").lines().toList();
        assertThat(json.readTree(lines.get(0)).path("prev_event_hash").asText()).isEqualTo(zeros);
        assertThat(json.readTree(page.get("event-line")).path("prev_event_hash").asText())
                .isEqualTo("sha256:" + first);
        assertThat(json.readTree(lines.get(1)).path("prev_event_hash").asText()).isEqualTo("sha256:" + event);
        assertThat(json.readTree(lines.get(0)).at("/chain/incident_prev").asText())
                .isEqualTo(zeros);
        assertThat(json.readTree(lines.get(1)).at("/chain/incident_prev").asText())
                .isEqualTo("sha256:" + first);
    }

    private static void blockAgrees(Map<String, String> page, List<String> leaves, String root) throws IOException {
        var block = new ObjectMapper().readTree(page.get("block"));
        assertThat(block.path("event_hashes"))
                .extracting(hash -> hash.asText().replace("sha256:", ""))
                .isEqualTo(leaves);
        assertThat(block.path("merkle_root").asText()).isEqualTo("sha256:" + root);
        assertThat(block.path("anchor_hash").asText())
                .isEqualTo(page.get("anchor").strip());
        assertThat(block.path("block_id").asText()).isEqualTo("3");
    }

    private static byte[] leaf(String line, String record) throws NoSuchAlgorithmException {
        return sha256(new byte[] {0}, (line + "\n" + record).getBytes(StandardCharsets.UTF_8));
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    private static byte[] sha256(byte[]... parts) throws NoSuchAlgorithmException {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        for (byte[] part : parts) {
            digest.update(part);
        }
        return digest.digest();
    }
}
