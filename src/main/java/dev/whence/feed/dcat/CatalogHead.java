package dev.whence.feed.dcat;

import dev.whence.catalog.CatalogView;
import dev.whence.feed.rdf.Description;
import dev.whence.receipt.Iris;
import dev.whence.vocab.Dcat;
import dev.whence.vocab.Dct;
import dev.whence.vocab.Foaf;
import java.util.List;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.vocabulary.RDF;

/** What the catalog says of itself, wherever it stands. */
record CatalogHead(Addresses addresses, CatalogAbout about) {
    /** The catalog and its publisher. */
    List<Description> catalog(String organisation, CatalogView view) {
        return List.of(of(organisation, view).description(), publisher(organisation));
    }

    /** The catalog, to say more of it. */
    Said of(String organisation, CatalogView view) {
        Said catalog = new Said(addresses.catalog(organisation))
                .say(RDF.Nodes.type, Dcat.CATALOG)
                .say(Dct.TITLE, inWords(about.title()))
                .say(Dct.DESCRIPTION, inWords(about.description()))
                .say(Dct.PUBLISHER, NodeFactory.createURI(publisherIri(organisation)));
        view.modified().ifPresent(time -> catalog.say(Dct.MODIFIED, Rendering.time(time)));
        return catalog;
    }

    Description publisher(String organisation) {
        return new Said(publisherIri(organisation))
                .say(RDF.Nodes.type, Foaf.AGENT)
                .say(Foaf.NAME, NodeFactory.createLiteralString(about.publisher()))
                .description();
    }

    /** A helper of the catalog, which tells of it: no record tells of an agent of that name. */
    private String publisherIri(String organisation) {
        return Iris.helper(addresses.catalog(organisation), "publisher");
    }

    Node inWords(String text) {
        return NodeFactory.createLiteralLang(text, about.language());
    }
}
