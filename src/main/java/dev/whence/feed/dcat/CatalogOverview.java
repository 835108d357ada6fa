package dev.whence.feed.dcat;

import dev.whence.catalog.CatalogView;
import dev.whence.feed.PublishedRecords;
import dev.whence.feed.rdf.Description;
import dev.whence.feed.rdf.Prefixes;
import dev.whence.receipt.Iris;
import dev.whence.vocab.Dcat;
import dev.whence.vocab.Dct;
import dev.whence.vocab.Foaf;
import dev.whence.vocab.Spdx;
import dev.whence.vocab.VoidTerms;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.jena.datatypes.xsd.XSDDatatype;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.vocabulary.RDF;

/**
 * The catalog described as a whole: how much it holds, its dump with its checksum, its SPARQL endpoint. VoID for who crawls
 * linked data, and DCAT-AP for who checks it. Thread-safe.
 */
public final class CatalogOverview {
    private static final String MEDIA_TYPES = "https://www.iana.org/assignments/media-types/";

    private final PublishedRecords records;
    private final Addresses addresses;
    private final CatalogHead head;
    private final Prefixes prefixes = Prefixes.read();

    public CatalogOverview(PublishedRecords records, CatalogAbout about) {
        this.records = records;
        this.addresses = new Addresses(records.iris());
        this.head = new CatalogHead(addresses, about);
    }

    /** @param whole of the dump, where it is made already; without it the checksum is left out */
    public List<Description> describe(String organisation, Optional<CatalogDump.Whole> whole) {
        String space = records.iris().space(organisation);
        CatalogView view = records.catalog().datasets(organisation).view();
        String base = records.iris().base();
        String dump = addresses.dump(organisation);
        String sparql = base + "sparql";
        Said catalog = head.of(organisation, view)
                .say(RDF.Nodes.type, VoidTerms.DATASET)
                .say(VoidTerms.DATA_DUMP, dump)
                .say(VoidTerms.SPARQL_ENDPOINT, sparql)
                .say(VoidTerms.URI_SPACE, NodeFactory.createLiteralString(space))
                .say(
                        VoidTerms.ENTITIES,
                        NodeFactory.createLiteralDT(String.valueOf(view.total()), XSDDatatype.XSDinteger))
                .say(Dcat.DISTRIBUTION, dump)
                .say(Dcat.SERVICE, sparql);
        prefixes.namespaces().values().forEach(namespace -> catalog.say(VoidTerms.VOCABULARY, namespace));
        List<Description> all = new ArrayList<>(List.of(
                new Said(space + ".well-known/void")
                        .say(RDF.Nodes.type, VoidTerms.DATASET_DESCRIPTION)
                        .say(Foaf.PRIMARY_TOPIC, catalog.node())
                        .description(),
                catalog.description(),
                head.publisher(organisation)));
        all.addAll(dump(dump, whole));
        all.addAll(sparql(sparql, base));
        return all;
    }

    private List<Description> dump(String address, Optional<CatalogDump.Whole> whole) {
        Said dump = new Said(address)
                .say(RDF.Nodes.type, Dcat.DISTRIBUTION_CLASS)
                .say(Dct.TITLE, head.inWords("The whole catalog as N-Quads"))
                .say(Dcat.ACCESS_URL, address)
                .say(Dcat.DOWNLOAD_URL, address)
                .say(Dcat.MEDIA_TYPE, MEDIA_TYPES + "application/n-quads")
                .say(Dcat.COMPRESS_FORMAT, MEDIA_TYPES + "application/gzip");
        List<Description> all = new ArrayList<>();
        for (String type : List.of("application/n-quads", "application/gzip")) {
            all.add(new Said(MEDIA_TYPES + type)
                    .say(RDF.Nodes.type, Dct.MEDIA_TYPE)
                    .description());
        }
        whole.ifPresent(known -> {
            Said checksum = new Said(Iris.checksum(address))
                    .say(RDF.Nodes.type, Spdx.CHECKSUM_CLASS)
                    .say(Spdx.ALGORITHM, Spdx.SHA256)
                    .say(Spdx.CHECKSUM_VALUE, NodeFactory.createLiteralDT(known.sha256(), XSDDatatype.XSDhexBinary));
            dump.say(Spdx.CHECKSUM, checksum.node())
                    .say(
                            Dcat.BYTE_SIZE,
                            NodeFactory.createLiteralDT(
                                    String.valueOf(known.bytes()), XSDDatatype.XSDnonNegativeInteger));
            all.add(checksum.description());
            all.add(new Said(Spdx.SHA256.getURI())
                    .say(RDF.Nodes.type, Spdx.CHECKSUM_ALGORITHM)
                    .description());
        });
        all.add(0, dump.description());
        return all;
    }

    private List<Description> sparql(String address, String base) {
        Node title = head.inWords("SPARQL endpoint");
        return List.of(new Said(address)
                .say(RDF.Nodes.type, Dcat.DATA_SERVICE)
                .say(Dct.TITLE, title)
                .say(Dct.IDENTIFIER, NodeFactory.createLiteralString(address))
                .say(Dcat.ENDPOINT_URL, address)
                .say(Dcat.ENDPOINT_DESCRIPTION, base + "openapi.json")
                .description());
    }
}
