package dev.whence.serve;

import dev.whence.feed.rdf.Syntax;
import dev.whence.feed.stac.StacApi;
import dev.whence.feed.stac.StacApi.Answer;
import dev.whence.receipt.Iris;
import dev.whence.receipt.ProblemType;
import dev.whence.receipt.RefusedException;
import io.javalin.http.Context;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Answers for a published thing of STAC under its IRI, which is its address in the STAC API: as the STAC document, unless a
 * caller likes RDF or a page better, as {@link PublishedAnswers} has them. What was withdrawn is told to be gone (410).
 */
final class StacAnswers {
    /** Whoever takes anything gets the document; only an Item is GeoJSON as well. */
    private static final List<String> DOCUMENT = List.of(StacRoutes.GEO_JSON, Reply.JSON);

    private static final List<String> OTHERS =
            Stream.concat(Syntax.mediaTypes().stream(), Stream.of(Reply.HTML)).toList();
    private static final List<String> OF_ITEMS =
            Stream.concat(DOCUMENT.stream(), OTHERS.stream()).toList();
    private static final List<String> OF_OTHERS =
            Stream.concat(Stream.of(Reply.JSON), OTHERS.stream()).toList();

    private final StacApi stac;
    private final PublishedAnswers published;
    private final Iris iris;

    StacAnswers(StacApi stac, PublishedAnswers published, Iris iris) {
        this.stac = stac;
        this.published = published;
        this.iris = iris;
    }

    /** Every form in which a thing of STAC can be had. */
    static List<String> mediaTypes(boolean isItem) {
        return isItem ? OF_ITEMS : OF_OTHERS;
    }

    /** @return false where nothing was ever published under the address */
    boolean answer(Context context) throws RefusedException {
        String accept = Optional.ofNullable(context.header("Accept")).orElse("");
        boolean isDocument =
                Negotiation.choose(accept, OF_ITEMS).filter(DOCUMENT::contains).isPresent();
        if (!isDocument) {
            return published.answer(context);
        }
        Optional<Answer> found = stac.document(AskedIri.of(iris, context));
        if (found.isEmpty()) {
            // The graph may know of it, but has no such form.
            if (Negotiation.choose(accept, OTHERS).isEmpty()) {
                throw new RefusedException(ProblemType.NOT_FOUND, "Nothing of this name is published.");
            }
            return false;
        }
        if (found.get() instanceof Answer.Document document) {
            return answer(context, accept, document);
        }
        context.res().addHeader("Vary", "Accept");
        throw gone((Answer.Withdrawn) found.get());
    }

    private boolean answer(Context context, String accept, Answer.Document document) throws RefusedException {
        if (!document.isItem()
                && Negotiation.choose(accept, OF_OTHERS)
                        .filter(OTHERS::contains)
                        .isPresent()) {
            return published.answer(context);
        }
        Accepts.chosen(context, mediaTypes(document.isItem()));
        Reply.tagged(
                context,
                document.isItem() ? StacRoutes.GEO_JSON : Reply.JSON,
                Reply.utf8(document.json().toString()));
        return true;
    }

    private static RefusedException gone(Answer.Withdrawn withdrawn) {
        return new RefusedException(ProblemType.WITHDRAWN, withdrawn.sentence());
    }
}
