package dev.whence.shape;

import dev.whence.receipt.Violation;
import dev.whence.vocab.Dcat;
import java.util.List;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.vocabulary.RDF;

/**
 * Whether a record says enough to be shown to harvesters as a dataset ({@code shapes/catalog/described.ttl}): title,
 * description, publisher, terms of use, and, of what is no series, something to be had. Thread safe; make one and keep it.
 */
public final class DescribedCheck {
    private final ShapeCheck check = new ShapeCheck(ShapeFiles.read("/shapes/catalog/described.ttl"));

    /**
     * What is missing of the datasets in a record's graph, in words that say what to do; each with the dataset's IRI for its
     * pointer. Nothing where all are described, or none is there.
     *
     * @param record read, never written
     */
    public List<Violation> missing(Graph record) {
        return check.violations(record);
    }

    /**
     * Whether a thing is a dataset or a series of them, and is described.
     *
     * @param record read, never written
     */
    public boolean isDescribed(Graph record, Node thing) {
        boolean dataset = record.contains(thing, RDF.Nodes.type, Dcat.DATASET)
                || record.contains(thing, RDF.Nodes.type, Dcat.DATASET_SERIES);
        return dataset
                && missing(record).stream().noneMatch(lack -> lack.pointer().equals(thing.getURI()));
    }
}
