package dev.whence.serve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.whence.receipt.ReceiptKind;
import dev.whence.testkit.Publishing;
import dev.whence.testkit.TestWhence;
import dev.whence.testkit.Web.Answer;
import io.gdcc.xoai.model.oaipmh.DeletedRecord;
import io.gdcc.xoai.model.oaipmh.results.Record;
import io.gdcc.xoai.model.oaipmh.verbs.Identify;
import io.gdcc.xoai.serviceprovider.ServiceProvider;
import io.gdcc.xoai.serviceprovider.client.JdkHttpOaiClient;
import io.gdcc.xoai.serviceprovider.model.Context;
import io.gdcc.xoai.serviceprovider.parameters.ListRecordsParameters;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFParser;
import org.apache.jena.sparql.graph.GraphFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code /oai}, asked by a harvester that is not ours, and by hand where that one is too well behaved. */
class OaiApiTest {
    private static final Pattern TOKEN = Pattern.compile("<resumptionToken[^>]*>([^<]+)</resumptionToken>");
    private static final Pattern IDENTIFIER = Pattern.compile("<identifier>([^<]+)</identifier>");
    private static final Pattern RDF =
            Pattern.compile("<metadata>\\s*(<rdf:RDF.*?</rdf:RDF>)\\s*</metadata>", Pattern.DOTALL);

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
    void a_harvester_gets_every_record_once_and_is_told_what_went() throws Exception {
        publish(0, 230);
        withdraw("n7");

        List<Record> records = list(harvester().listRecords(prefix("dcat_ap")));

        assertThat(records).hasSize(230);
        assertThat(records)
                .extracting(record -> record.getHeader().getIdentifier())
                .doesNotHaveDuplicates();
        assertThat(records.stream().filter(record -> record.getHeader().isDeleted()))
                .extracting(record -> record.getHeader().getIdentifier())
                .containsExactly(iri("n7"));
    }

    @Test
    void it_says_what_it_is() throws Exception {
        publish(0, 1);

        Identify identify = harvester().identify();

        assertThat(identify.getBaseURL()).isEqualTo(whence.base() + "oai");
        assertThat(identify.getDeletedRecord()).isEqualTo(DeletedRecord.PERSISTENT);
        assertThat(identify.getGranularity().toString()).isEqualTo("YYYY-MM-DDThh:mm:ssZ");
        assertThat(identify.getAdminEmails()).hasSize(1);
    }

    @Test
    void it_agrees_with_the_pages_on_what_changed_since_a_time() throws Exception {
        publish(0, 5);
        withdraw("n2");
        // Whole seconds: the protocol has no finer ones.
        Instant since = Instant.parse(FeedReplay.of(whence, "application/trig")
                        .members()
                        .get(2)
                        .published())
                .truncatedTo(java.time.temporal.ChronoUnit.SECONDS);

        List<Record> records = list(harvester().listRecords(prefix("dcat_ap").withFrom(since)));
        Answer page = whence.web().get("/catalog?modified_since=" + since, "Accept", "application/n-triples");

        Graph graph = GraphFactory.createDefaultGraph();
        RDFParser.fromString(page.text(), Lang.NTRIPLES).parse(graph);
        assertThat(ids(records, false)).isEqualTo(objects(graph, "http://www.w3.org/ns/dcat#dataset"));
        assertThat(ids(records, true))
                .isEqualTo(objects(graph, FeedReplay.AS + "object"))
                .containsExactly(iri("n2"));
    }

    private static Set<String> ids(List<Record> records, boolean isDeleted) {
        Set<String> ids = new HashSet<>();
        records.stream()
                .filter(record -> record.getHeader().isDeleted() == isDeleted)
                .forEach(record -> ids.add(record.getHeader().getIdentifier()));
        return ids;
    }

    private static Set<String> objects(Graph graph, String property) {
        return graph.find(Node.ANY, FeedReplay.iri(property), Node.ANY)
                .mapWith(triple -> triple.getObject().getURI())
                .toSet();
    }

    @Test
    void its_metadata_is_the_record_of_the_pages() {
        publish(0, 1);

        String answer = get("verb=GetRecord&metadataPrefix=dcat_ap&identifier=" + iri("n0"))
                .text();
        Matcher rdf = RDF.matcher(answer);
        assertThat(rdf.find()).as(answer).isTrue();
        Graph record = GraphFactory.createDefaultGraph();
        RDFParser.fromString(rdf.group(1), Lang.RDFXML).parse(record);

        assertThat(record.isIsomorphicWith(
                        FeedReplay.of(whence, "application/trig").result().get(iri("n0"))))
                .isTrue();
        assertThat(get("verb=GetRecord&metadataPrefix=oai_dc&identifier=" + iri("n0"))
                        .text())
                .contains("<dc:title>Rain of n0</dc:title>", "<dc:publisher>Rain Office</dc:publisher>");
    }

