package dev.whence.serve;

import dev.whence.feed.ldes.FeedPage;
import dev.whence.feed.ldes.FeedPages;
import dev.whence.feed.ldes.FeedSyntax;
import dev.whence.receipt.ProblemType;
import dev.whence.receipt.RefusedException;
import dev.whence.serve.Streamed.Keeping;
import dev.whence.serve.Streamed.Packing;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.regex.Pattern;

/** Every change of the published catalog as an event stream (LDES, DCAT-AP Feed), for who follows it. Open to everybody. */
final class FeedRoutes {
    private static final Pattern NUMBER = Pattern.compile("\\d{1,8}");

    private final FeedPages pages;

    FeedRoutes(PublicCatalog catalog) {
        this.pages = new FeedPages(catalog.records());
    }

    void register(Api api) {
        for (Owner owner : Owner.values()) {
            api.route(
                    described(owner.get("/feed", "feed"))
                            .summary(
                                    "The changes of the published catalog (LDES, DCAT-AP Feed): the page to begin with")
                            .build(),
                    this::first);
            api.route(
                    described(owner.get("/feed/{level}/{index}", "feedPage"))
                            .summary("The changes of the published catalog (LDES, DCAT-AP Feed): a page of the tree")
                            .inPath("level", "how many pages lie between it and changes")
                            .inPath("index", "which page of that level, from 0, from the oldest on")
                            .answers(404, "There is no such page, or not yet")
                            .build(),
                    this::page);
        }
    }

    private static Route.Builder described(Route.Builder route) {
        return route.open()
                .forScripts()
                .produces(FeedSyntax.mediaTypes())
                .givesHeader("ETag", "a strong validator of the page in this form")
                .givesHeader("Cache-Control", "immutable where nothing comes to the page any more")
                .answers(200, "The page")
                .answers(304, "It is what the caller has")
                .answers(406, "No such form");
    }

    private void first(Context context) throws RefusedException, IOException {
        answer(context, pages.first(Owner.published(context), syntax(context)));
    }

    private void page(Context context) throws RefusedException, IOException {
        FeedPage page = pages.page(
                        Owner.published(context), syntax(context), number(context, "level"), number(context, "index"))
                .orElseThrow(FeedRoutes::unknown);
        answer(context, page);
    }

    private static FeedSyntax syntax(Context context) throws RefusedException {
        return FeedSyntax.ofMediaType(Accepts.chosen(context, FeedSyntax.mediaTypes()))
                .orElseThrow();
    }

    private static int number(Context context, String parameter) throws RefusedException {
        String text = context.pathParam(parameter);
        if (!NUMBER.matcher(text).matches()) {
            throw unknown();
        }
        return Integer.parseInt(text);
    }

    private static RefusedException unknown() {
        return new RefusedException(
                ProblemType.NOT_FOUND, "The feed has no such page, or not yet; /feed leads to those that it has.");
    }

    /** No date is said: an erasure takes a member out of a page, and leaves none. */
    private static void answer(Context context, FeedPage page) throws IOException {
        Streamed.answer(
                context,
                page.syntax().mediaType(),
                page.tag(),
                Packing.GZIP_WHERE_ACCEPTED,
                page.isClosed() ? Keeping.AS_IT_STAYS : Keeping.ASK_EACH_TIME,
                page::writeTo);
    }
}
