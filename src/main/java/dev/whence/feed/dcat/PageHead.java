package dev.whence.feed.dcat;

import dev.whence.feed.rdf.Description;
import dev.whence.vocab.Hydra;
import java.util.List;
import org.apache.jena.datatypes.xsd.XSDDatatype;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.vocabulary.RDF;

/** What a page says of the catalog and of itself. */
record PageHead(CatalogHead catalog) {
    /** The catalog, its publisher, and the one view that the page is. */
    List<Description> describe(CatalogPage page, CatalogPage.Plan plan) {
        String organisation = plan.request().organisation();
        Node total = NodeFactory.createLiteralDT(String.valueOf(plan.cursor().total()), XSDDatatype.XSDinteger);
        Said whole = catalog.of(organisation, plan.view())
                .say(RDF.Nodes.type, Hydra.COLLECTION)
                .say(Hydra.TOTAL_ITEMS, total)
                .say(Hydra.VIEW, page.self());
        Said view = new Said(page.self())
                .say(RDF.Nodes.type, Hydra.PARTIAL_COLLECTION_VIEW)
                .say(Hydra.TOTAL_ITEMS, total)
                .say(Hydra.FIRST, page.first());
        page.next().ifPresent(next -> view.say(Hydra.NEXT, next));
        return List.of(whole.description(), view.description(), catalog.publisher(organisation));
    }
}
