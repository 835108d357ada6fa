package dev.whence.map;

import dev.whence.receipt.StacCollection;
import dev.whence.vocab.Dcat;
import dev.whence.vocab.Stac;
import dev.whence.vocab.Whence;
import java.util.Optional;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;

/** A STAC Collection: a series of datasets. */
final class StacCollectionMapper implements KindMapper<StacCollection> {
    @Override
    public void map(StacCollection collection, Statements out) {
        String id = collection.description().id();
        Node it = NodeFactory.createURI(out.iris().stacCollection(out.organisation(), id));
        out.type(it, Dcat.DATASET_SERIES);
        out.type(it, Stac.COLLECTION);
        Extents.spatial(out, it, Optional.empty(), collection.bbox());
        Extents.temporal(out, it, collection.start(), collection.end());
        new StacDatasets(collection.description(), it, out).say(Whence.STAC_COLLECTION_RECEIPT);
    }
}
