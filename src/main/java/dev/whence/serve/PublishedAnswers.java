package dev.whence.serve;

import dev.whence.feed.dcat.PublishedThing;
import dev.whence.feed.dcat.PublishedThing.Gone;
import dev.whence.feed.dcat.PublishedThing.There;
import dev.whence.feed.dcat.PublishedThings;
import dev.whence.feed.rdf.Description;
import dev.whence.feed.rdf.Syntax;
import dev.whence.receipt.Iris;
import dev.whence.receipt.RefusedException;
import dev.whence.serve.page.PublishedPage;
import dev.whence.serve.page.WithdrawnPage;
import io.javalin.http.Context;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Answers for what is published under its IRI, as RDF or as a page, to whoever asks: as it is described in the catalog, read
 * from the ledger. What was withdrawn is told to be gone (410), with when and why.
 */
final class PublishedAnswers {
    private static final List<String> MEDIA_TYPES =
            Stream.concat(Syntax.mediaTypes().stream(), Stream.of(Reply.HTML)).toList();

    private final PublicCatalog catalog;
    private final PublishedThings things;
    private final Iris iris;

    PublishedAnswers(PublicCatalog catalog) {
        this.catalog = catalog;
        this.things = new PublishedThings(catalog.records());
        this.iris = catalog.records().iris();
    }

    /** @return false where nothing was ever published under the address */
    boolean answer(Context context) throws RefusedException {
        Optional<PublishedThing> found = things.find(AskedIri.of(iris, context));
        if (found.isEmpty()) {
            return false;
        }
        String chosen = Accepts.chosen(context, MEDIA_TYPES);
        if (found.get() instanceof There there) {
            answer(context, chosen, there);
        } else {
            answer(context, chosen, (Gone) found.get());
        }
        return true;
    }

    private void answer(Context context, String chosen, There there) {
        String organisation = organisation(there.iri());
        Signposts.of(there, things.catalog(organisation))
                .forEach(link -> context.res().addHeader("Link", link));
        Conditions.changed(context, there.published().change().time());
        if (chosen.equals(Reply.HTML)) {
            Reply.page(context, PublishedPage.of(there, catalog.records(), organisation));
        } else {
            Reply.tagged(context, chosen, document(chosen, there.said()));
        }
    }

    private void answer(Context context, String chosen, Gone gone) {
        context.status(410).header("Cache-Control", "no-cache");
        if (chosen.equals(Reply.HTML)) {
            Reply.page(context, WithdrawnPage.of(gone, catalog.records(), organisation(gone.iri())));
        } else {
            Reply.packed(context);
            context.contentType(Reply.typed(chosen)).result(document(chosen, gone.said()));
        }
    }

    private String organisation(String thing) {
        return iris.read(thing).map(Iris.Minted::organisation).orElse(Iris.DEFAULT_ORGANISATION);
    }

    private static byte[] document(String mediaType, List<Description> said) {
        return Reply.utf8(Syntax.ofMediaType(mediaType).orElseThrow().document(said));
    }
}
