package dev.whence.app;

import static dev.whence.testkit.TestReceipts.digest;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.whence.testkit.TestReceipts;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.Command;

/** The command line, as scripts and people use it: results, shapes, sentences and exit codes. */
class CommandsTest {
    private static final Path DEMO = Path.of("src/main/resources/demo");
    private static final int DEMO_RECEIPTS = 6;

    @TempDir
    private Path folder;

    private Path data;

    @BeforeEach
    void nameData() {
        data = folder.resolve("data");
    }

    @Test
    void ingest_takes_files_folders_and_lines_and_says_what_became_of_each() throws IOException {
        Path in = Files.createDirectories(folder.resolve("in/deep"));
        Files.write(in.resolve("good.json"), TestReceipts.run("good").bytes());
        Files.write(
                in.resolve("bad.json"),
                TestReceipts.run("bad").without("operation").bytes());
        Files.writeString(in.resolve("notes.txt"), "not a receipt");
        Files.writeString(
                in.resolve("many.ndjson"),
                TestReceipts.run("a").text() + "\n{\n" + TestReceipts.run("b").text());
        Path alone =
                Files.write(folder.resolve("alone"), TestReceipts.run("alone").bytes());

        Commands.Ended first = ingest("--json", folder.resolve("in"), alone);
        assertThat(first.exit()).as(first.err()).isEqualTo(1);
        JsonNode summary = first.json();
        assertThat(summary.path("accepted").asInt()).isEqualTo(4);
        assertThat(summary.path("repeated").asInt()).isZero();
        assertThat(summary.path("refused").asInt()).isEqualTo(2);
        assertThat(summary.path("skipped").asInt()).isEqualTo(1);
        assertThat(summary.path("size").asInt()).isEqualTo(4);
        assertThat(summary.path("root").asText()).hasSize(44);
        JsonNode bad = summary.path("refusals").get(0);
        assertThat(bad.path("source").asText()).endsWith("bad.json");
        assertThat(bad.path("problems").get(0).path("pointer").asText()).isEqualTo("/operation");
        assertThat(bad.path("problems").get(0).path("rule").asText()).isNotBlank();
        assertThat(bad.path("problems").get(0).path("message").asText()).isNotBlank();
        assertThat(summary.path("refusals").get(1).path("source").asText()).endsWith("many.ndjson:2");

        JsonNode second = ingest("--json", folder.resolve("in"), alone).json();
        assertThat(second.path("accepted").asInt()).isZero();
        assertThat(second.path("repeated").asInt()).isEqualTo(4);
        assertThat(second.path("size")).isEqualTo(summary.path("size"));
        assertThat(second.path("root")).isEqualTo(summary.path("root"));

        Commands.Ended told = ingest(folder.resolve("in"));
        assertThat(told.err()).contains("bad.json", "/operation");
        assertThat(told.out()).contains("0 new, 3 here before, 2 refused, 1 files skipped");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{\"cut\n"})
    void ingest_reads_lines_from_standard_input(String firstLine) {
        String lines = firstLine + TestReceipts.run("a").text() + "\n"
                + TestReceipts.run("b").text() + "\n";
        Commands.Ended ended = withInput(lines, "ingest", "-", "--json", "--data", data);
        assertThat(ended.json().path("accepted").asInt()).as(ended.out()).isEqualTo(2);
        assertThat(ended.exit()).isEqualTo(firstLine.isEmpty() ? 0 : 1);
    }

    @Test
    void ingest_reads_one_receipt_of_many_lines_from_standard_input() {
        String pretty = TestReceipts.run("pretty").json().toPrettyString();
        assertThat(withInput(pretty, "ingest", "-", "--data", data).exit()).isZero();
        assertThat(withInput("", "ingest", "-", "--data", data).exit()).isEqualTo(1);
    }

    @Test
    void a_chain_may_lie_in_a_folder_in_any_order() throws IOException {
        Path in = Files.createDirectories(folder.resolve("in"));
        Files.write(in.resolve("1.json"), TestReceipts.run("c").supersedes("b").bytes());
        Files.write(in.resolve("2.json"), TestReceipts.run("b").supersedes("a").bytes());
        Files.write(in.resolve("3.json"), TestReceipts.run("a").bytes());
        assertThat(ingest(in).exit()).isZero();
    }

