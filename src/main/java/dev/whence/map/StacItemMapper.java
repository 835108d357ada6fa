package dev.whence.map;

import dev.whence.receipt.StacItem;
import dev.whence.vocab.Dcat;
import dev.whence.vocab.Prov;
import dev.whence.vocab.Stac;
import dev.whence.vocab.Whence;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;

/**
 * A STAC Item: a dataset that says where and when, and which run made it. That is a claim of the catalog's: it adds nothing to
 * lineage, for the run's own receipt does.
 */
final class StacItemMapper implements KindMapper<StacItem> {
    @Override
    public void map(StacItem item, Statements out) {
        String id = item.description().id();
        Node it = NodeFactory.createURI(out.iris().stacItem(out.organisation(), item.collection(), id));
        out.type(it, Dcat.DATASET);
        out.type(it, Stac.ITEM);
        out.type(it, Prov.ENTITY);
        item.collection()
                .map(collection -> out.iris().stacCollection(out.organisation(), collection))
                .ifPresent(series -> out.say(it, Dcat.IN_SERIES, NodeFactory.createURI(series)));
        Extents.spatial(out, it, item.geometry(), item.bbox());
        times(item, it, out);
        new StacProcessings(out, it).say(item.processing());
        new StacDatasets(item.description(), it, out).say(Whence.STAC_ITEM_RECEIPT);
    }

    private static void times(StacItem item, Node it, Statements out) {
        out.time(it, Stac.DATETIME, item.datetime());
        out.time(it, Stac.START_DATETIME, item.start());
        out.time(it, Stac.END_DATETIME, item.end());
        Extents.temporal(out, it, item.start().or(item::datetime), item.end().or(item::datetime));
    }
}
