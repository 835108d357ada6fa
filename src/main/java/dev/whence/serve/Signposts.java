package dev.whence.serve;

import dev.whence.feed.dcat.PublishedThing.Part;
import dev.whence.feed.dcat.PublishedThing.There;
import dev.whence.feed.dcat.PublishedThings;
import dev.whence.feed.rdf.Description;
import dev.whence.feed.rdf.Syntax;
import dev.whence.vocab.Dcat;
import dev.whence.vocab.Dct;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.jena.graph.Node;

/**
 * The Link headers by which a machine finds its way from a page to what the page is about (Signposting, FAIR profile level 1):
 * how to cite it, what describes it, its files, licence, type, the collection that it is in, and its history.
 */
final class Signposts {
    /** All headers together must stay below what servers and clients take. */
    private static final int MOST_ITEMS = 20;

    private static final String MEDIA_TYPES = "https://www.iana.org/assignments/media-types/";

    private final List<String> links = new ArrayList<>();

    private Signposts() {}

    /** @param catalog its IRI */
    static List<String> of(There thing, String catalog) {
        Signposts posts = new Signposts();
        String record = thing.published().record();
        posts.link(thing.iri(), "cite-as");
        if (thing.part() != Part.RECORD) {
            // The record tells of itself; what the dataset is stands at its own address, in each of these forms.
            Syntax.mediaTypes().forEach(type -> posts.link(thing.published().iri(), "describedby", type));
        }
        switch (thing.part()) {
            case WHOLE -> posts.whole(thing, catalog);
            case DISTRIBUTION -> {
                posts.link("http://www.w3.org/ns/dcat#Distribution", "type");
                posts.link(thing.published().iri(), "collection");
                thing.itself().ifPresent(posts::item);
            }
            case RECORD -> {
                posts.link("http://www.w3.org/ns/dcat#CatalogRecord", "type");
                posts.link(thing.published().iri(), "describes");
                posts.link(catalog, "collection", Syntax.TURTLE.mediaType());
            }
        }
        posts.license(thing);
        posts.link(record, "version-history", Reply.HTML);
        return posts.links;
    }

    private void whole(There thing, String catalog) {
        link("https://schema.org/Dataset", "type");
        link("https://schema.org/AboutPage", "type");
        link(catalog, "collection", Syntax.TURTLE.mediaType());
        PublishedThings.series(thing).forEach(series -> link(series, "collection"));
        thing.said().stream()
                .filter(one -> !one.values(Dcat.ACCESS_URL).isEmpty())
                .limit(MOST_ITEMS)
                .forEach(this::item);
    }

    /** A file, with its media type where that is known. */
    private void item(Description distribution) {
        Optional<String> place = first(distribution, Dcat.DOWNLOAD_URL).or(() -> first(distribution, Dcat.ACCESS_URL));
        Optional<String> type = first(distribution, Dcat.MEDIA_TYPE)
                .filter(iri -> iri.startsWith(MEDIA_TYPES))
                .map(iri -> iri.substring(MEDIA_TYPES.length()));
        place.ifPresent(iri -> type.ifPresentOrElse(known -> link(iri, "item", known), () -> link(iri, "item")));
    }

    private void license(There thing) {
        thing.said().stream()
                .flatMap(one -> one.values(Dct.LICENSE).stream())
                .map(Node::getURI)
                .findFirst()
                .ifPresent(license -> link(license, "license"));
    }

    private static Optional<String> first(Description description, Node property) {
        return description.values(property).stream()
                .filter(Node::isURI)
                .map(Node::getURI)
                .findFirst();
    }

    private void link(String iri, String relation) {
        if (isHeaderSafe(iri)) {
            links.add("<" + iri + ">; rel=\"" + relation + "\"");
        }
    }

    private void link(String iri, String relation, String type) {
        if (isHeaderSafe(iri) && isHeaderSafe(type)) {
            links.add("<" + iri + ">; rel=\"" + relation + "\"; type=\"" + type + "\"");
        }
    }

    /** An IRI may hold what a header may not. */
    private static boolean isHeaderSafe(String text) {
        return text.chars().allMatch(c -> c > ' ' && c < 0x7f && "<>\"\\".indexOf(c) < 0);
    }
}
