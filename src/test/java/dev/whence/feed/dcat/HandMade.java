package dev.whence.feed.dcat;

import dev.whence.catalog.Catalog;
import dev.whence.catalog.Change;
import dev.whence.catalog.RecordKey;
import dev.whence.feed.Published;
import dev.whence.receipt.DcatDataset;
import dev.whence.receipt.Iris;
import dev.whence.receipt.PolicyLabel;
import dev.whence.receipt.Publication;
import dev.whence.receipt.ReceiptId;
import java.io.StringReader;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Triple;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFParser;
import org.apache.jena.sparql.graph.GraphFactory;

/** A catalog without a ledger: what is published is made up from its name. One thread writes. */
final class HandMade implements CatalogEntries {
    static final String ORGANISATION = Iris.DEFAULT_ORGANISATION;
    static final Iris IRIS = new Iris("https://data.example.org/");
    static final CatalogAbout ABOUT =
            new CatalogAbout("Rain", "All that was measured.", "en", "Rain Office", Optional.empty());
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private static final String PREFIXES = """
            PREFIX dcat: <http://www.w3.org/ns/dcat#>
            PREFIX dct: <http://purl.org/dc/terms/>
            PREFIX foaf: <http://xmlns.com/foaf/0.1/>
            PREFIX prov: <http://www.w3.org/ns/prov#>
            PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
            PREFIX spdx: <http://spdx.org/rdf/terms#>
            PREFIX vcard: <http://www.w3.org/2006/vcard/ns#>
            PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
            """;

    private final Catalog catalog = new Catalog();
    private final Set<Long> erased = new HashSet<>();
    private long sequence;

    CatalogPages pages() {
        return new CatalogPages(catalog, this, IRIS, ABOUT, 1 << 20);
    }

    CatalogDumps dumps(Path folder) {
        return new CatalogDumps(catalog, this, IRIS, ABOUT, folder);
    }

    void publish(String... names) {
        for (String name : names) {
            catalog.publish(ORGANISATION, named(name), new Catalog.Places(true, false), sequence, now());
            sequence++;
        }
    }

    void withdraw(String... names) {
        for (String name : names) {
            catalog.withdraw(ORGANISATION, named(name), sequence, now());
            sequence++;
        }
    }

    void erase(String name, long publication) {
        erased.add(publication);
        catalog.erase(ORGANISATION, named(name), publication, sequence, now());
        sequence++;
    }

    /** When the next entry will be. */
    Instant now() {
        return START.plusSeconds(sequence);
    }

    static RecordKey named(String name) {
        return name.startsWith("series-")
                ? new RecordKey("stac-collection", name)
                : new RecordKey("dcat-dataset", name);
    }

    static String dataset(String name) {
        return IRIS.dataset(ORGANISATION, name);
    }

    @Override
    public Optional<Published> read(String organisation, Change change) {
        if (erased.contains(change.sequence())) {
            return Optional.empty();
        }
        String name = change.key().subject();
        String record = IRIS.record(organisation, change.key().kind(), name);
        ReceiptId id = new ReceiptId("%064x".formatted(change.sequence()));
        return Optional.of(new Published(
                change,
                publication(name),
                id,
                iri(organisation, change.key()),
                record,
                IRIS.receipt(organisation, id),
                name.startsWith("series-") ? series(name) : described(name)));
    }

    @Override
    public String iri(String organisation, RecordKey key) {
        return key.kind().equals("stac-collection")
                ? IRIS.stacCollection(organisation, key.subject())
                : IRIS.dataset(organisation, key.subject());
    }

    @Override
    public Optional<RecordKey> key(String iri) {
        return Optional.of(named(iri.substring(iri.lastIndexOf('/') + 1)));
    }

    private static Publication publication(String name) {
        return new Publication(
                "hmac:" + "0".repeat(64),
                "hmac:" + "0".repeat(64),
                START,
                PolicyLabel.PUBLIC,
                List.of(),
                name.equals("a") ? Optional.of("Not for navigation.") : Optional.empty(),
                true,
                new DcatDataset(name, "text/turtle", "", Optional.empty(), Optional.empty(), Optional.empty()));
    }

