package dev.whence.harvest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.whence.harvest.read.SourceKind;
import dev.whence.harvest.web.WebSettings;
import dev.whence.testkit.SourceStub;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HarvestLdesTest {
    private static final String PREFIXES = """
            @prefix as: <https://www.w3.org/ns/activitystreams#> .
            @prefix dcat: <http://www.w3.org/ns/dcat#> .
            @prefix dct: <http://purl.org/dc/terms/> .
            @prefix ldes: <https://w3id.org/ldes#> .
            @prefix tree: <https://w3id.org/tree#> .
            @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
            <{base}/feed#stream> a ldes:EventStream ; ldes:timestampPath as:published ; ldes:versionOfPath as:object .
            """;

    @TempDir
    private Path folder;

    private final MemorySink sink = new MemorySink();
    private SourceStub source;

    @BeforeEach
    void start() throws IOException {
        source = SourceStub.start();
        source.put("/feed", "application/trig", PREFIXES + relation(1, "2026-01-01") + relation(2, "2026-02-01"));
        // The younger stands first; it is told last all the same.
        page(
                1,
                true,
                member(2, "Update", "isar", "2026-01-02", "second")
                        + member(1, "Create", "isar", "2026-01-01", "first"));
        page(2, false, member(3, "Create", "inn", "2026-02-01", "third"));
    }

    @AfterEach
    void stop() {
        source.close();
    }

    private static String relation(int page, String from) {
        return "<{base}/feed> tree:relation [ a tree:GreaterThanOrEqualToRelation ; tree:node <{base}/feed/" + page
                + "> ; tree:path as:published ; tree:value \"" + from + "T00:00:00Z\"^^xsd:dateTime ] .\n";
    }

    private void page(int number, boolean isClosed, String members) {
        source.put(
                "/feed/" + number,
                "application/trig",
                PREFIXES + (isClosed ? "<{base}/feed/" + number + "> ldes:immutable true .\n" : "") + members,
                isClosed ? Map.of("Cache-Control", "public, max-age=604800, immutable") : Map.of());
    }

    private static String member(int number, String type, String name, String day, String title) {
        String member = "<{base}/feed#" + number + ">";
        String dataset = "<{base}/dataset/" + name + ">";
        return "<{base}/feed#stream> tree:member " + member + " .\n" + member + " a as:" + type + " ; as:object "
                + dataset
                + " ; as:published \"" + day + "T00:00:00Z\"^^xsd:dateTime .\n"
                + (type.equals("Delete")
                        ? ""
                        : member + " { " + dataset + " a dcat:Dataset ; dct:identifier \"" + name + "\" ; dct:title \""
                                + title + "\" ; dct:description \"All of it.\" . }\n");
    }

    private HarvestReport harvest() throws Exception {
        WebSettings settings = WebSettings.DEFAULTS
                .allowing(true, Set.of())
                .withPauses(Duration.ZERO, Duration.ofSeconds(1), Duration.ofMinutes(2));
        try (SourceFolder kept = SourceFolder.open(folder, new SourceName("rivers"))) {
            return new Harvest(settings, kept, sink, Clock.systemUTC(), time -> {})
                    .run(new HarvestRequest(source.url("/feed"), Optional.empty(), false, false, false), n -> {});
        }
    }

    private List<String> titles() {
        return sink.taken.stream()
                .map(envelope ->
                        envelope.path("document").toString().replaceFirst(".*(first|second|third|fourth).*", "$1"))
                .toList();
    }

    @Test
    void takes_versions_in_the_order_of_their_times() throws Exception {
        HarvestReport report = harvest();
        assertThat(report.isGood()).as(report.toString()).isTrue();
        assertThat(report.kind()).contains(SourceKind.LDES);
        assertThat(titles()).containsExactly("first", "second", "third");
        assertThat(report.found()).isEqualTo(2);
    }

    @Test
    void does_not_even_ask_for_a_page_that_never_changes() throws Exception {
        harvest();
        source.forget();
        sink.taken.clear();
        HarvestReport again = harvest();
        assertThat(again.isGood()).isTrue();
        assertThat(source.targets()).containsExactly("/robots.txt", "/feed", "/feed/2");
        assertThat(source.sent()).isZero();
        assertThat(sink.taken).isEmpty();
        assertThat(sink.withdrawn).isEmpty();
    }

    @Test
    void withdraws_what_the_stream_says_was_deleted_and_nothing_else() throws Exception {
        harvest();
        page(
                2,
                false,
                member(3, "Create", "inn", "2026-02-01", "third") + member(4, "Delete", "isar", "2026-02-02", ""));
        HarvestReport report = harvest();
        assertThat(report.withdrawn()).isEqualTo(1);
        assertThat(sink.withdrawn).containsExactly("dcat-dataset isar");
        assertThat(report.found()).isEqualTo(1);
        page(2, false, "");
        assertThat(harvest().withdrawn()).isZero();
    }

    @Test
    void what_was_created_again_is_there_again() throws Exception {
        page(
                2,
                false,
                member(4, "Delete", "isar", "2026-02-02", "") + member(5, "Create", "isar", "2026-02-03", "fourth"));
        harvest();
        assertThat(titles()).containsExactly("first", "second", "fourth");
        assertThat(sink.withdrawn).containsExactly("dcat-dataset isar");
    }

    @Test
    void an_older_version_on_a_later_page_takes_nobodys_place() throws Exception {
        page(2, false, member(6, "Update", "isar", "2025-12-01", "fourth"));
        harvest();
        assertThat(titles()).containsExactly("first", "second");
    }
}
