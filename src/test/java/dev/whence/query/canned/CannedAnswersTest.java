package dev.whence.query.canned;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.whence.receipt.Verdict;
import dev.whence.testkit.TestReceipts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each canned query over receipts whose answer a person can work out: what must be in it, and what must not. */
class CannedAnswersTest {
    private static final String ALWAYS = "9999-12-31T23:59:59Z";
    private static final String DEMO_IMAGE = "sha256:459762b269ece805a43fc067839456f2300efd65f6379725bd837e9095a1619f";

    @TempDir
    private Path folder;

    private ToldGraph graph;

    @BeforeEach
    void open() {
        graph = new ToldGraph(folder);
    }

    @AfterEach
    void close() {
        graph.close();
    }

    /** Whether a row has these cells; an empty value asks for an empty cell. */
    private static Predicate<Map<String, String>> row(String... cells) {
        Map<String, String> wanted = new LinkedHashMap<>();
        for (int i = 0; i + 1 < cells.length; i += 2) {
            wanted.put(cells[i], cells[i + 1]);
        }
        return found -> wanted.entrySet().stream()
                .allMatch(cell -> found.getOrDefault(cell.getKey(), "").equals(cell.getValue()));
    }

    private static Set<String> column(String name, List<Map<String, String>> rows) {
        return rows.stream().map(row -> row.getOrDefault(name, "")).collect(Collectors.toSet());
    }

    static Stream<CannedQuery> all() {
        return ToldGraph.queries().all().stream();
    }

    /** When the ledger took receipts in differs with the order; what they say does not. */
    @ParameterizedTest
    @MethodSource("all")
    void gives_the_same_rows_in_the_same_order_however_the_receipts_came(CannedQuery query) {
        String one = Told.run("run:a").read("raw/x", "11").wrote("work/x", "22").json();
        String two = Told.run("run:b").read("raw/x", "11").wrote("work/x", "22").json();
        graph.demo().tell(one);
        graph.tell(two);
        List<Map<String, String>> rows = graph.ask(query.name(), example(query));
        try (ToldGraph other = new ToldGraph(folder.resolve("other"))) {
            other.tell(two);
            other.tell(one);
            List<Map<String, String>> others = other.demo().ask(query.name(), example(query));
            if (rows.stream().noneMatch(row -> row.containsKey("recorded"))) {
                assertThat(others).isEqualTo(rows);
            } else {
                rows.forEach(row -> row.remove("recorded"));
                others.forEach(row -> row.remove("recorded"));
                assertThat(others).containsExactlyInAnyOrderElementsOf(rows);
            }
        }
    }

    private static String[] example(CannedQuery query) {
        return query.parameters().stream()
                .filter(Parameter::isRequired)
                .flatMap(parameter ->
                        Stream.of(parameter.name(), parameter.example().orElseThrow()))
                .toArray(String[]::new);
    }

    @Test
    void every_example_finds_something_in_the_demo_or_the_orchestrated_story() {
        graph.demo().orchestration();
        assertThat(all().filter(query -> !query.parameters().isEmpty()))
                .isNotEmpty()
                .allSatisfy(query -> assertThat(graph.ask(query.name(), example(query)))
                        .as(query.name())
                        .isNotEmpty());
    }

    @Test
    void attestations_of_a_run_are_told_as_they_were_judged_last() {
        String receipt = graph.tell(Told.run("run:a").wrote("out/a", "11").json());
        graph.tell(Told.run("run:bare").wrote("out/b", "22").json());
        String first = graph.attach(attached(receipt, "eA==", "x", ""), new Verdict.UnknownKey(Verdict.Stated.NOTHING));
        Verdict.Signer signer = new Verdict.Signer("ci", Told.digest("cd"));
        graph.attach(
                attached(receipt, "eA==", "x", ", \"supersedes\": \"" + first.substring("receipt/".length()) + "\""),
                new Verdict.Verified(List.of(signer), Verdict.Stated.NOTHING),
                first);
        graph.attach(
                attached(receipt, "eQ==", "y", ""),
                new Verdict.Failed(Verdict.Reason.EXPIRED, List.of(), Verdict.Stated.NOTHING));

        List<Map<String, String>> rows = graph.ask("attestations-of", "run", "run:a");
        assertThat(rows)
                .hasSize(2)
                .anyMatch(row("name", "x", "verdict", "whence:attestationVerified", "by", "key:ci"))
                .anyMatch(row("name", "y", "verdict", "whence:attestationFailed", "reason", "expired"));
        assertThat(graph.ask("attestations-of", "run", "run:bare"))
                .singleElement()
                .satisfies(row -> assertThat(row).doesNotContainKeys("attachment", "verdict"));
    }