    @Test
    void series_are_sets() throws Exception {
        whence.publishing().publish(ReceiptKind.STAC_COLLECTION, Publishing.collection("rain"));
        publish(0, 3);
        withdraw("n1");
        whence.publishing().publish(ReceiptKind.STAC_ITEM, Publishing.item("snow", "s"));

        assertThat(get("verb=ListSets").text())
                .contains("<setSpec>stac-collection.rain</setSpec>", "Rain")
                .doesNotContain("snow");
        List<Record> records = list(harvester().listRecords(prefix("oai_dc").withSetSpec("stac-collection.rain")));
        assertThat(ids(records, false)).containsExactlyInAnyOrder(iri("n0"), iri("n2"));
        assertThat(ids(records, true)).containsExactly(iri("n1"));
        assertThat(get("verb=ListRecords&metadataPrefix=oai_dc&set=stac-collection.snow")
                        .text())
                .contains("noRecordsMatch");
    }

    @Test
    void what_went_from_a_set_is_told_also_after_its_series_went() throws Exception {
        whence.publishing().publish(ReceiptKind.STAC_COLLECTION, Publishing.collection("rain"));
        publish(0, 2);
        withdraw("n1");
        whence.publishing().withdraw(ReceiptKind.STAC_COLLECTION, "rain", "no more");

        List<Record> records = list(harvester().listRecords(prefix("oai_dc").withSetSpec("stac-collection.rain")));

        assertThat(ids(records, true)).containsExactly(iri("n1"));
        assertThat(ids(records, false)).containsExactly(iri("n0"));
        assertThat(get("verb=ListSets").text()).contains("<setSpec>stac-collection.rain</setSpec>");
        assertThat(get("verb=GetRecord&metadataPrefix=oai_dc&identifier=" + iri("n1"))
                        .text())
                .contains("<setSpec>stac-collection.rain</setSpec>");
    }

    @Test
    void an_element_is_said_once() {
        publish(0, 1);

        String answer = get("verb=GetRecord&metadataPrefix=oai_dc&identifier=" + iri("n0"))
                .text();

        assertThat(answer.split("<dc:identifier>", -1)).hasSize(2);
    }

    @Test
    void a_list_goes_on_in_the_view_in_which_it_began_also_after_a_restart() throws IOException {
        publish(0, 250);
        String first = get("verb=ListIdentifiers&metadataPrefix=oai_dc").text();
        publish(0, 120);
        publish(250, 260);
        whence.close();
        whence = TestWhence.start(folder.resolve("data"));

        List<String> met = identifiers(first);
        Optional<String> token = token(first);
        while (token.isPresent()) {
            String next =
                    get("verb=ListIdentifiers&resumptionToken=" + token.get()).text();
            met.addAll(identifiers(next));
            token = token(next);
            assertThat(next).contains("completeListSize=\"250\"");
        }

        assertThat(met).doesNotHaveDuplicates().hasSize(250);
    }

    @Test
    void piveau_may_say_the_prefix_again() {
        publish(0, 101);
        String first = get("verb=ListRecords&metadataPrefix=dcat_ap").text();
        assertThat(first).contains("<resumptionToken completeListSize=\"101\" cursor=\"0\">");
        String again = "verb=ListRecords&resumptionToken=" + token(first).orElseThrow() + "&metadataPrefix=";

        assertThat(identifiers(get(again + "dcat_ap").text())).hasSize(1);
        assertThat(get(again + "dcat_ap").text()).contains("<resumptionToken completeListSize=\"101\" cursor=\"100\"");
        assertThat(get(again + "oai_dc").text()).contains("badArgument");
    }

    @ParameterizedTest
    @CsvSource({
        "from=2026-12-01&until=2026-11-01, from lies after until",
        "from=2026-01-01&until=2026-01-01T00:00:00Z, not of the same granularity"
    })
    void of_two_times_that_do_not_go_together_neither_is_called_no_date(String times, String told) {
        publish(0, 1);

        String answer =
                get("verb=ListIdentifiers&metadataPrefix=oai_dc&" + times).text();

        assertThat(answer).contains("badArgument", told).doesNotContain("valid date");
    }

