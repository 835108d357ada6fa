package dev.whence.harvest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.whence.harvest.read.SourceKind;
import dev.whence.harvest.web.WebSettings;
import dev.whence.testkit.HydraPages;
import dev.whence.testkit.SourceStub;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HarvestDcatTest {
    @TempDir
    private Path folder;

    private final MemorySink sink = new MemorySink();
    private SourceStub source;

    @BeforeEach
    void start() throws IOException {
        source = SourceStub.start();
        HydraPages.put(source, "isar", "inn", "lech");
    }

    @AfterEach
    void stop() {
        source.close();
    }

    private HarvestReport harvest() throws Exception {
        return harvest("/catalog", Optional.empty());
    }

    private HarvestReport harvest(String target, Optional<SourceKind> kind) throws Exception {
        WebSettings settings = WebSettings.DEFAULTS
                .allowing(true, Set.of())
                .withPauses(Duration.ZERO, Duration.ofSeconds(1), Duration.ofMinutes(2));
        try (SourceFolder kept = SourceFolder.open(folder, new SourceName("rivers"))) {
            return new Harvest(settings, kept, sink, Clock.systemUTC(), time -> {})
                    .run(new HarvestRequest(source.url(target), kind, false, false, false), documents -> {});
        }
    }

    private List<String> titles() {
        return sink.taken.stream()
                .map(envelope -> envelope.path("document").toString().replaceFirst(".*Levels of the (\\w+).*", "$1"))
                .toList();
    }

    @Test
    void goes_from_page_to_page_and_takes_every_dataset() throws Exception {
        HarvestReport report = harvest();
        assertThat(report.isGood()).as(report.toString()).isTrue();
        assertThat(report.kind()).contains(SourceKind.DCAT);
        assertThat(titles()).containsExactly("isar", "inn", "lech");
    }

    @Test
    void follows_the_paged_collection_of_older_catalogs_too() throws Exception {
        source.put(
                "/old",
                "text/turtle",
                "@prefix hydra: <http://www.w3.org/ns/hydra/core#> .\n"
                        + "<{base}/old> a hydra:PagedCollection ; hydra:nextPage \"{base}/catalog?page=3\" .\n");
        harvest("/old", Optional.of(SourceKind.DCAT));
        assertThat(titles()).containsExactly("lech");
    }

    @Test
    void blank_nodes_with_other_labels_are_no_other_dataset() throws Exception {
        harvest();
        sink.taken.clear();
        source.forget();
        assertThat(harvest().spared()).isEqualTo(3);
        assertThat(source.sent()).isZero();
        HydraPages.page(source, 2, 3, HydraPages.target(3), List.of("inn", "isar"));
        HarvestReport report = harvest();
        assertThat(report.documents()).isEqualTo(1);
        assertThat(sink.taken).isEmpty();
        assertThat(report.withdrawn()).isZero();
    }

    @Test
    void what_is_gone_is_withdrawn() throws Exception {
        harvest();
        HydraPages.put(source, "isar", "lech");
        HarvestReport report = harvest();
        assertThat(report.isComplete()).as(report.toString()).isTrue();
        assertThat(sink.withdrawn).containsExactly("dcat-dataset inn");
    }

    @Test
    void a_source_that_shows_fewer_than_it_says_it_has_ends_nothing() throws Exception {
        harvest();
        HydraPages.page(source, 2, 3, HydraPages.target(3), List.of());
        HarvestReport report = harvest();
        assertThat(report.isComplete()).isFalse();
        assertThat(report.troubles()).anyMatch(trouble -> trouble.contains("says that it has 3"));
        assertThat(sink.withdrawn).isEmpty();
    }

    @Test
    void two_datasets_of_one_identifier_do_not_take_each_others_place() throws Exception {
        String two = "@prefix dcat: <http://www.w3.org/ns/dcat#> . @prefix dct: <http://purl.org/dc/terms/> .\n"
                + "<{base}/birds/1> a dcat:Dataset ; dct:identifier \"1\" ; dct:title \"Levels of the birds\" .\n"
                + "<{base}/fish/1> a dcat:Dataset ; dct:identifier \"1\" ; dct:title \"Levels of the fish\" .\n";
        source.put("/both", "text/turtle", two);
        HarvestReport report = harvest("/both", Optional.of(SourceKind.DCAT));
        assertThat(titles()).containsExactly("birds");
        assertThat(report.refusals())
                .extracting(HarvestReport.Refusal::id)
                .containsExactly(source.url("/fish/1").toString());

        source.put("/both", "text/turtle", two.replaceAll("<\\{base}/fish.*\n", ""));
        assertThat(harvest("/both", Optional.of(SourceKind.DCAT)).withdrawn()).isZero();
        assertThat(sink.withdrawn).isEmpty();
    }

    @Test
    void pages_that_lead_in_a_circle_come_to_an_end_and_end_nothing() throws Exception {
        harvest();
        HydraPages.page(source, 2, 3, "/catalog", List.of("isar"));
        HarvestReport report = harvest();
        assertThat(report.isComplete()).isFalse();
        assertThat(report.troubles()).anyMatch(trouble -> trouble.contains("no end"));
        assertThat(sink.withdrawn).isEmpty();
    }

    /** As catalogs do whose next page is made from the address that was asked (ckan/ckanext-dcat#260). */
    @Test
    void the_same_page_under_ever_new_addresses_is_read_once() throws Exception {
        String same = "@prefix hydra: <http://www.w3.org/ns/hydra/core#> .\n"
                + "<{base}/same> a hydra:PartialCollectionView ; hydra:totalItems 9 ; hydra:next <?page=%d> .\n";
        source.put("/same", "text/turtle", same.replace("<?page=%d>", "<{base}/same?x=1>"));
        source.put("/same?x=1", "text/turtle", same.replace("<?page=%d>", "<{base}/same?x=1>"));
        HarvestReport report = harvest("/same", Optional.of(SourceKind.DCAT));
        assertThat(report.troubles()).anyMatch(trouble -> trouble.contains("no end"));
        assertThat(source.asked()).hasSize(3);
    }

    @ParameterizedTest
    @CsvSource({
        "application/rdf+xml, '<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\""
                + " xmlns:dcat=\"http://www.w3.org/ns/dcat#\" xmlns:dct=\"http://purl.org/dc/terms/\">"
                + "<dcat:Dataset rdf:about=\"https://x.example/d\"><dct:title>Levels of the isar</dct:title></dcat:Dataset>"
                + "</rdf:RDF>'",
        "application/ld+json, '{\"@context\": {\"dcat\": \"http://www.w3.org/ns/dcat#\", \"dct\": \"http://purl.org/dc/terms/\"},"
                + " \"@id\": \"https://x.example/d\", \"@type\": \"dcat:Dataset\", \"dct:title\": \"Levels of the isar\"}'"
    })
    void reads_each_notation_by_its_media_type(String mediaType, String body) throws Exception {
        source.put("/one", mediaType, body);
        harvest("/one", Optional.empty());
        assertThat(titles()).containsExactly("isar");
    }

    @Test
    void reads_no_entities_and_fetches_no_context() throws Exception {
        source.put(
                "/xml",
                "application/rdf+xml",
                "<!DOCTYPE r [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><rdf:RDF"
                        + " xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\"/>");
        source.put("/context", "application/ld+json", "{}");
        source.put(
                "/json",
                "application/ld+json",
                "{\"@context\": \"{base}/context\", \"@type\": \"http://www.w3.org/ns/dcat#Dataset\"}");
        assertThat(harvest("/xml", Optional.of(SourceKind.DCAT)).isComplete()).isFalse();
        assertThat(harvest("/json", Optional.of(SourceKind.DCAT)).isComplete()).isFalse();
        assertThat(source.targets()).doesNotContain("/context");
        assertThat(sink.taken).isEmpty();
    }

    @Test
    void reads_the_document_of_dcat_us() throws Exception {
        source.put("/data.json", "application/json", """
                {"conformsTo": "https://project-open-data.cio.gov/v1.1/schema", "dataset": [
                  {"@type": "dcat:Dataset", "identifier": "isar", "title": "Levels of the isar", "description": "All.",
                   "modified": "2026-01-01", "accessLevel": "public", "keyword": ["river"],
                   "publisher": {"name": "Office"}, "contactPoint": {"fn": "A", "hasEmail": "mailto:a@office.example"}},
                  {"@type": "dcat:Dataset", "identifier": "inn", "title": "Levels of the inn", "description": "All.",
                   "modified": "2026-01-01", "accessLevel": "public", "keyword": ["river"],
                   "publisher": {"name": "Office"}, "contactPoint": {"fn": "A", "hasEmail": "mailto:a@office.example"}}]}
                """);
        HarvestReport report = harvest("/data.json", Optional.empty());
        assertThat(report.kind()).contains(SourceKind.DCAT_US);
        assertThat(titles()).as(report.toString()).containsExactlyInAnyOrder("isar", "inn");
    }
}