    @Test
    void lineage_answers_in_every_format() {
        ingestDemo();
        assertThat(lineage("published/river-levels-2026-10.csv").out()).contains("└─ publish");
        for (String format : List.of("tree", "json", "dot", "mermaid", "csv", "jsonld", "turtle")) {
            Commands.Ended ended = lineage("run:river:join", "--both", "--format", format);
            assertThat(ended.exit()).as(format + ended.err()).isZero();
            assertThat(ended.out()).contains("gauges");
        }
        assertThat(lineage("raw/stations.csv", "--down").out()).contains("published/river-levels-2026-10.csv");
        assertThat(lineage("run:river:join", "--as-of", "2").exit()).isEqualTo(1);
        assertThat(lineage("nothing").exit()).isEqualTo(1);
        assertThat(lineage("run:river:join", "--depth", "0").exit()).isIn(1, 2);
        assertThat(lineage("run:river:join", "--format", "docx").exit()).isEqualTo(2);
        assertThat(lineage("run:river:join", "--up", "--down").exit()).isEqualTo(2);
    }

    @Test
    void query_answers_canned_and_own_queries() throws IOException {
        ingestDemo();
        assertThat(run("query").out()).contains("runs-of-agent", "-p agent=");
        Commands.Ended canned = run("query", "runs-of-agent", "-p", "agent=svc:river-normaliser", "--format", "csv");
        assertThat(canned.exit()).as(canned.err()).isZero();
        assertThat(canned.out()).contains("join", "normalise");
        assertThat(run("query", "runs-of-agent").exit()).isEqualTo(1);
        assertThat(run("query", "no-such-query").exit()).isEqualTo(1);
        Path own = Files.writeString(folder.resolve("own.rq"), "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }");
        assertThat(run("query", own, "--json")
                        .json()
                        .path("results")
                        .path("bindings")
                        .size())
                .isEqualTo(1);
        Path wrong = Files.writeString(folder.resolve("wrong.rq"), "SELECT nothing");
        assertThat(run("query", wrong).exit()).isEqualTo(2);
        assertThat(run("query", folder.resolve("missing.rq")).exit()).isEqualTo(3);
        assertThat(run("query", own, "--format", "docx").exit()).isEqualTo(2);
    }

    @Test
    void an_exported_folder_only_grows_and_can_be_read_back() throws IOException {
        ingestDemo();
        Path first = Files.write(
                folder.resolve("r.json"), TestReceipts.run("x".repeat(500)).bytes());
        Path second =
                Files.write(folder.resolve("s.json"), TestReceipts.run("same").bytes());
        String id = TestReceipts.run("same").id();
        Path third = Files.write(
                folder.resolve("t.json"),
                TestReceipts.run("same")
                        .supersedes(id)
                        .with("operation", "again")
                        .bytes());
        assertThat(ingest(first, second, third).exit()).isZero();
        Path out = folder.resolve("out");
        Commands.Ended once = run("export", "--layout", "kfm", "--json", out);
        assertThat(once.exit()).as(once.err()).isZero();
        assertThat(once.json().path("differing").asInt()).isZero();
        assertThat(out.resolve("2026/11/run:river:join.run_receipt.json"))
                .hasSameBinaryContentAs(DEMO.resolve("receipts/05-join.run_receipt.json"));
        assertThat(out.resolve("2026/11/run:river:join.prov.jsonld")).exists();
        assertThat(out.resolve("2026/11/run:river:join.validation.json")).exists();

        JsonNode twice = run("export", "--layout", "kfm", "--json", out).json();
        assertThat(twice.path("written").asInt()).isZero();
        assertThat(twice.path("unchanged")).isEqualTo(once.json().path("written"));

        Path other = folder.resolve("other");
        Commands.Ended back = Commands.run("ingest", out, "--json", "--data", other);
        assertThat(back.exit()).as(back.out()).isZero();
        assertThat(back.json().path("accepted").asInt()).isEqualTo(DEMO_RECEIPTS + 3);

        Path changed = out.resolve("2026/11/run:river:join.run_receipt.json");
        Files.writeString(changed, "{}");
        Commands.Ended third3 = run("export", "--layout", "kfm", out);
        assertThat(third3.exit()).isEqualTo(1);
        assertThat(third3.err()).contains("run:river:join.run_receipt.json");
        assertThat(changed).hasContent("{}");
    }

