package dev.whence.harvest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.whence.harvest.read.SourceKind;
import dev.whence.harvest.web.WebSettings;
import dev.whence.receipt.Problem;
import dev.whence.receipt.ProblemType;
import dev.whence.testkit.SourceStub;
import dev.whence.testkit.StaticStac;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HarvestTest {
    private static final String ROOT = "/stac/catalog.json";

    @TempDir
    private Path folder;

    private final MemorySink sink = new MemorySink();
    private SourceStub source;

    @BeforeEach
    void start() throws IOException {
        source = SourceStub.start();
        StaticStac.put(source, "isar", "inn", "lech");
    }

    @AfterEach
    void stop() {
        source.close();
    }

    private WebSettings settings() {
        return WebSettings.DEFAULTS
                .allowing(true, Set.of())
                .withPauses(Duration.ZERO, Duration.ofSeconds(1), Duration.ofMinutes(2));
    }

    private HarvestReport harvest() throws Exception {
        return harvest(settings(), false, false);
    }

    private HarvestReport harvest(WebSettings settings, boolean believes, boolean isDry) throws Exception {
        HarvestRequest request = new HarvestRequest(source.url(ROOT), Optional.empty(), false, believes, isDry);
        try (SourceFolder kept = SourceFolder.open(folder, new SourceName("rivers"))) {
            return new Harvest(settings, kept, sink, Clock.systemUTC(), time -> {}).run(request, documents -> {});
        }
    }

    @Test
    void brings_every_record_with_where_it_is_from() throws Exception {
        HarvestReport report = harvest();
        assertThat(report.isGood()).isTrue();
        assertThat(report.kind()).contains(SourceKind.STAC);
        assertThat(sink.ids()).containsExactlyInAnyOrder("rivers", "levels", "isar", "inn", "lech");
        assertThat(sink.taken).allSatisfy(envelope -> {
            assertThat(envelope.path("source").path("catalog").asText())
                    .isEqualTo(source.url(ROOT).toString());
            assertThat(envelope.path("source").path("url").asText())
                    .startsWith(source.url("/stac/").toString());
            assertThat(envelope.path("source").path("retrieved_at").asText()).endsWith("Z");
        });
    }

    @Test
    void a_second_harvest_of_an_unchanged_source_hands_in_nothing_and_moves_no_document() throws Exception {
        harvest();
        sink.taken.clear();
        source.forget();
        HarvestReport report = harvest();
        assertThat(report.isGood()).isTrue();
        assertThat(sink.taken).isEmpty();
        assertThat(source.sent()).isZero();
        assertThat(report.found()).isEqualTo(5);
        assertThat(report.unchanged()).isEqualTo(5);
        assertThat(report.spared()).isEqualTo(5);
        assertThat(sink.withdrawn).isEmpty();
    }

    @Test
    void only_what_has_changed_is_handed_in_again() throws Exception {
        harvest();
        sink.taken.clear();
        StaticStac.putItem(source, "inn", "Level of the Inn.");
        assertThat(harvest().accepted()).isEqualTo(1);
        assertThat(sink.ids()).containsExactly("inn");
    }

    /** Other white space, another order of members, another time: not another record. */
    @Test
    void what_says_the_same_in_other_bytes_is_not_handed_in_again() throws Exception {
        harvest();
        sink.taken.clear();
        source.put(
                "/stac/levels/inn.json",
                "application/geo+json",
                StaticStac.item("inn", "Level of a river.")
                        .replace("\"stac_version\": \"1.1.0\", ", "")
                        .replaceFirst("\\{", "{ \"stac_version\": \"1.1.0\",\n"));
        HarvestReport report = harvest();
        assertThat(report.documents()).isEqualTo(1);
        assertThat(sink.taken).isEmpty();
    }

    @Test
    void what_is_gone_is_withdrawn_once() throws Exception {
        harvest();
        StaticStac.put(source, "isar", "lech");
        source.remove("/stac/levels/inn.json");
        assertThat(harvest().withdrawn()).isEqualTo(1);
        assertThat(sink.withdrawn).containsExactly("stac-item levels/inn");
        assertThat(harvest().withdrawn()).isZero();
    }

    @Test
    void what_comes_back_is_taken_again() throws Exception {
        harvest();
        StaticStac.put(source, "isar", "lech");
        harvest();
        sink.taken.clear();
        StaticStac.put(source, "isar", "inn", "lech");
        harvest();
        assertThat(sink.ids()).contains("inn");
    }

    @Test
    void a_source_that_dies_midway_ends_nothing() throws Exception {
        harvest();
        StaticStac.put(source, "isar", "lech");
        SourceStub.Answer dead = SourceStub.Answer.of(500);
        source.once("/stac/levels/lech.json", dead, dead, dead, dead, dead);
        HarvestReport report = harvest();
        assertThat(report.isComplete()).isFalse();
        assertThat(report.troubles()).anyMatch(trouble -> trouble.contains("lech"));
        assertThat(sink.withdrawn).isEmpty();
        assertThat(harvest().withdrawn()).isEqualTo(1);
    }

    @Test
    void what_stands_behind_dead_links_is_taken() throws Exception {
        StaticStac.put(source, "a", "b", "dead-1", "dead-2", "dead-3", "c", "d", "e");
        for (String dead : List.of("dead-1", "dead-2", "dead-3")) {
            source.remove("/stac/levels/" + dead + ".json");
        }
        HarvestReport report = harvest();
        assertThat(report.isComplete()).isFalse();
        assertThat(report.troubles()).hasSize(3);
        assertThat(sink.ids()).containsExactlyInAnyOrder("rivers", "levels", "a", "b", "c", "d", "e");
    }

    @Test
    void a_source_that_cannot_be_reached_ends_nothing() throws Exception {
        harvest();
        source.remove(ROOT);
        assertThat(harvest().isComplete()).isFalse();
        assertThat(sink.withdrawn).isEmpty();
    }

    @Test
    void a_first_document_that_is_gone_ends_nothing() throws Exception {
        harvest();
        source.once(ROOT, SourceStub.Answer.of(410));
        assertThat(harvest().isComplete()).isFalse();
        assertThat(sink.withdrawn).isEmpty();
    }

    @Test
    void a_document_that_is_gone_for_good_takes_its_record_with_it() throws Exception {
        harvest();
        source.once("/stac/levels/inn.json", SourceStub.Answer.of(410));
        assertThat(harvest().isComplete()).isTrue();
        assertThat(sink.withdrawn).containsExactly("stac-item levels/inn");
    }

    /** Many who take an item away leave the link to it. */
    @Test
    void a_document_that_stays_gone_is_no_trouble() throws Exception {
        harvest();
        source.once("/stac/levels/inn.json", SourceStub.Answer.of(410), SourceStub.Answer.of(410));
        harvest();
        assertThat(harvest().isGood()).isTrue();
        StaticStac.putItem(source, "inn", "It is back.");
        assertThat(harvest().accepted()).isEqualTo(1);
    }

    @Test
    void a_collection_that_is_gone_ends_none_of_its_items() throws Exception {
        harvest();
        source.once("/stac/levels/collection.json", SourceStub.Answer.of(410));
        assertThat(harvest().isComplete()).isFalse();
        assertThat(sink.withdrawn).isEmpty();
    }

    @Test
    void a_document_that_is_none_any_more_ends_nothing() throws Exception {
        harvest();
        source.put("/stac/levels/collection.json", "text/html", "<h1>Down for maintenance</h1>");
        assertThat(harvest().isComplete()).isFalse();
        assertThat(sink.withdrawn).isEmpty();
    }

    @Test
    void a_source_that_comes_back_empty_ends_nothing_before_somebody_says_so() throws Exception {
        String[] many = {"a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k"};
        StaticStac.put(source, many);
        harvest();
        StaticStac.put(source);
        HarvestReport report = harvest();
        assertThat(report.isComplete()).isFalse();
        assertThat(report.troubles()).anyMatch(trouble -> trouble.contains("--believe-deletions"));
        assertThat(sink.withdrawn).isEmpty();
        assertThat(harvest(settings(), true, false).withdrawn()).isEqualTo(11);
    }

    @Test
    void a_harvest_without_the_bytes_for_all_ends_nothing_and_goes_on_next_time() throws Exception {
        WebSettings poor = settings().withBudget(1_900, Duration.ofHours(1));
        HarvestReport first = harvest(poor, false, false);
        assertThat(first.isComplete()).isFalse();
        assertThat(first.troubles()).anyMatch(trouble -> trouble.contains("budget"));
        assertThat(sink.ids()).isNotEmpty().hasSizeLessThan(5);
        harvest();
        assertThat(sink.ids()).hasSize(5).doesNotHaveDuplicates();
        assertThat(sink.withdrawn).isEmpty();
    }

    @Test
    void what_was_refused_is_told_again_without_being_fetched_again() throws Exception {
        Problem problem = Problem.of(ProblemType.POLICY_VIOLATION, "No.");
        sink.objections =
                envelope -> envelope.path("document").path("id").asText().equals("inn") ? List.of(problem) : List.of();
        assertThat(harvest().refusals()).hasSize(1);
        source.forget();
        HarvestReport again = harvest();
        assertThat(again.refusals()).hasSize(1);
        assertThat(again.refusals().get(0).reasons()).containsExactly("No.");
        assertThat(source.sent()).isZero();
        assertThat(sink.withdrawn).isEmpty();
    }

    /** An earlier version stays when a later one is refused; it is not gone. */
    @Test
    void a_record_whose_new_version_is_refused_is_not_withdrawn() throws Exception {
        harvest();
        sink.objections = envelope -> List.of(Problem.of(ProblemType.POLICY_VIOLATION, "No."));
        StaticStac.putItem(source, "inn", "Bad.");
        assertThat(harvest().refusals()).hasSize(1);
        assertThat(sink.withdrawn).isEmpty();
        sink.objections = envelope -> List.of();
        StaticStac.put(source, "isar", "lech");
        harvest();
        assertThat(sink.withdrawn).containsExactly("stac-item levels/inn");
    }

    @Test
    void what_cannot_be_taken_now_is_asked_for_again_next_time() throws Exception {
        sink.objections = envelope -> List.of(Problem.of(ProblemType.OVERLOADED, "Later."));
        HarvestReport report = harvest();
        assertThat(report.isComplete()).isFalse();
        assertThat(report.refusals()).isEmpty();
        sink.objections = envelope -> List.of();
        harvest();
        assertThat(sink.ids()).hasSize(5);
    }

    @Test
    void two_records_of_one_name_do_not_take_turns() throws Exception {
        source.put("/stac/levels/lech.json", "application/geo+json", StaticStac.item("inn", "Another."));
        HarvestReport report = harvest();
        assertThat(report.refusals()).hasSize(1);
        assertThat(sink.ids()).filteredOn("inn"::equals).hasSize(1);
    }

    @Test
    void a_dry_run_keeps_nothing() throws Exception {
        assertThat(harvest(settings(), false, true).accepted()).isEqualTo(5);
        assertThat(harvest().accepted()).isEqualTo(5);
    }

    @Test
    void leads_to_other_hosts_are_not_followed_and_end_nothing() throws Exception {
        harvest();
        source.put(
                ROOT,
                "application/json",
                "{\"type\": \"Catalog\", \"stac_version\": \"1.1.0\", \"id\": \"rivers\", \"description\": \"Rivers.\","
                        + " \"links\": [{\"rel\": \"child\", \"href\": \"http://10.0.0.1/catalog.json\"}]}");
        HarvestReport report = harvest();
        assertThat(report.troubles()).anyMatch(trouble -> trouble.contains("10.0.0.1"));
        assertThat(sink.withdrawn).isEmpty();
    }

    @Test
    void what_was_kept_is_for_its_owner_alone_and_survives_a_line_cut_short() throws Exception {
        harvest();
        Path own = folder.resolve("rivers");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(own)))
                .isEqualTo("rwx------");
        Files.writeString(own.resolve("pages.ndjson"), "{\"url\": \"http", StandardOpenOption.APPEND);
        sink.taken.clear();
        assertThat(harvest().isGood()).isTrue();
        assertThat(sink.taken).isEmpty();
    }

    @Test
    void one_process_at_a_time_harvests_a_source() throws Exception {
        try (SourceFolder held = SourceFolder.open(folder, new SourceName("rivers"))) {
            assertThat(held.source()).isEmpty();
            org.assertj.core.api.Assertions.assertThatThrownBy(this::harvest)
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("rivers");
        }
    }
}