    @ParameterizedTest
    @CsvSource({
        "'', badVerb",
        "verb=Nothing, badVerb",
        "verb=Identify&verb=Identify, badVerb",
        "verb=%00%01, badVerb",
        "verb=Identify&from=2026-01-01, badArgument",
        "verb=ListRecords, badArgument",
        "verb=ListRecords&metadataPrefix=oai_dc&from=yesterday, badArgument",
        "verb=ListRecords&metadataPrefix=oai_dc&from=2026-02-30, badArgument",
        "verb=ListRecords&metadataPrefix=oai_dc&from=2026-01-01&until=2026-01-01T00:00:00Z, badArgument",
        "verb=ListRecords&metadataPrefix=oai_dc&from=2026-02-01&until=2026-01-01, badArgument",
        "verb=ListRecords&metadataPrefix=oai_dc&from=2999-01-01, noRecordsMatch",
        "verb=ListRecords&metadataPrefix=oai_dc&until=1999-01-01, noRecordsMatch",
        "verb=ListRecords&metadataPrefix=oai_dc&set=no.such, noRecordsMatch",
        "verb=ListRecords&metadataPrefix=marc, cannotDisseminateFormat",
        "verb=ListRecords&resumptionToken=, badResumptionToken",
        "verb=ListRecords&resumptionToken=abc, badResumptionToken",
        // 1|1|5000|100|101|oai_dc|||: a place behind the end
        "verb=ListRecords&resumptionToken=MXwxfDUwMDB8MTAwfDEwMXxvYWlfZGN8fHw, badResumptionToken",
        // 1|1|0|100|101||||: of a list of sets
        "verb=ListRecords&resumptionToken=MXwxfDB8MTAwfDEwMXx8fHw, badResumptionToken",
        "verb=GetRecord&metadataPrefix=oai_dc, badArgument",
        "verb=GetRecord&metadataPrefix=oai_dc&identifier=oai:nothing, idDoesNotExist",
        "verb=GetRecord&metadataPrefix=marc&identifier=BASEstac/collections/rain/items/n0, cannotDisseminateFormat",
        "verb=ListMetadataFormats&identifier=oai:nothing, idDoesNotExist"
    })
    void what_is_wrong_with_a_request_stands_in_the_answer(String query, String code) {
        publish(0, 1);

        Answer answer = get(query.replace("BASE", whence.base()));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.mediaType()).isEqualTo("text/xml");
        assertThat(answer.text()).contains("<error code=\"" + code + "\"");
        assertThat(xml(answer)).isTrue();
    }

    private static boolean xml(Answer answer) {
        try {
            var factory = javax.xml.parsers.DocumentBuilderFactory.newInstance();
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            factory.newDocumentBuilder().parse(new java.io.ByteArrayInputStream(answer.body()));
            return true;
        } catch (Exception notXml) {
            throw new AssertionError(answer.text(), notXml);
        }
    }

    @Test
    void days_are_as_good_as_seconds_and_what_was_asked_is_repeated() {
        publish(0, 2);

        for (String form :
                List.of("from=2020-01-01&until=2999-01-01", "from=2020-01-01T00:00:00Z&until=2999-01-01T00:00:00Z")) {
            String answer =
                    get("verb=ListIdentifiers&metadataPrefix=oai_dc&" + form).text();
            assertThat(identifiers(answer)).hasSize(2);
            Stream.of(form.split("&"))
                    .forEach(argument -> assertThat(answer).contains(argument.replace("=", "=\"") + "\""));
        }
    }

    @Test
    void a_form_may_be_posted() {
        publish(0, 1);

        Answer answer = whence.web()
                .post(
                        "/oai",
                        "verb=ListRecords&metadataPrefix=oai_dc".getBytes(StandardCharsets.UTF_8),
                        "application/x-www-form-urlencoded");

        assertThat(identifiers(answer.text())).containsExactly(iri("n0"));
        assertThat(get("verb=ListMetadataFormats&identifier=" + iri("n0")).text())
                .contains("dcat_ap", "oai_dc");
    }

    private ServiceProvider harvester() throws Exception {
        String url = whence.url() + "oai";
        Context context = new Context()
                .withBaseUrl(url)
                .withOAIClient(JdkHttpOaiClient.newBuilder().withBaseUrl(url).build())
                .withSaveUnparsedMetadata();
        return new ServiceProvider(context);
    }

    private static ListRecordsParameters prefix(String prefix) {
        return ListRecordsParameters.request().withMetadataPrefix(prefix);
    }

    private static List<Record> list(Iterator<Record> records) {
        List<Record> all = new ArrayList<>();
        records.forEachRemaining(all::add);
        return all;
    }

    private Answer get(String query) {
        return whence.web().get("/oai?" + query);
    }

    private static List<String> identifiers(String answer) {
        return new ArrayList<>(IDENTIFIER
                .matcher(answer)
                .results()
                .map(found -> found.group(1))
                .toList());
    }

    private static Optional<String> token(String answer) {
        return TOKEN.matcher(answer).results().map(found -> found.group(1)).findFirst();
    }

    private String iri(String name) {
        return whence.base() + "stac/collections/rain/items/" + name;
    }

    private void publish(int from, int to) {
        IntStream.range(from, to)
                .forEach(n -> whence.publishing().publish(ReceiptKind.STAC_ITEM, Publishing.item("rain", "n" + n)));
    }

    private void withdraw(String name) {
        whence.publishing().withdraw(ReceiptKind.STAC_ITEM, "rain/" + name, "no more");
    }
}