    private static String attached(String receipt, String base64, String text, String more) {
        return """
                {"attachment_of": "%s", "name": "%s", "media_type": "text/plain", "content": "%s", "digest": "%s"%s}""".formatted(receipt.substring("receipt/".length()), text, base64, TestReceipts.digest(text), more);
    }

    @Test
    void runs_of_an_agent_go_by_start_or_by_the_receipts_time() {
        graph.demo();
        graph.tell(Told.run("run:early")
                .by("svc:river-normaliser")
                .at("2026-01-01T00:00:00Z")
                .json());
        List<Map<String, String>> rows = graph.ask(
                "runs-of-agent",
                "agent",
                "svc:river-normaliser",
                "from",
                "2026-11-02T06:05:00Z",
                "to",
                "2026-11-02T08:31:00Z");
        assertThat(rows)
                .anyMatch(row(
                        "run",
                        "run/run:river:normalise-first",
                        "status",
                        "whence:failed",
                        "at",
                        "2026-11-02T06:05:00Z"))
                .anyMatch(row("run", "run/run:river:normalise", "status", "whence:passed", "replacedBy", ""))
                .noneMatch(row("run", "run/run:river:join"))
                .noneMatch(row("run", "run/run:early"))
                .noneMatch(row("run", "run/run:river:publish"))
                .hasSize(2);
        assertThat(rows.get(0)).containsKey("replacedBy");
        assertThat(graph.ask("runs-of-agent", "agent", "svc:river-normaliser", "to", "2026-02-01T00:00:00+01:00"))
                .hasSize(1)
                .allMatch(row("run", "run/run:early", "at", "2026-01-01T00:00:00Z"));
    }

    @Test
    void runs_of_an_agent_are_found_in_every_kind_that_names_one() {
        graph.fixture("run-minimal");
        graph.fixture("generated-single");
        graph.fixture("registry");
        graph.fixture("zone");
        graph.fixture("closed-run-success");
        assertThat(graph.ask("runs-of-agent", "agent", "svc:zone-mover"))
                .hasSize(1)
                .allMatch(row("run", "run/zone-run-2026-09-14-burn-scars", "at", "2026-09-14T10:00:00Z"));
        assertThat(graph.ask("runs-of-agent", "agent", "svc:registry-runner")).hasSize(1);
        assertThat(graph.ask("runs-of-agent", "agent", "example/cartographer"))
                .allMatch(row("at", "2026-07-29T16:50:46Z"))
                .hasSize(1);
        assertThat(graph.ask("runs-of-agent", "agent", "nobody", "to", ALWAYS)).isEmpty();
    }

    @Test
    void a_run_that_two_receipts_tell_of_has_each_receipts_own_status() {
        String first = graph.tell(Told.run("run:again").by("svc:twice").failed().json());
        String second = graph.tell(
                Told.run("run:again").by("svc:twice").at("2026-05-02T00:00:00Z").json(), first);
        assertThat(graph.ask("runs-of-agent", "agent", "svc:twice"))
                .containsExactlyInAnyOrder(
                        Map.of(
                                "at", "2026-05-01T10:00:00Z",
                                "run", "run/run:again",
                                "operation", "work",
                                "status", "whence:failed",
                                "receipt", first,
                                "replacedBy", second),
                        Map.of(
                                "at", "2026-05-02T00:00:00Z",
                                "run", "run/run:again",
                                "operation", "work",
                                "status", "whence:passed",
                                "receipt", second));
    }

    @Test
    void a_commit_is_found_however_a_kind_writes_it() {
        graph.fixture("closed-run-partial");
        graph.fixture("closed-run-success");
        graph.fixture("zone");
        graph.fixture("run-minimal");
        assertThat(graph.ask("runs-using-commit", "commit", "git:7d2f90c1b4"))
                .isEqualTo(graph.ask("runs-using-commit", "commit", "7d2f90c1b4"))
                .anyMatch(row("run", "run/run:ingest:ice-cover-2026-02", "place", "work/ice/2026-02.nc"))
                .anyMatch(row("run", "run/run:publish:ice-cover-2026-01", "place", "artifact:ice-cover:tiles"))
                .noneMatch(row("run", "run/zone-run-2026-09-14-burn-scars"))
                .hasSize(3);
    }

