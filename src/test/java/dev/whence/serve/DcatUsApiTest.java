package dev.whence.serve;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import dev.whence.harvest.read.Document;
import dev.whence.harvest.read.SourceKind;
import dev.whence.harvest.read.SourceKinds;
import dev.whence.receipt.ReceiptKind;
import dev.whence.testkit.Publishing;
import dev.whence.testkit.SharedData;
import dev.whence.testkit.TestWhence;
import dev.whence.testkit.Web.Answer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code /data.json} and {@code /dcat-us/3.0/catalog.json}: the whole catalog in one document. */
class DcatUsApiTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String V1_1 = "/data.json";
    private static final String V3_0 = "/dcat-us/3.0/catalog.json";

    @TempDir
    private Path folder;

    private TestWhence whence;

    @BeforeEach
    void start() throws IOException {
        whence = TestWhence.start(folder.resolve("data"));
    }

    @AfterEach
    void stop() {
        whence.close();
    }

    @Test
    void what_is_there_is_told_as_data_gov_reads_it() throws IOException {
        publish("a", true);

        JsonNode dataset = whence.web().get(V1_1).json().path("dataset").path(0);

        assertThat(dataset.path("identifier").asText()).isEqualTo(iri("a"));
        assertThat(dataset.path("title").asText()).isEqualTo("Rain of a");
        assertThat(dataset.path("accessLevel").asText()).isEqualTo("public");
        assertThat(dataset.path("publisher").path("name").asText()).isEqualTo("Rain Office");
        assertThat(dataset.path("contactPoint").path("hasEmail").asText()).isEqualTo("mailto:rain@office.example.org");
        assertThat(dataset.path("keyword")).hasSize(2);
        assertThat(dataset.path("license").asText()).isEqualTo("https://spdx.org/licenses/CC-BY-4.0");
        assertThat(dataset.path("distribution").path(0).path("mediaType").asText())
                .isEqualTo("text/csv");
        assertThat(dataset.has("bureauCode")).isFalse();
    }

    @Test
    void the_newer_form_has_checksums_runs_and_records() throws IOException {
        publish("a", true);

        JsonNode catalog = whence.web().get(V3_0).json();

        JsonNode dataset = catalog.path("dataset").path(0);
        assertThat(dataset.path("distribution")
                        .path(0)
                        .path("checksum")
                        .path("checksumValue")
                        .asText())
                .isEqualTo("ab".repeat(32));
        assertThat(dataset.path("wasGeneratedBy").path(0).path("@id").asText()).contains("/run/");
        assertThat(catalog.path("record")).hasSize(1);
        assertThat(catalog.path("record").path(0).path("primaryTopic").asText()).isEqualTo(iri("a"));
    }

    @Test
    void a_dataset_is_part_only_of_what_stands_in_the_same_document() throws IOException {
        publish("a", true);
        assertThat(first(V1_1).has("isPartOf")).isFalse();
        // It lacks the keywords without which it is left out.
        whence.publishing().publish(ReceiptKind.STAC_COLLECTION, Publishing.collection("rain"));
        assertThat(first(V1_1).has("isPartOf")).isFalse();

        whence.publishing().publish(ReceiptKind.STAC_COLLECTION, with(Publishing.collection("rain"), ""));

        assertThat(first(V1_1).path("isPartOf").asText()).isEqualTo(whence.base() + "stac/collections/rain");
    }

    @Test
    void the_newer_form_tells_of_the_series_by_its_name_until_it_is_published_itself() throws IOException {
        publish("a", true);
        JsonNode series = first(V3_0).path("inSeries").path(0);
        assertThat(series.path("@id").asText()).isEqualTo(whence.base() + "stac/collections/rain");
        assertThat(series.path("title").asText()).isEqualTo("rain");

        whence.publishing().publish(ReceiptKind.STAC_COLLECTION, Publishing.collection("rain"));

        JsonNode published = first(V3_0).path("inSeries").path(0);
        assertThat(published.path("title").asText()).isEqualTo("Rain");
        assertThat(published.path("description").asText()).isEqualTo("All of it.");
    }

    @Test
    void the_newer_form_tells_of_pages_and_standards() throws IOException {
        restartWithContact();
        publishGauges();

        JsonNode dataset = first(V3_0);

        assertThat(dataset.path("landingPage").path("@id").asText()).isEqualTo("https://office.example.org/gauges");
        assertThat(dataset.path("landingPage").path("title").asText()).isEqualTo("https://office.example.org/gauges");
        assertThat(dataset.path("conformsTo").path(0).path("@id").asText())
                .isEqualTo("https://standards.example.org/1");
    }

    private void restartWithContact() throws IOException {
        whence.close();
        whence = TestWhence.start(folder.resolve("data"), Map.of("WHENCE_CATALOG_CONTACT", "data@example.org"));
    }

    private void publishGauges() {
        String more = """
                \\'dcat:landingPage\\': {\\'@id\\': \\'https://office.example.org/gauges\\'},\
                 \\'dct:conformsTo\\': {\\'@id\\': \\'https://standards.example.org/1\\'}, \\'dct:rights\\'""";
        whence.publishing()
                .publish(ReceiptKind.DCAT_DATASET, Publishing.dataset("gauges").replace("\\'dct:rights\\'", more));
    }

    private JsonNode first(String path) throws IOException {
        return whence.web().get(path).json().path("dataset").path(0);
    }

    @ParameterizedTest
    @ValueSource(strings = {V1_1, V3_0})
    void what_lacks_what_the_schema_demands_is_left_out_and_counted(String path) throws IOException {
        assertThat(whence.web().get(path).json().path("dataset").isArray()).isTrue();
        publish("a", true);
        publish("b", false);
        publish("c", true);

        Answer answer = whence.web().get(path);

        assertThat(answer.header("Whence-Left-Out")).isEqualTo("1");
        assertThat(answer.json().path("dataset")).hasSize(2);
        assertThat(answer.text()).doesNotContain(iri("b"));
    }

    @Test
    void who_answers_for_the_catalog_answers_for_what_names_nobody() throws IOException {
        restartWithContact();
        publish("b", false);

        Answer answer = whence.web().get(V3_0);

        assertThat(answer.header("Whence-Left-Out")).isEqualTo("0");
        assertThat(answer.json()
                        .path("dataset")
                        .path(0)
                        .path("contactPoint")
                        .path("hasEmail")
                        .asText())
                .isEqualTo("mailto:data@example.org");
    }

    @ParameterizedTest
    @ValueSource(strings = {V1_1, V3_0})
    void a_harvester_knows_it_by_its_form(String path) throws Exception {
        byte[] body = whence.web().get(path).body();

        assertThat(SourceKinds.detect(new Document(URI.create(whence.url() + path), body, "application/json", false)))
                .isEqualTo(SourceKind.DCAT_US);
    }

    @ParameterizedTest
    @CsvSource({"en, Rain", "de, Regen", "fr, Rain"})
    void of_a_title_in_several_languages_the_catalogs_own_is_told(String language, String title) throws IOException {
        whence.close();
        whence = TestWhence.start(
                folder.resolve("data"),
                Map.of("WHENCE_CATALOG_CONTACT", "data@example.org", "WHENCE_CATALOG_LANGUAGE", language));
        whence.publishing().publish(ReceiptKind.DCAT_DATASET, """
                {'@context': {'dct': 'http://purl.org/dc/terms/'}, '@id': 'https://example.org/rain',
                 '@type': 'http://www.w3.org/ns/dcat#Dataset', 'dct:description': 'Measured.', 'dct:identifier': 'rain',
                 'dct:title': [{'@value': 'Regen', '@language': 'de'}, {'@value': 'Rain', '@language': 'en-GB'},
                  {'@value': 'Apluie', '@language': 'cs'}]}
                """);

        assertThat(whence.web()
                        .get(V3_0)
                        .json()
                        .path("dataset")
                        .path(0)
                        .path("title")
                        .asText())
                .isEqualTo(title);
    }

    @ParameterizedTest
    @ValueSource(strings = {V1_1, V3_0})
    void it_is_the_same_until_the_catalog_changes(String path) throws IOException {
        publish("a", true);
        Answer before = whence.web().get(path);
        whence.close();
        whence = TestWhence.start(folder.resolve("data"));

        Answer after = whence.web().get(path);
        String tag = after.header("ETag");

        assertThat(after.body()).isEqualTo(before.body());
        assertThat(tag).isEqualTo(before.header("ETag"));
        assertThat(whence.web().get(path, "If-None-Match", tag).status()).isEqualTo(304);
        Answer head = whence.web().send("HEAD", path, BodyPublishers.noBody());
        assertThat(head.header("ETag")).isEqualTo(tag);
        assertThat(head.header("Whence-Left-Out")).isEqualTo("0");
        Answer gzip = whence.web().get(path, "Accept-Encoding", "gzip");
        assertThat(new GZIPInputStream(new ByteArrayInputStream(gzip.body())).readAllBytes())
                .isEqualTo(before.body());
        publish("b", true);
        assertThat(whence.web().get(path).header("ETag")).isNotEqualTo(tag);
    }

    @Test
    void it_passes_the_schema_of_1_1() throws IOException {
        Path schemas = SharedData.at("catalog/dcat-us-1.1/schema");
        Map<String, String> files = Map.of(
                "https://project-open-data.cio.gov/v1.1/schema/catalog.json",
                Files.readString(schemas.resolve("catalog.json")),
                "https://project-open-data.cio.gov/v1.1/schema/dataset.json",
                // It asks unique items of what is no array, which a validator must not heed; ours does.
                Files.readString(schemas.resolve("non-federal_dataset.json"))
                        .replaceAll("\"uniqueItems\": true,\\s*(\"\\$ref\")", "$1"));
        fill();

        Answer answer = whence.web().get(V1_1);

        assertThat(answer.json().path("dataset")).hasSize(3);
        assertThat(findings(files, "https://project-open-data.cio.gov/v1.1/schema/catalog.json", answer))
                .isEmpty();
    }

    @Test
    void it_passes_the_schema_of_3_0() throws IOException {
        Map<String, String> files = new HashMap<>();
        String catalog = "";
        try (Stream<Path> schemas = Files.list(SharedData.at("catalog/dcat-us-3.0/definitions"))) {
            for (Path schema : schemas.toList()) {
                String id = SharedData.json(schema).path("$id").asText();
                files.put(id, Files.readString(schema));
                catalog = schema.endsWith("Catalog.json") ? id : catalog;
            }
        }
        restartWithContact();
        fill();
        publishGauges();

        Answer answer = whence.web().get(V3_0);

        assertThat(answer.json().path("dataset")).hasSize(5);
        assertThat(findings(files, catalog, answer)).isEmpty();
    }

    private static List<String> findings(Map<String, String> files, String id, Answer answer) {
        SchemaRegistry registry = SchemaRegistry.withDefaultDialect(
                SpecificationVersion.DRAFT_2020_12,
                builder -> builder.schemas(iri -> files.get(iri.replaceFirst("#$", "")))
                        .schemaRegistryConfig(SchemaRegistryConfig.builder()
                                .formatAssertionsEnabled(true)
                                .build()));
        Schema schema = registry.getSchema(SchemaLocation.of(id));
        return schema.validate(answer.json()).stream().map(Object::toString).toList();
    }

    private void fill() throws IOException {
        whence.publishing().publish(ReceiptKind.STAC_COLLECTION, with(Publishing.collection("rain"), ""));
        publish("a", true);
        publish("b", false);
        publish("c", true);
    }

    private void publish(String id, boolean inFull) throws IOException {
        String item = Publishing.item("rain", id);
        whence.publishing().publish(ReceiptKind.STAC_ITEM, inFull ? with(item, "properties") : item);
    }

    private static String with(String document, String place) throws IOException {
        ObjectNode json = (ObjectNode) JSON.readTree(document.replace('\'', '"'));
        ObjectNode said = place.isEmpty() ? json : (ObjectNode) json.path(place);
        said.putArray("keywords").add("rain").add("weather");
        ObjectNode contact = said.putArray("contacts").addObject().put("name", "Rain desk");
        contact.putArray("emails").addObject().put("value", "rain@office.example.org");
        if (place.isEmpty()) {
            said.putArray("providers")
                    .addObject()
                    .put("name", "Rain Office")
                    .putArray("roles")
                    .add("producer");
        }
        return json.toString();
    }

    private String iri(String id) {
        return whence.base() + "stac/collections/rain/items/" + id;
    }
}
