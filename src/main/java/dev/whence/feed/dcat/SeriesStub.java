package dev.whence.feed.dcat;

import dev.whence.catalog.RecordKey;
import dev.whence.feed.rdf.Description;
import dev.whence.vocab.Dcat;
import dev.whence.vocab.Dct;
import java.util.List;
import java.util.Optional;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.vocabulary.RDF;

/** A series as it is told of beside its members. Never as a dataset: it must not be taken for one of them. */
final class SeriesStub {
    private static final List<Node> TOLD = List.of(Dct.TITLE, Dct.DESCRIPTION, Dct.IDENTIFIER);

    private SeriesStub() {}

    /** What DCAT-AP wants of a series, of all that is said of it. */
    static Description of(Description series) {
        Said said = new Said(series.subject()).say(RDF.Nodes.type, Dcat.DATASET_SERIES);
        TOLD.forEach(property -> series.values(property).forEach(value -> said.say(property, value)));
        return said.description();
    }

    /**
     * Of a series that is not published nothing is told but the name by which its members know it.
     *
     * @param key of the record that would describe it; nothing where none of ours would
     */
    static Description named(String iri, Optional<RecordKey> key) {
        Node text = NodeFactory.createLiteralString(key.map(RecordKey::subject).orElseGet(() -> Fitting.end(iri)));
        return new Said(iri)
                .say(RDF.Nodes.type, Dcat.DATASET_SERIES)
                .say(Dct.TITLE, text)
                .say(Dct.DESCRIPTION, text)
                .description();
    }
}