    @Test
    void a_run_without_outputs_used_its_commit_all_the_same() {
        graph.fixture("closed-run-smart-sync-304");
        graph.fixture("zone");
        assertThat(graph.ask("runs-using-commit", "commit", "git:smart-sync-3.1.0"))
                .hasSize(1)
                .allMatch(row("run", "run/run:smart-sync:tide-tables-0002", "output", "", "place", ""));
    }

    @Test
    void what_rests_on_an_image_is_made_inside_it_or_from_what_was() {
        graph.tell(Told.run("run:in")
                .in("aa")
                .read("raw/a", "11")
                .wrote("work/a", "22")
                .json());
        graph.tell(Told.run("run:on")
                .in("bb")
                .read("work/a", "22")
                .wrote("work/b", "33")
                .json());
        graph.tell(Told.run("run:far")
                .in("bb")
                .read("work/b", "33")
                .wrote("out/c", "44")
                .json());
        graph.tell(Told.run("run:off")
                .in("bb")
                .read("raw/a", "11")
                .wrote("out/d", "55")
                .json());
        List<Map<String, String>> rows = graph.ask("artifacts-on-container", "container", Told.digest("AA"));
        assertThat(rows)
                .anyMatch(row("place", "work/a", "run", "run/run:in", "inside", "true"))
                .anyMatch(row("place", "work/b", "run", "run/run:on", "inside", "false"))
                .anyMatch(row("place", "out/c", "run", "run/run:far", "inside", "false"));
        assertThat(column("place", rows)).containsExactlyInAnyOrder("work/a", "work/b", "out/c");
    }

    @Test
    void the_image_of_the_demo_bears_its_superseded_attempt_too() {
        graph.demo();
        List<Map<String, String>> rows = graph.ask("artifacts-on-container", "container", DEMO_IMAGE);
        assertThat(rows).filteredOn(row -> row.containsKey("replacedBy")).hasSize(1);
        assertThat(column("place", rows))
                .contains("published/river-levels-2026-10.csv")
                .doesNotContain("https://data.example.org/rivers/stations.json");
    }

    @Test
    void failed_outputs_are_found_in_every_kind() {
        graph.demo();
        graph.fixture("run-failed-and-denied");
        graph.fixture("generated-single");
        graph.fixture("zone-without-run-id");
        graph.fixture("zone");
        graph.fixture("registry");
        graph.tell(failedClosedRun());
        List<Map<String, String>> rows = graph.ask("failed-validation");
        assertThat(rows)
                .anyMatch(row("place", "work/turbidity/rejected.json", "check", "whence:validationStatus"))
                .anyMatch(row("place", "docs/rivers/OVERVIEW.md"))
                .anyMatch(row("place", "work/burn-scars/"))
                .anyMatch(row("place", "work/ice/broken.nc", "check", "whence:executionStatus"));
        assertThat(rows)
                .filteredOn(row("place", "work/gauges-normalised.csv"))
                .hasSize(1)
                .allMatch(row("run", "run/run:river:normalise-first"))
                .allMatch(row -> row.containsKey("replacedBy"));
        assertThat(rows)
                .noneMatch(row("run", "run/run:river:normalise"))
                .noneMatch(row("run", "run/zone-run-2026-09-14-burn-scars"))
                .noneMatch(row("run", "run/kfm:run:01J9RIVERBASINS00000000001"));
    }

    private static String failedClosedRun() {
        return """
                {"run_id": "run:ingest:ice-cover-broken", "stage": "ingest", "inputs": ["raw/ice/x.nc"],
                 "outputs": ["work/ice/broken.nc"], "code_ref": "git:7d2f90c1b4", "spec_hash": "%s",
                 "source_descriptor_refs": ["source:ice-cover"], "validation_refs": [], "outcome": "FAIL"}""".formatted(Told.digest("ab"));
    }

