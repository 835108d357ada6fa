package dev.whence.harvest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.whence.harvest.read.SourceKind;
import dev.whence.harvest.web.WebSettings;
import dev.whence.testkit.HandClock;
import dev.whence.testkit.SourceStub;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntConsumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sources that do what no source should, and harvests that are ended at the worst moment. */
class StrangeSourcesTest {
    private static final String TURTLE = "text/turtle";
    private static final String PREFIXES =
            "@prefix dcat: <http://www.w3.org/ns/dcat#> . @prefix dct: <http://purl.org/dc/terms/> .\n";

    @TempDir
    private Path folder;

    private final MemorySink sink = new MemorySink();
    private SourceStub source;

    @BeforeEach
    void start() throws IOException {
        source = SourceStub.start();
    }

    @AfterEach
    void stop() {
        source.close();
    }

    private HarvestReport harvest(String target, Optional<SourceKind> kind, IntConsumer progress) throws Exception {
        WebSettings settings = WebSettings.DEFAULTS
                .allowing(true, Set.of())
                .withPauses(Duration.ZERO, Duration.ofSeconds(1), Duration.ofMinutes(2));
        try (SourceFolder kept = SourceFolder.open(folder, new SourceName("strange"))) {
            return new Harvest(settings, kept, sink, Clock.systemUTC(), time -> {})
                    .run(new HarvestRequest(source.url(target), kind, false, false, false), progress);
        }
    }

    private HarvestReport harvest(String target, Clock clock, Duration time) throws Exception {
        WebSettings settings = WebSettings.DEFAULTS
                .allowing(true, Set.of())
                .withBudget(1_000_000_000, time)
                .withPauses(Duration.ZERO, Duration.ofSeconds(1), Duration.ofMinutes(2));
        try (SourceFolder kept = SourceFolder.open(folder, new SourceName("strange"))) {
            return new Harvest(settings, kept, sink, clock, wait -> {})
                    .run(
                            new HarvestRequest(source.url(target), Optional.empty(), false, false, false),
                            documents -> {});
        }
    }

    private HarvestReport harvest(String target) throws Exception {
        return harvest(target, Optional.empty(), documents -> {});
    }

    private static String dataset(String title) {
        return "<https://s.example/1> a dcat:Dataset ; dct:identifier \"1\" ; dct:title \"" + title
                + "\" ; dct:description \"D\" .\n";
    }

    private static String xml(String encoding) {
        return "<?xml version=\"1.0\" encoding=\"" + encoding + "\"?>\n"
                + "<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\""
                + " xmlns:dcat=\"http://www.w3.org/ns/dcat#\" xmlns:dct=\"http://purl.org/dc/terms/\">"
                + "<dcat:Dataset rdf:about=\"https://s.example/1\"><dct:identifier>1</dct:identifier>"
                + "<dct:title>Höhe</dct:title><dct:description>D</dct:description></dcat:Dataset></rdf:RDF>";
    }

    private void bytes(String target, String mediaType, String text, Charset charset) {
        source.once(target, new SourceStub.Answer(200, Map.of("Content-Type", mediaType), text.getBytes(charset)));
    }

    private List<String> documents() {
        return sink.taken.stream()
                .map(envelope -> envelope.path("document").toString())
                .toList();
    }

