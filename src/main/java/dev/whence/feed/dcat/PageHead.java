package dev.whence.feed.dcat;

import dev.whence.catalog.Change;
import dev.whence.feed.rdf.Description;
import dev.whence.receipt.Iris;
import dev.whence.vocab.ActivityStreams;
import dev.whence.vocab.Dcat;
import dev.whence.vocab.Dct;
import dev.whence.vocab.Foaf;
import dev.whence.vocab.Hydra;
import java.util.ArrayList;
import java.util.List;
import org.apache.jena.datatypes.xsd.XSDDatatype;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;
import org.apache.jena.vocabulary.RDF;

/** What a page says of the catalog and of itself. */
record PageHead(Addresses addresses, Iris iris, CatalogAbout about) {
    /** The catalog, its publisher, and the one view that the page is. */
    List<Description> describe(CatalogPage page, CatalogPage.Plan plan) {
        String organisation = plan.request().organisation();
        Said catalog = new Said(addresses.catalog(organisation));
        Said publisher = new Said(iris.agent(organisation, about.publisher()));
        Said view = new Said(page.self());
        Node total = NodeFactory.createLiteralDT(String.valueOf(plan.cursor().total()), XSDDatatype.XSDinteger);
        publisher.say(RDF.Nodes.type, Foaf.AGENT).say(Foaf.NAME, NodeFactory.createLiteralString(about.publisher()));
        catalog.say(RDF.Nodes.type, Dcat.CATALOG)
                .say(RDF.Nodes.type, Hydra.COLLECTION)
                .say(Dct.TITLE, inWords(about.title()))
                .say(Dct.DESCRIPTION, inWords(about.description()))
                .say(Dct.PUBLISHER, publisher.node())
                .say(Hydra.TOTAL_ITEMS, total)
                .say(Hydra.VIEW, view.node());
        page.modified().ifPresent(time -> catalog.say(Dct.MODIFIED, Rendering.time(time)));
        view.say(RDF.Nodes.type, Hydra.PARTIAL_COLLECTION_VIEW)
                .say(Hydra.TOTAL_ITEMS, total)
                .say(Hydra.FIRST, NodeFactory.createURI(page.first()));
        page.next().ifPresent(next -> view.say(Hydra.NEXT, NodeFactory.createURI(next)));
        return List.of(catalog.description(), view.description(), publisher.description());
    }

    /** That a record is there no more. What it described gets no type here: harvesters take every dataset for a live one. */
    Description deleted(Change change, String iri) {
        return new Said(iri + "#deleted-" + change.sequence())
                .say(RDF.Nodes.type, ActivityStreams.DELETE)
                .say(ActivityStreams.OBJECT, NodeFactory.createURI(iri))
                .say(ActivityStreams.PUBLISHED, Rendering.time(change.time()))
                .description();
    }

    Description inSeries(String member, String series) {
        return new Said(member).say(Dcat.IN_SERIES, NodeFactory.createURI(series)).description();
    }

    private Node inWords(String text) {
        return NodeFactory.createLiteralLang(text, about.language());
    }

    /** What is said of one thing. */
    private record Said(Node node, List<Triple> triples) {
        Said(String iri) {
            this(NodeFactory.createURI(iri), new ArrayList<>());
        }

        Said say(Node property, Node value) {
            triples.add(Triple.create(node, property, value));
            return this;
        }

        Description description() {
            return Description.of(node.getURI(), triples);
        }
    }
}