    @Test
    void what_rests_on_a_denial_is_followed_to_the_end() {
        graph.fixture("run-failed-and-denied");
        graph.tell(Told.run("run:denied")
                .denied()
                .read("raw/a", "11")
                .wrote("work/a", "22")
                .json());
        graph.tell(
                Told.run("run:next").read("work/a", "22").wrote("work/b", "33").json());
        graph.tell(Told.run("run:last")
                .read("work/b", "33")
                .read("raw/z", "66")
                .wrote("out/c", "44")
                .json());
        graph.tell(
                Told.run("run:apart").read("raw/a", "11").wrote("out/d", "55").json());
        List<Map<String, String>> rows = graph.ask("rests-on-denied");
        assertThat(rows)
                .anyMatch(row("place", "work/turbidity/rejected.json"))
                .anyMatch(row(
                        "place", "work/a", "deniedRun", "run/run:denied", "decision", "decision/decision:run:denied"))
                .anyMatch(row("place", "work/b", "deniedRun", "run/run:denied"))
                .anyMatch(row("place", "out/c", "deniedRun", "run/run:denied"))
                .hasSize(4);
        assertThat(column("place", rows)).doesNotContain("out/d", "raw/a", "raw/z");
    }

    @Test
    void artifacts_without_a_receipt_are_those_that_nobody_tells_of() {
        graph.demo();
        graph.tell(Told.run("run:copy")
                .read("elsewhere/gauges.csv", "77")
                .wrote("out/copy", "78")
                .json());
        graph.tell(Told.run("run:origin").wrote("home/gauges.csv", "77").json());
        List<Map<String, String>> rows = graph.ask("artifacts-without-receipt");
        assertThat(rows)
                .anyMatch(row("place", "https://data.example.org/rivers/stations.json", "runs", "1", "knownAs", ""))
                .anyMatch(row("place", "elsewhere/gauges.csv", "knownAs", "home/gauges.csv"));
        assertThat(column("place", rows))
                .doesNotContain("raw/stations.csv", "work/gauges-by-station.csv", "home/gauges.csv", "out/copy");
    }

    @Test
    void a_place_without_a_digest_has_a_receipt_when_a_version_of_it_has() {
        graph.fixture("closed-run-partial");
        graph.fixture("generated-superseding");
        graph.tell(Told.run("run:raw").wrote("raw/ice/2026-02-01.nc", "91").json());
        List<String> queries = List.of("artifacts-without-receipt", "runs-with-unproduced-inputs");
        for (String query : queries) {
            assertThat(column("place", graph.ask(query)))
                    .as(query)
                    .contains("raw/ice/2026-02-02.nc")
                    .doesNotContain("raw/ice/2026-02-01.nc");
        }
    }

    @Test
    void runs_with_unproduced_inputs_know_of_copies_and_of_places_without_digests() {
        graph.fixture("closed-run-partial");
        graph.tell(Told.run("run:reader")
                .read("work/ice/2026-02.nc", "92")
                .read("raw/unknown", "93")
                .json());
        graph.tell(Told.run("run:copied").read("elsewhere/x", "94").json());
        graph.tell(Told.run("run:maker").wrote("home/x", "94").json());
        List<Map<String, String>> rows = graph.ask("runs-with-unproduced-inputs");
        assertThat(rows)
                .anyMatch(row("run", "run/run:reader", "place", "raw/unknown", "operation", "work"))
                .anyMatch(row("run", "run/run:ingest:ice-cover-2026-02", "place", "raw/ice/2026-02-01.nc"))
                .noneMatch(row("place", "work/ice/2026-02.nc"))
                .noneMatch(row("run", "run/run:copied"))
                .hasSize(3);
    }

    @Test
    void a_claim_repeated_by_another_receipt_is_listed_once_for_each() {
        graph.demo();
        String one = graph.tell(Told.run("run:a")
                .wrote("work/x", "22")
                .wrote("work/only-a", "23")
                .json());
        String other = graph.tell(
                Told.run("run:b").wrote("work/x", "22").wrote("copy/x", "22").json());
        List<Map<String, String>> rows = graph.ask("claimed-more-than-once");
        assertThat(rows).hasSize(2).allMatch(row("place", "work/x", "content", "content/" + Told.digest("22")));
        assertThat(column("receipt", rows)).containsExactlyInAnyOrder(one, other);
    }

    @Test
    void a_claim_without_a_digest_has_no_content() {
        graph.fixture("closed-run-partial");
        graph.tell(failedClosedRun().replace("broken.nc", "2026-02.nc"));
        assertThat(graph.ask("claimed-more-than-once"))
                .hasSize(2)
                .allMatch(row("place", "work/ice/2026-02.nc", "content", ""));
    }

