package dev.whence.map;

import dev.whence.receipt.StacCatalog;
import dev.whence.vocab.Dcat;
import dev.whence.vocab.Stac;
import dev.whence.vocab.Whence;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;

/** A STAC Catalog: a catalog of others. */
final class StacCatalogMapper implements KindMapper<StacCatalog> {
    @Override
    public void map(StacCatalog catalog, Statements out) {
        String id = catalog.description().id();
        Node it = NodeFactory.createURI(out.iris().stacCatalog(out.organisation(), id));
        out.type(it, Dcat.CATALOG);
        out.type(it, Stac.CATALOG);
        new StacDatasets(catalog.description(), it, out).say(Whence.STAC_CATALOG_RECEIPT);
    }
}