    private static List<Triple> series(String name) {
        return parse("""
                <%s> a dcat:DatasetSeries ; dct:identifier "%s" ; dct:title "All of it" ; dct:description "Many." .
                """.formatted(IRIS.stacCollection(ORGANISATION, name), name));
    }

    /** With text where a thing must stand, things without types and names, and a source that is not here. */
    private static List<Triple> described(String name) {
        String iri = dataset(name);
        return parse("""
                <%1$s> a dcat:Dataset ; dct:identifier "%2$s" ; dct:title "Rain of %2$s"@en ; dct:description "Measured."@en ;
                    dct:publisher <https://data.example.org/agent/office> , <https://data.example.org/agent/second> ;
                    dcat:theme <http://publications.europa.eu/resource/authority/data-theme/ENVI> ;
                    dct:license <https://spdx.org/licenses/CC-BY-4.0> ; dct:rights "Ask first." ; dct:accessRights "public" ;
                    dct:spatial <%1$s#spatial> ; dct:temporal <%1$s#temporal> ; dcat:contactPoint <%1$s#contact> ;
                    dct:source <https://elsewhere.example/dataset/1> ; prov:wasDerivedFrom <https://elsewhere.example/dataset/1> ;
                    prov:wasGeneratedBy <https://data.example.org/run/r1> ; dct:issued "2026-01-01T00:00:00Z"^^xsd:dateTime ;
                    dcat:theme <https://themes.example.org/rain> ;
                    dcat:qualifiedRelation <%1$s#unsaid> , <%1$s#relation> ;
                    dcat:inSeries <https://data.example.org/stac/collections/series-a> ;
                    dcat:distribution <%1$s/d1> , <%1$s/d2> .
                <%1$s#spatial> a dct:Location ;
                    <http://www.w3.org/ns/locn#geometry> "POINT (1 2)"^^<http://www.opengis.net/ont/geosparql#wktLiteral> ; dcat:bbox "POINT (1 2)"^^<http://www.opengis.net/ont/geosparql#wktLiteral> .
                <%1$s#temporal> a dct:PeriodOfTime ; dcat:startDate "2026-01-01"^^xsd:date .
                <%1$s#contact> a vcard:Kind ; vcard:fn "Office" .
                <%1$s/d1> a dcat:Distribution ; dcat:accessURL <https://files.example.org/%2$s> ; dcat:byteSize "12"^^xsd:nonNegativeInteger ;
                    dcat:mediaType <https://www.iana.org/assignments/media-types/text/csv> ; spdx:checksum <%1$s/d1#checksum> .
                <%1$s/d1#checksum> a spdx:Checksum ; spdx:algorithm spdx:checksumAlgorithm_sha256 ; spdx:checksumValue "%3$s"^^xsd:hexBinary .
                <%1$s/d2> a dcat:Distribution ; dcat:downloadURL <https://files.example.org/%2$s.zip> ;
                    dcat:accessService <%1$s#service> , <%1$s#nowhere> .
                <%1$s#service> a dcat:DataService ; dcat:endpointURL <https://api.example.org/%2$s> .
                <%1$s#nowhere> a dcat:DataService ; dct:title "Where?" .
                <https://themes.example.org/rain> a skos:Concept ; skos:inScheme <https://themes.example.org/> .
                <https://themes.example.org/> a skos:ConceptScheme ; skos:prefLabel "Themes"@en .
                <%1$s#unsaid> a dcat:Relationship ; dct:relation <https://elsewhere.example/dataset/2> .
                <%1$s#relation> a dcat:Relationship ; dct:relation <https://elsewhere.example/dataset/2> ;
                    dcat:hadRole <http://www.iana.org/assignments/relation/related> .
                """.formatted(iri, name, "ab".repeat(32)));
    }

    private static List<Triple> parse(String turtle) {
        Graph graph = GraphFactory.createDefaultGraph();
        RDFParser.create()
                .source(new StringReader(PREFIXES + turtle))
                .lang(Lang.TURTLE)
                .parse(graph);
        return graph.stream().toList();
    }
}
