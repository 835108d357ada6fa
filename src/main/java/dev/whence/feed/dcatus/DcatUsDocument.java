package dev.whence.feed.dcatus;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.whence.catalog.CatalogView;
import dev.whence.catalog.Change;
import dev.whence.feed.Published;
import dev.whence.feed.PublishedRecords;
import dev.whence.feed.dcat.CatalogAbout;
import dev.whence.feed.dcat.DatasetDescriptions;
import dev.whence.feed.rdf.Description;
import dev.whence.vocab.Dcat;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.jena.graph.Node;

/** The whole catalog in one document: what is in it is decided, and it is made while it is written. */
public final class DcatUsDocument {
    private static final int AT_ONCE = 500;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final String organisation;
    private final CatalogView view;
    private final String address;
    private final String tag;
    private final Parts parts;

    /** What it is made with. */
    record Parts(PublishedRecords records, CatalogAbout about, DatasetDescriptions descriptions, Mapping mapping) {}

    DcatUsDocument(String organisation, CatalogView view, String address, String tag, Parts parts) {
        this.organisation = organisation;
        this.view = view;
        this.address = address;
        this.tag = tag;
        this.parts = parts;
    }

    /** A strong validator, without quotation marks: equal tags mean equal bytes. */
    public String tag() {
        return tag;
    }

    /** When the catalog last changed; nothing where it never had anything. */
    public Optional<Instant> modified() {
        return view.modified();
    }

    /** Writes it; holds no more of it in memory than one record, and what its series are called. */
    public void writeTo(OutputStream out) throws IOException {
        write(out);
    }

    /** The same. @return how many datasets had to be left out */
    public int write(OutputStream out) throws IOException {
        try (JsonGenerator to = new JsonFactory().setCodec(JSON).createGenerator(out)) {
            to.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
            to.writeStartObject();
            head(to);
            BitSet told = datasets(to);
            if (parts.mapping().hasRecords()) {
                records(told, to);
            }
            to.writeEndObject();
            return view.total() - told.cardinality();
        }
    }

    private void head(JsonGenerator to) throws IOException {
        to.writeStringField("@id", address);
        ObjectNode head = parts.mapping().catalog().deepCopy();
        for (String said : parts.mapping().about()) {
            switch (said) {
                case "title" -> head.put(said, parts.about().title());
                case "description" -> head.put(said, parts.about().description());
                case "publisher" ->
                    head.putObject(said).put("name", parts.about().publisher());
                default -> throw new IllegalStateException("a catalog says no " + said + " of itself");
            }
        }
        for (var member : head.properties()) {
            to.writeFieldName(member.getKey());
            to.writeTree(member.getValue());
        }
    }

    /** @return the ordinals of those that are told of */
    private BitSet datasets(JsonGenerator to) throws IOException {
        BitSet told = new BitSet();
        DocumentSeries series = new DocumentSeries(organisation, view, parts);
        to.writeArrayFieldStart("dataset");
        for (int after = CatalogView.START; ; ) {
            List<Change> some = view.records(after, AT_ONCE);
            for (Change change : some) {
                Optional<ObjectNode> dataset = dataset(change, series);
                if (dataset.isPresent()) {
                    told.set(change.ordinal());
                    to.writeTree(dataset.get());
                }
            }
            if (some.size() < AT_ONCE) {
                to.writeEndArray();
                return told;
            }
            after = some.get(some.size() - 1).ordinal();
        }
    }

    private Optional<ObjectNode> dataset(Change change, DocumentSeries series) {
        return parts.records().read(organisation, change).flatMap(published -> dataset(published, series));
    }

    private Optional<ObjectNode> dataset(Published published, DocumentSeries series) {
        List<Description> said = new ArrayList<>(parts.descriptions().of(published));
        Set<String> others = new HashSet<>();
        for (String iri : in(published, said)) {
            DocumentSeries.Series one = series.of(iri);
            said.add(one.description());
            if (one.isInDocument()) {
                others.add(iri);
            }
        }
        return DatasetObject.of(parts.mapping(), parts.about(), published, said, others);
    }

    private static List<String> in(Published published, List<Description> said) {
        return said.stream()
                .filter(one -> one.subject().equals(published.iri()))
                .flatMap(one -> one.values(Dcat.IN_SERIES).stream())
                .map(Node::getURI)
                .toList();
    }

    private void records(BitSet told, JsonGenerator to) throws IOException {
        to.writeArrayFieldStart("record");
        for (int after = CatalogView.START; ; ) {
            List<Change> some = view.records(after, AT_ONCE);
            for (Change change : some) {
                if (told.get(change.ordinal())) {
                    to.writeTree(record(change));
                }
            }
            if (some.size() < AT_ONCE) {
                to.writeEndArray();
                return;
            }
            after = some.get(some.size() - 1).ordinal();
        }
    }

    private ObjectNode record(Change change) {
        ObjectNode record = JSON.createObjectNode();
        record.put(
                "@id",
                parts.records()
                        .iris()
                        .record(organisation, change.key().kind(), change.key().subject()));
        record.put("@type", "CatalogRecord");
        record.put("primaryTopic", parts.records().iri(organisation, change.key()));
        record.putArray("issued").add(change.issued().toString());
        return record.put("modified", change.time().toString());
    }
}