    @Test
    void text_that_is_not_utf_8_is_not_taken_for_it() throws Exception {
        bytes("/c.ttl", TURTLE + "; charset=iso-8859-1", PREFIXES + dataset("Höhe"), StandardCharsets.ISO_8859_1);
        HarvestReport report = harvest("/c.ttl", Optional.of(SourceKind.DCAT), documents -> {});
        assertThat(report.troubles()).anyMatch(trouble -> trouble.contains("UTF-8"));
        assertThat(sink.taken).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ISO-8859-1", "UTF-16", "UTF-8", "windows-1252"})
    void xml_is_read_in_the_encoding_that_it_says(String encoding) throws Exception {
        bytes("/c.rdf", "application/rdf+xml", xml(encoding), Charset.forName(encoding));
        harvest("/c.rdf");
        assertThat(documents()).singleElement().asString().contains("Höhe");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void a_byte_order_mark_is_no_text(boolean isKnown) throws Exception {
        source.put("/c.ttl", TURTLE, "\ufeff" + PREFIXES + dataset("Höhe"));
        Optional<SourceKind> kind = isKnown ? Optional.of(SourceKind.DCAT) : Optional.empty();
        harvest("/c.ttl", kind, documents -> {});
        assertThat(documents()).singleElement().asString().contains("Höhe");
    }

    @ParameterizedTest
    @ValueSource(strings = {"dcat", "ldes", "stac", "dcat-us", ""})
    void what_nests_without_end_is_a_trouble_and_no_crash(String kind) throws Exception {
        source.put("/t", TURTLE, PREFIXES + "<a> <b> " + "[ <b> ".repeat(200_000) + "1" + " ]".repeat(200_000) + " .");
        source.put("/j", "application/ld+json", "{\"a\":".repeat(200_000) + "1" + "}".repeat(200_000));
        for (String target : List.of("/t", "/j")) {
            HarvestReport report = harvest(target, SourceKind.named(kind), documents -> {});
            assertThat(report.troubles()).as(target).isNotEmpty();
        }
    }

    @Test
    void what_is_called_plain_text_is_read_as_its_name_says() throws Exception {
        source.put("/c.ttl", "text/plain", PREFIXES + dataset("Turtle"));
        source.put(
                "/stac.json",
                "text/plain",
                "{\"type\": \"Catalog\", \"stac_version\": \"1.1.0\", \"id\": \"c\", \"description\": \"D\", \"links\": []}");
        assertThat(harvest("/c.ttl").kind()).contains(SourceKind.DCAT);
        assertThat(documents()).singleElement().asString().contains("Turtle");
        Files.delete(folder.resolve("strange/source.json"));
        assertThat(harvest("/stac.json").kind()).contains(SourceKind.STAC);
    }

    @Test
    void a_tag_that_is_too_long_to_be_kept_costs_no_record() throws Exception {
        source.once(
                "/c.ttl",
                new SourceStub.Answer(
                        200,
                        Map.of("Content-Type", TURTLE, "ETag", "\"" + "x".repeat(2000) + "\""),
                        (PREFIXES + dataset("First")).getBytes(StandardCharsets.UTF_8)));
        HarvestReport report = harvest("/c.ttl");
        assertThat(report.isGood()).as(report.toString()).isTrue();
        assertThat(sink.taken.get(0).path("source").has("etag")).isFalse();
    }

    /** It has no pages, so it is as long as its catalog. */
    @Test
    void a_document_of_dcat_us_with_many_datasets_is_read_to_its_end() throws Exception {
        String keywords = IntStream.range(0, 50).mapToObj(n -> "\"k" + n + "\"").collect(Collectors.joining(", "));
        String datasets = IntStream.range(0, 5001)
                .mapToObj(n -> """
                        {"@type": "dcat:Dataset", "identifier": "n%1$d", "title": "T", "description": "D",
                         "modified": "2026-01-01", "accessLevel": "public", "keyword": [%2$s],
                         "publisher": {"name": "Office"},
                         "contactPoint": {"fn": "A", "hasEmail": "mailto:a@office.example"}}""".formatted(n, keywords))
                .collect(Collectors.joining(", "));
        source.put(
                "/data.json",
                "application/json",
                "{\"conformsTo\": \"https://project-open-data.cio.gov/v1.1/schema\", \"dataset\": [" + datasets + "]}");
        HarvestReport report = harvest("/data.json");
        assertThat(report.isGood()).as(report.troubles().toString()).isTrue();
        assertThat(report.accepted()).isEqualTo(5001);
    }

    @Test
    void a_document_of_more_records_than_there_is_time_for_is_taken_bit_by_bit() throws Exception {
        source.put(
                "/c.ttl",
                TURTLE,
                PREFIXES
                        + IntStream.range(0, 1200)
                                .mapToObj(n -> dataset("T")
                                        .replace("/1>", "/" + n + ">")
                                        .replace("\"1\"", "\"" + n + "\""))
                                .collect(Collectors.joining()));
        HandClock clock = new HandClock();
        sink.objections = envelope -> {
            clock.move(Duration.ofMillis(20));
            return List.of();
        };
        for (int taken : List.of(500, 1000, 1200)) {
            HarvestReport report = harvest("/c.ttl", clock.withZone(ZoneOffset.UTC), Duration.ofSeconds(5));
            assertThat(sink.taken).hasSize(taken);
            assertThat(report.isComplete()).isEqualTo(taken == 1200);
            assertThat(sink.withdrawn).isEmpty();
        }
    }

    @Test
    void a_page_that_is_a_login_page_ends_nothing() throws Exception {
        source.put("/c.ttl", TURTLE, PREFIXES + dataset("First"));
        harvest("/c.ttl");
        source.put("/c.ttl", "text/html", "<html><body>Please sign in</body></html>");
        HarvestReport report = harvest("/c.ttl");
        assertThat(report.isComplete()).isFalse();
        assertThat(sink.withdrawn).isEmpty();
    }

    private void stream(String first) {
        source.put("/feed", "application/trig", """
                @prefix as: <https://www.w3.org/ns/activitystreams#> .
                @prefix dcat: <http://www.w3.org/ns/dcat#> .
                @prefix dct: <http://purl.org/dc/terms/> .
                @prefix ldes: <https://w3id.org/ldes#> .
                @prefix tree: <https://w3id.org/tree#> .
                @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
                <{base}/feed#s> a ldes:EventStream ; ldes:timestampPath as:published ; ldes:versionOfPath as:object ;
                  tree:member <{base}/feed#1> .
                <{base}/feed#1> a as:Create ; as:object <https://s.example/1> ;
                  as:published "2026-01-01T00:00:00Z"^^xsd:dateTime .
                <{base}/feed#1> { <https://s.example/1> a dcat:Dataset ; dct:identifier "1" ; dct:title "First" ;
                  dct:description "D" . }
                """ + first);
    }

    /** A server may tell of its pages what a client need not ask for. */
    @Test
    void a_page_that_says_of_others_that_they_never_change_may_change_itself() throws Exception {
        source.put("/feed/old", "application/trig", "<{base}/feed/old> <https://w3id.org/tree#view> <{base}/feed> .");
        stream("<{base}/feed> tree:relation [ tree:node <{base}/feed/old> ] . <{base}/feed/old> ldes:immutable true .");
        harvest("/feed");
        source.forget();
        harvest("/feed");
        assertThat(source.targets()).contains("/feed");
    }

    /** What is a stream stays one, or all that it once told of were missing. */
    @Test
    void a_harvest_that_was_killed_at_its_end_knows_of_what_kind_its_source_is() throws Exception {
        stream("");
        // So it goes when the disk is full.
        Path inTheWay = Files.createDirectories(folder.resolve("strange/pages.ndjson.tmp"));
        assertThatThrownBy(() -> harvest("/feed")).isInstanceOf(IOException.class);
        Files.delete(inTheWay);
        HarvestReport report = harvest("/feed");
        assertThat(report.isGood()).as(report.toString()).isTrue();
        assertThat(report.kind()).contains(SourceKind.LDES);
        assertThat(report.spared()).isEqualTo(1);
        assertThat(sink.withdrawn).isEmpty();
    }

    @Test
    void a_source_that_is_read_as_another_kind_is_read_anew() throws Exception {
        source.put("/c.ttl", TURTLE, PREFIXES + dataset("First"));
        harvest("/c.ttl", Optional.of(SourceKind.DCAT), documents -> {});
        HarvestReport report = harvest("/c.ttl", Optional.of(SourceKind.LDES), documents -> {});
        assertThat(report.troubles()).anyMatch(trouble -> trouble.contains("no page of an event stream"));
        assertThat(sink.withdrawn).isEmpty();
    }
}