    @Test
    void a_rebuilt_graph_is_the_same_and_another_base_is_only_taken_by_rebuild() throws IOException {
        ingestDemo();
        String before = nquads();
        assertThat(run("rebuild").exit()).isZero();
        assertThat(nquads()).isEqualTo(before);

        Commands.Ended refused = run("stats", "--base", "https://example.org/p/");
        assertThat(refused.exit()).isEqualTo(2);
        assertThat(refused.err()).contains("whence rebuild --base https://example.org/p/");
        for (String wrong : List.of("nonsense", "http://a b/", "http://example.org", "http://x/?y/", "urn:x:/")) {
            assertThat(run("rebuild", "--base", wrong).exit()).as(wrong).isEqualTo(2);
        }
        assertThat(nquads()).isEqualTo(before);

        assertThat(run("rebuild", "--base", "https://example.org/p/").exit()).isZero();
        assertThat(nquads()).isEqualTo(before.replace("http://localhost:8080/", "https://example.org/p/"));
        assertThat(lineage("run:river:join").exit()).isZero();
        assertThat(run("verify").exit()).isZero();
    }

    @Test
    void verify_finds_a_changed_byte_and_names_its_place() throws IOException {
        ingestDemo();
        Commands.Ended good = run("verify", "--json", "--artifacts", DEMO.resolve("files"));
        assertThat(good.exit()).as(good.out() + good.err()).isZero();
        assertThat(good.json().path("good").asBoolean()).isTrue();
        assertThat(good.json().path("size").asInt()).isEqualTo(DEMO_RECEIPTS);

        Path files = Files.createDirectories(folder.resolve("files/raw"));
        Files.writeString(files.resolve("stations.csv"), "other bytes");
        Commands.Ended artifact = run("verify", "--artifacts", folder.resolve("files"));
        assertThat(artifact.exit()).isEqualTo(1);
        assertThat(artifact.out()).contains("raw/stations.csv", "0 files have the digest", " are not there");

        Path entries;
        try (Stream<Path> tree = Files.walk(data.resolve("ledger/tile/entries"))) {
            entries = tree.filter(Files::isRegularFile).findFirst().orElseThrow();
        }
        byte[] bytes = Files.readAllBytes(entries);
        bytes[bytes.length / 2] ^= 1;
        Files.write(entries, bytes);
        Commands.Ended changed = run("verify");
        assertThat(changed.exit()).isEqualTo(1);
        assertThat(changed.out()).contains("FAULT", "entries");
    }

    @Test
    void verify_calls_nothing_good_where_it_compared_no_file() throws IOException {
        ingestDemo();
        requireSentence(3, run("verify", "--artifacts", folder.resolve("nowhere")), "There is no folder ");
        Commands.Ended above = run("verify", "--artifacts", DEMO);
        assertThat(above.exit()).isEqualTo(1);
        assertThat(above.out()).contains("none of the ", "nothing was compared").doesNotContain("good:");
        try (OpenHouse server = OpenHouse.serve(data, Map.of())) {
            assertThat(run("verify").exit()).isZero();
            requireSentence(3, run("verify", "--artifacts", DEMO.resolve("files")), "leave --artifacts out");
        }
    }