    @Test
    void versions_of_a_dataset_come_by_time_and_tell_of_replacements() {
        graph.demo();
        graph.fixture("run-failed-and-denied");
        List<Map<String, String>> rows = graph.ask("dataset-version-history", "dataset", "river-levels");
        assertThat(rows).isEqualTo(graph.ask("dataset-version-history", "dataset", "kfm://dataset/river-levels"));
        assertThat(rows.stream().map(row -> row.get("at"))).isSorted().hasSize(7);
        assertThat(rows)
                .allMatch(row("version", "dataset-version/river-levels/2026-10", "label", "2026-10"))
                .anyMatch(row("place", "published/river-levels-2026-10.csv", "agent", "agent/team:water-desk"))
                .noneMatch(row("place", "work/turbidity/rejected.json"));
        assertThat(rows).filteredOn(row -> row.containsKey("replacedBy")).hasSize(1);
    }

    @Test
    void a_registrys_dataset_has_a_history_without_versions() {
        graph.fixture("registry");
        graph.fixture("run-failed-and-denied");
        assertThat(graph.ask("dataset-version-history", "dataset", "river-basins"))
                .hasSize(1)
                .allMatch(row(
                        "at", "2026-09-01T01:06:12Z",
                        "version", "",
                        "place", "s3://earth-registry/river-basins/2026-09.gpkg",
                        "agent", "agent/svc:registry-runner"));
    }

    @Test
    void a_principal_touched_what_its_runs_read_and_wrote_and_what_it_reviewed() {
        graph.demo();
        graph.fixture("generated-superseding");
        assertThat(graph.ask("touched-by-principal", "agent", "team:water-desk"))
                .anyMatch(row("how", "took part", "name", "run:river:publish"))
                .anyMatch(row("how", "read", "name", "work/gauges-by-station.csv"))
                .anyMatch(row("how", "wrote", "name", "published/river-levels-2026-10.csv"))
                .noneMatch(row("name", "raw/stations.csv"))
                .hasSize(4);
        assertThat(graph.ask("touched-by-principal", "agent", "@river-steward"))
                .anyMatch(row("how", "reviewed", "name", "docs/rivers/OVERVIEW.md"))
                .anyMatch(row("how", "reviewed", "name", "genrec-rivers-overview-a81e4d55"))
                .noneMatch(row("how", "wrote"));
    }

    @Test
    void the_same_setting_with_other_outputs_is_told() {
        graph.tell(Told.run("run:1")
                .read("raw/a", "11")
                .read("raw/b", "12")
                .wrote("out/x", "21")
                .json());
        graph.tell(Told.run("run:2")
                .read("raw/b", "12")
                .read("raw/a", "11")
                .wrote("out/x", "22")
                .json());
        graph.tell(Told.run("run:3")
                .read("raw/a", "11")
                .read("raw/b", "12")
                .wrote("out/x", "21")
                .json());
        List<Map<String, String>> rows = graph.ask("irreproducible-runs");
        assertThat(rows).hasSize(1).allMatch(row("runs", "3", "results", "2"));
        assertThat(column("oneRun", rows).contains("run/run:2"))
                .isNotEqualTo(column("otherRun", rows).contains("run/run:2"));
        assertThat(column("oneReceipt", rows)).isNotEqualTo(column("otherReceipt", rows));
    }

    @Test
    void runs_that_differ_in_any_of_the_four_are_not_compared() {
        graph.tell(Told.run("run:1").read("raw/a", "11").wrote("out/x", "21").json());
        graph.tell(Told.run("run:2").read("raw/a", "12").wrote("out/x", "22").json());
        graph.tell(Told.run("run:3")
                .read("raw/a", "11")
                .read("raw/b", "13")
                .wrote("out/x", "23")
                .json());
        graph.tell(Told.run("run:4")
                .read("raw/a", "11")
                .in("c1")
                .wrote("out/x", "24")
                .json());
        graph.tell(Told.run("run:5")
                .read("raw/a", "11")
                .with("d1")
                .wrote("out/x", "25")
                .json());
        graph.tell(Told.run("run:6")
                .read("raw/a", "11")
                .from("ff".repeat(20))
                .wrote("out/x", "26")
                .json());
        graph.tell(Told.run("run:7").read("raw/a", "11").wrote("out/x", "21").json());
        assertThat(graph.ask("irreproducible-runs")).isEmpty();
    }

    @Test
    void runs_without_inputs_can_be_compared_too() {
        graph.tell(Told.run("run:1").wrote("out/x", "21").json());
        graph.tell(Told.run("run:2").wrote("out/x", "22").json());
        graph.tell(Told.run("run:3").read("raw/a", "11").wrote("out/x", "23").json());
        assertThat(graph.ask("irreproducible-runs"))
                .hasSize(1)
                .allMatch(row("runs", "2", "results", "2"))
                .noneMatch(row("oneRun", "run/run:3"))
                .noneMatch(row("otherRun", "run/run:3"));
    }

    @Test
    void ancestors_are_all_that_the_path_reaches() {
        graph.demo();
        List<Map<String, String>> rows = graph.ask("ancestors", example(query("ancestors")));
        assertThat(column("place", rows))
                .contains("raw/stations.csv", "https://data.example.org/rivers/gauges-2026-10.json")
                .doesNotContain("published/river-levels-2026-10.summary.json", "published/river-levels-2026-10.csv")
                .hasSize(6);
        assertThat(column("ancestor", rows))
                .noneMatch(iri -> iri.contains("c220dc161baba3939286e9d96d93e7369313c3ef78435a234d37e5089f375e35"));
    }

    @Test
    void a_file_is_made_from_what_its_run_read() {
        graph.demo();
        graph.fixture("closed-run-partial");
        List<Map<String, String>> rows = graph.ask("made-from", "file", "work/gauges-normalised.csv");
        assertThat(rows)
                .hasSize(2)
                .allMatch(row("operation", "normalise", "place", "raw/gauges-2026-10.csv"))
                .noneMatch(row("place", "raw/stations.csv"));
        assertThat(rows.get(0)).containsKey("replacedBy");
        assertThat(graph.ask("made-from", "file", "work/ice/2026-02.nc"))
                .hasSize(2)
                .allMatch(row(
                        "version",
                        "location/work~2fice~2f2026-02.nc",
                        "at",
                        ToldGraph.START.plusSeconds(6).toString()));
    }

    private static CannedQuery query(String name) {
        return ToldGraph.queries().named(name).orElseThrow();
    }

    @Test
    void real_receipts_claim_some_artifacts_twice() throws IOException {
        Path receipts = Path.of(System.getenv().getOrDefault("WHENCE_SHARED_DATA", "../shared/data"))
                .resolve("kfm/receipts");
        assumeTrue(Files.isDirectory(receipts), "no real receipts at " + receipts);
        try (Stream<Path> files = Files.walk(receipts)) {
            for (Path file :
                    files.filter(f -> f.toString().endsWith(".json")).sorted().toList()) {
                tellIfValid(file);
            }
        }
        List<Map<String, String>> claimed = graph.ask("claimed-more-than-once");
        // 431 claims of 412 artifacts, as counted from the files.
        assertThat(claimed.size() - column("artifact", claimed).size()).isEqualTo(431 - 412);
        assertThat(claimed).anyMatch(row("place", "Makefile"));
        assertThat(column("content", claimed)).doesNotContain("");
        List<Map<String, String>> unproduced = graph.ask("runs-with-unproduced-inputs");
        assertThat(column("input", unproduced)).isNotEmpty().doesNotContainAnyElementsOf(column("artifact", claimed));
    }

    private void tellIfValid(Path file) throws IOException {
        try {
            graph.tell(Files.readAllBytes(file));
        } catch (IllegalArgumentException refused) {
            // What is refused is another test's business.
        }
    }

    @Test
    void incidents_are_found_by_what_they_concern_and_by_what_its_run_made() {
        graph.orchestration();
        String incident = "incident/inc:2026-0007";
        assertThat(graph.ask("incidents-about", "thing", "evt:rag-0042"))
                .anyMatch(row("incident", incident, "through", "itself", "concerned", "run/evt:rag-0042"));
        assertThat(graph.ask("incidents-about", "thing", "model:flood-risk@2.1.0"))
                .anyMatch(row("incident", incident, "concerned", "registered/model:flood-risk/2.1.0"));
        List<Map<String, String>> file = graph.ask("incidents-about", "thing", "briefings/flood-2026-11-03.md");
        assertThat(column("through", file)).containsExactlyInAnyOrder("itself", "the run that made it");
        assertThat(graph.ask("incidents-about", "thing", "published/river-levels-2026-10.csv"))
                .isEmpty();
    }