    @Test
    void what_a_document_of_a_stranger_holds_does_not_reach_the_log() throws IOException {
        List<String> logged = new ArrayList<>();
        Handler handler = new Handler() {
            @Override
            public void publish(LogRecord line) {
                logged.add(String.valueOf(line.getMessage()));
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        Logger root = Logger.getLogger("");
        root.addHandler(handler);
        try {
            Path bad = Files.writeString(
                    folder.resolve("bad.jsonld"),
                    "{\"@context\":{\"dct\":\"http://purl.org/dc/terms/\"},\"@type\":\"http://www.w3.org/ns/dcat#Dataset\","
                            + "\"dct:title\":{\"@value\":\"v\",\"@language\":\"ghp_secret\\nERROR forged\"}}");
            assertThat(ingest(bad).exit()).isEqualTo(1);
        } finally {
            root.removeHandler(handler);
        }
        assertThat(logged).isEmpty();
    }

    @Test
    void a_kind_that_is_not_known_is_told_once_with_those_that_may_be_handed_in() throws IOException {
        String told = ingest(Files.writeString(folder.resolve("x.json"), "{\"hello\":1}"))
                .err();
        assertThat(told.split("Known kinds", -1)).as(told).hasSize(2);
        assertThat(told).contains("dcat-dataset").doesNotContain("tombstone").doesNotContain("promotion (");
    }

    @Test
    void digest_tells_the_raw_and_the_canonical_digest() throws IOException {
        Path file = Files.writeString(folder.resolve("spec.json"), "{ \"b\": 1, \"a\": 1.0 }");
        JsonNode json = Commands.run("digest", file, "--json").json();
        assertThat(json.path("raw").asText()).isEqualTo(digest("{ \"b\": 1, \"a\": 1.0 }"));
        assertThat(json.path("jcs").asText()).isEqualTo(digest("{\"a\":1,\"b\":1}"));
        assertThat(Commands.run("digest", folder.resolve("missing")).exit()).isEqualTo(3);
    }

    @Test
    void commands_that_read_use_the_running_server_and_writers_are_told_of_it() throws IOException {
        ingestDemo();
        try (OpenHouse server = OpenHouse.serve(data, java.util.Map.of())) {
            assertThat(lineage("run:river:join").out()).contains("└─ join");
            assertThat(lineage("nothing").exit()).isEqualTo(1);
            Commands.Ended canned =
                    run("query", "runs-of-agent", "-p", "agent=svc:river-normaliser", "--format", "csv");
            assertThat(canned.out()).as(canned.err()).contains("normalise");
            assertThat(run("query", "a query").exit()).isEqualTo(1);
            assertThat(run("stats", "--json").json().path("ledger").path("size").asInt())
                    .isEqualTo(DEMO_RECEIPTS);
            assertThat(run("compact").exit()).isZero();
            assertThat(run("verify").exit()).isZero();

            Path receipt = Files.write(
                    folder.resolve("r.json"), TestReceipts.run("late").bytes());
            Commands.Ended taken = ingest(receipt);
            assertThat(taken.exit()).isEqualTo(3);
            assertThat(taken.err()).contains("--server " + server.url());
            for (String command : List.of("rebuild", "export --layout nquads -", "export --layout kfm out")) {
                Commands.Ended other = run((Object[]) command.split(" "));
                assertThat(other.exit()).as(command).isEqualTo(3);
                assertThat(other.err()).contains(server.url());
            }
            Commands.Ended sent = Commands.run("ingest", receipt, "--server", server.url(), "--json");
            assertThat(sent.exit()).as(sent.err()).isZero();
            assertThat(sent.json().path("size").asInt()).isEqualTo(DEMO_RECEIPTS + 1);
            assertThat(run("serve", "--port", "0").exit()).isEqualTo(3);
        }
    }

    @Test
    void what_cannot_be_done_is_told_in_a_sentence() throws IOException {
        requireSentence(3, lineage("x"), "There is no ledger in");
        requireSentence(3, run("verify"), "There is no ledger in");
        requireSentence(3, run("rebuild"), "There is no ledger in");
        requireSentence(3, ingest(folder.resolve("missing")), "There is no ");
        requireSentence(3, Commands.run("ingest", DEMO, "--server", "http://127.0.0.1:1/"), "cannot be reached");
        requireSentence(2, Commands.run("ingest", DEMO, "--server", "file:///etc"), "--server");
        requireSentence(2, run("serve", "--host", "0.0.0.0"), "loopback");
        requireSentence(2, run("serve", "--host", "no.such.host.invalid"), "no.such.host.invalid");
        requireSentence(2, run("serve", "--port", "70000"), "65535");
        assertThat(data).as("nothing was made for a command that was refused").doesNotExist();
        requireSentence(2, run("serve", "--no-such-option"), "no-such-option");
        requireSentence(2, run("serve", "--port", "many"), "many");
        requireSentence(2, Commands.run("no-such-command"), "no-such-command");
        requireSentence(2, Commands.run(), "Say what to do");
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            requireSentence(3, run("serve", "--port", taken.getLocalPort()), "port");
        }
        assertThat(run("stats").exit()).as("the failed start let the folder go").isZero();
    }

    @Test
    void a_key_that_cannot_be_used_stops_the_start_and_loses_nothing() throws IOException {
        ingestDemo();
        Path key = data.resolve("keys/log.key");
        byte[] good = Files.readAllBytes(key);
        for (byte[] bad : List.of(new byte[0], "garbage".getBytes(StandardCharsets.UTF_8), new byte[10_000])) {
            Files.write(key, bad);
            Commands.Ended refused = run("stats");
            assertThat(refused.exit()).as(refused.err()).isIn(1, 3);
            assertThat(refused.err()).contains("log.key").doesNotContain("Exception");
            assertThat(key).hasBinaryContent(bad);
        }
        Files.delete(key);
        Commands.Ended gone = run("stats");
        assertThat(gone.exit())
                .as("a lost key is not made anew under an old log: " + gone.err())
                .isIn(1, 3);
        Files.write(key, good);
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
        Commands.Ended restored = run("verify");
        assertThat(restored.exit()).as(restored.out() + restored.err()).isZero();
    }

    @Test
    void a_graph_folder_of_garbage_costs_nothing_but_time() throws IOException {
        ingestDemo();
        String before = nquads();
        Path edges = data.resolve("graph/lineage.edges");
        String walk = lineage("run:river:join").out();
        byte[] kept = Files.readAllBytes(edges);
        for (int i = 0; i < kept.length; i += 97) {
            byte[] broken = kept.clone();
            broken[i] ^= 0x55;
            Files.write(edges, broken);
            assertThat(lineage("run:river:join").out()).as("byte " + i).isEqualTo(walk);
        }
        Files.write(edges, new byte[10]);
        assertThat(lineage("run:river:join").out()).isEqualTo(walk);
        new DataFolder(data).dropGraph();
        assertThat(nquads()).isEqualTo(before);
    }

    @Test
    void help_is_there_for_every_command() {
        assertThat(Commands.run("--help").exit()).isZero();
        assertThat(Commands.run("--version").out()).startsWith("whence ");
        for (String command : List.of(
                "demo", "serve", "ingest", "lineage", "query", "verify", "erase", "export", "rebuild", "compact",
                "stats", "digest")) {
            Commands.Ended help = Commands.run(command, "--help");
            assertThat(help.exit()).isZero();
            assertThat(help.out()).contains("Usage: whence " + command);
        }
    }

    /** Of a command among others, only the first line of its description is told. */
    @Test
    void a_list_of_commands_tells_whole_sentences() {
        List<Class<?>> open = new ArrayList<>(List.of(Main.class));
        while (!open.isEmpty()) {
            Command command = open.remove(0).getAnnotation(Command.class);
            assertThat(command.description()[0]).as(command.name()).matches(".*(\\.|: whence .*)");
            open.addAll(List.of(command.subcommands()));
        }
    }

    @Test
    void the_demo_keeps_to_a_folder_of_its_own_and_leads_to_its_port() throws IOException {
        assertThat(Commands.run("demo", "--help").out()).contains("whence-demo").doesNotContain("default: whence-data");
        Commands.Ended told = run("demo", "--exit", "--port", 18081);
        assertThat(told.exit()).as(told.err()).isZero();
        assertThat(told.out()).contains("So it is public: http://localhost:18081/");
        assertThat(Files.readString(data.resolve("base"))).isEqualTo("http://localhost:18081/\n");
        Path other = folder.resolve("other");
        Commands.Ended free = Commands.run("demo", "--exit", "--port", 0, "--data", other);
        assertThat(free.out()).contains("So it is public: http://localhost:8080/");
        assertThat(run("demo", "--exit", "--port", 18082).out()).contains("http://localhost:18081/");
    }

    private static void requireSentence(int exit, Commands.Ended ended, String part) {
        assertThat(ended.exit()).as(ended.err()).isEqualTo(exit);
        assertThat(ended.err()).contains(part).doesNotContain("Exception").doesNotContain("\tat ");
    }

    private Commands.Ended run(Object... words) {
        return Commands.run(
                Stream.concat(Stream.of(words), Stream.of("--data", data)).toArray());
    }

    private Commands.Ended ingest(Object... words) {
        return run(Stream.concat(Stream.of("ingest"), Stream.of(words)).toArray());
    }

    private Commands.Ended lineage(Object... words) {
        return run(Stream.concat(Stream.of("lineage"), Stream.of(words)).toArray());
    }

    private void ingestDemo() {
        Commands.Ended ended = ingest(DEMO.resolve("receipts"));
        assertThat(ended.exit()).as(ended.err()).isZero();
    }

    private String nquads() throws IOException {
        Path file = folder.resolve("all.nq");
        assertThat(run("export", "--layout", "nquads", file).exit()).isZero();
        return Files.readString(file);
    }

    private static Commands.Ended withInput(String text, Object... words) {
        InputStream before = System.in;
        System.setIn(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
        try {
            return Commands.run(words);
        } finally {
            System.setIn(before);
        }
    }
}