    @Test
    void an_incident_is_open_until_its_newest_report_tells_what_was_done() {
        graph.orchestration();
        assertThat(column("name", graph.ask("open-incidents"))).containsExactly("inc:2026-0008");
        String first = graph.tell(open("inc:1", ""));
        assertThat(column("name", graph.ask("open-incidents"))).contains("inc:1");
        graph.tell(open("inc:1", ",\"remediation\":{\"recommended_action\":\"r\",\"applied_action\":\"a\"}"), first);
        assertThat(column("name", graph.ask("open-incidents"))).doesNotContain("inc:1");
    }

    private static String open(String id, String more) {
        return "{\"incident_id\":\"" + id + "\",\"timestamp\":\"2026-11-03T11:00:00Z\",\"category\":\"c\","
                + "\"severity\":\"LOW\",\"description\":\"d\"" + more + "}";
    }

    @Test
    void versions_of_an_artifact_come_with_their_bytes_and_the_change_they_came_of() {
        graph.orchestration();
        graph.fixture("artifact-first-version");
        graph.fixture("knowledge-change-applied");
        List<Map<String, String>> rows = graph.ask("artifact-versions", "artifact", "model:flood-risk");
        assertThat(rows).hasSize(1);
        assertThat(rows.get(0))
                .matches(row(
                        "version",
                        "registered/model:flood-risk/2.1.0",
                        "previous",
                        "registered/model:flood-risk/2.0.0",
                        "number",
                        "2.1.0"))
                .matches(found -> found.get("bytes").startsWith("artifact/sha256:"));
        assertThat(graph.ask("artifact-versions", "artifact", "ruleset:alerts"))
                .singleElement()
                .matches(row("number", "1", "previous", "", "bytes", ""));
    }

    @Test
    void a_change_stands_at_the_state_of_its_newest_receipt() {
        graph.orchestration();
        assertThat(column("name", graph.ask("changes-by-state", "state", "PROPOSED")))
                .containsExactly("change:alerts-3");
        String proposed = graph.tell(change("PROPOSED"));
        graph.tell(change("VALIDATED"), proposed);
        assertThat(column("name", graph.ask("changes-by-state", "state", "PROPOSED")))
                .containsExactly("change:alerts-3");
        assertThat(graph.ask("changes-by-state", "state", "VALIDATED"))
                .anyMatch(row("name", "c:1", "before", "registered/a/1", "after", "registered/a/2"));
    }

    @Test
    void an_operation_stands_at_the_state_of_its_newest_receipt() {
        graph.fixture("operation-failed");
        graph.tell(operation("timed_out", "ended_at"), graph.tell(operation("opened", "expires_at")));
        assertThat(column("name", graph.ask("operations-by-state", "state", "opened")))
                .isEmpty();
        assertThat(graph.ask("operations-by-state", "state", "timed_out"))
                .singleElement()
                .matches(row("name", "inv:1", "operation", "clip.create", "reason", "r", "agent", "agent/svc:c"));
        assertThat(column("name", graph.ask("operations-by-state", "state", "failed")))
                .containsExactly("inv:clip-0033");
    }

    private static String operation(String state, String end) {
        String more = state.equals("opened") ? "" : ",\"reason\":\"r\",\"previous\":\"sha256:" + "1".repeat(64) + "\"";
        return "{\"operation_id\":\"clip.create\",\"invocation_id\":\"inv:1\",\"principal\":\"svc:c\",\"state\":\""
                + state + "\",\"started_at\":\"2026-11-20T09:00:00Z\",\"" + end
                + "\":\"2026-11-20T10:00:00Z\"" + more + "}";
    }

    private static String change(String state) {
        return "{\"change_id\":\"c:1\",\"artifact_id\":\"a\",\"version_before\":\"1\",\"version_after\":\"2\","
                + "\"proposer\":\"p\",\"proposal\":{},\"timestamp\":\"2026-11-05T10:00:00Z\",\"status\":\"" + state
                + "\"}";
    }

    @Test
    void a_session_tells_its_events_and_no_others() {
        graph.orchestration();
        graph.fixture("event-minimal");
        List<Map<String, String>> rows = graph.ask("events-of-session", "session", "session:flood-briefing");
        assertThat(column("name", rows)).containsExactly("evt:rag-0042");
        assertThat(column("who", rows)).containsExactlyInAnyOrder("agent/user:river-warden", "agent/module:rag-search");
        assertThat(column("decision", rows)).containsExactly("decision/policy:rag@7");
    }
}
