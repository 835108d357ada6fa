package dev.whence.serve;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.whence.canonical.JsonLimits;
import dev.whence.canonical.StrictJson;
import dev.whence.feed.stac.ItemPage;
import dev.whence.feed.stac.SearchRequest;
import dev.whence.feed.stac.SearchRequest.From;
import dev.whence.feed.stac.StacApi;
import dev.whence.receipt.Iris;
import dev.whence.receipt.ProblemType;
import dev.whence.receipt.RefusedException;
import dev.whence.serve.Streamed.Packing;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.List;

/**
 * What is published of STAC as a STAC API: what leads to Items and Collections, which themselves are things with IRIs (see
 * {@link StacAnswers}). Open to everybody.
 */
final class StacRoutes {
    static final String GEO_JSON = "application/geo+json";

    private static final int MOST_BODY_BYTES = 1 << 20;

    private final StacApi stac;
    private final PublicCatalog catalog;

    StacRoutes(StacApi stac, PublicCatalog catalog) {
        this.stac = stac;
        this.catalog = catalog;
    }

    void register(Api api) {
        for (Owner owner : Owner.values()) {
            documents(api, owner);
            searches(api, owner);
        }
    }

    private void documents(Api api, Owner owner) {
        document(
                api,
                json(owner.get("/stac", "stac"), "The STAC API's landing page: a STAC Catalog"),
                organisation -> stac.landing(
                        organisation, catalog.about().title(), catalog.about().description()));
        document(
                api,
                json(owner.get("/stac/conformance", "stacConformance"), "What the STAC API can do"),
                organisation -> stac.conformance());
        document(
                api,
                json(owner.get("/stac/collections", "stacCollections"), "All published STAC Collections"),
                stac::allCollections);
    }

    private void searches(Api api, Owner owner) {
        search(
                api,
                sought(owner.get("/stac/collections/{collection}/items", "stacItems"))
                        .summary("The published Items of a STAC Collection, a page of them")
                        .inPath("collection", "escaped as in the IRIs that Whence gives")
                        .answers(404, "There is no such collection")
                        .answers(410, "The collection was withdrawn"),
                context -> new From.Items(segment(context.pathParam("collection"))));
        search(
                api,
                sought(owner.get("/stac/search", "stacSearch"))
                        .summary("Searches the published STAC Items")
                        .inQuery("collections", "string", false, "in any of these, with commas between them"),
                context -> new From.Get());
        api.route(
                owner.post("/stac/search", "stacSearchByBody")
                        .open()
                        .forScripts()
                        .summary("Searches the published STAC Items, with what is sought as a JSON object")
                        .consumes(Reply.JSON)
                        .produces(List.of(GEO_JSON))
                        .answers(200, "A page of Items; its next link says what to put beside the body")
                        .answers(400, "A member makes no sense")
                        .answers(422, "The body is not strict JSON")
                        .build(),
                this::searchByBody);
    }

    /** What an organisation has to show. */
    private interface Documents {
        ObjectNode of(String organisation);
    }

    private static void document(Api api, Route.Builder route, Documents documents) {
        api.route(route.build(), context -> {
            StacQuery.requireNone(context.queryParamMap());
            Reply.tagged(
                    context,
                    Reply.JSON,
                    Reply.utf8(documents.of(Owner.published(context)).toString()));
        });
    }

    /** Which search an address is. */
    private interface Place {
        From of(Context context) throws RefusedException;
    }

    private void search(Api api, Route.Builder builder, Place place) {
        Route route = builder.build();
        api.route(
                route,
                context -> answer(
                        context,
                        StacQuery.ofAddress(
                                Owner.published(context),
                                place.of(context),
                                context.queryParamMap(),
                                route.queryNames())));
    }

    private static Route.Builder json(Route.Builder route, String summary) {
        return route.open()
                .forScripts()
                .summary(summary)
                .produces(List.of(Reply.JSON))
                .givesHeader("ETag", "a validator")
                .answers(200, "The document")
                .answers(304, "It is what the caller has")
                .answers(400, "It has no parameters");
    }

    private static Route.Builder sought(Route.Builder route) {
        return route.open()
                .forScripts()
                .inQuery("ids", "string", false, "any of these, with commas between them")
                .inQuery("bbox", "string", false, "west,south,east,north in degrees; or with heights, six numbers")
                .inQuery("intersects", "string", false, "a geometry of GeoJSON, instead of bbox")
                .inQuery("datetime", "string", false, "a time of RFC 3339, or an interval: from/to, one may be ..")
                .inQuery("updated", "string", false, "the same, of the last change in this catalog")
                .inQuery(
                        "limit",
                        "integer",
                        false,
                        "Items on a page, 1 to " + SearchRequest.MOST + "; 10 where it is absent")
                .inQuery("token", "string", false, "where a page begins, as the link next gives it")
                .produces(List.of(GEO_JSON))
                .givesHeader("ETag", "a strong validator of the page")
                .answers(200, "A page of Items, with a link to the next one where there is one")
                .answers(304, "It is what the caller has")
                .answers(400, "A parameter makes no sense");
    }

    private static String segment(String text) throws RefusedException {
        try {
            return Iris.unsegment(text);
        } catch (IllegalArgumentException notOurs) {
            throw new RefusedException(ProblemType.NOT_FOUND, "There is no such collection.");
        }
    }

    private void searchByBody(Context context) throws RefusedException, IOException {
        byte[] body = context.req().getInputStream().readNBytes(MOST_BODY_BYTES + 1);
        if (body.length > MOST_BODY_BYTES) {
            throw new RefusedException(ProblemType.TOO_LARGE, "At most " + MOST_BODY_BYTES + " bytes are taken here.");
        }
        JsonNode asked = StrictJson.parse(body, JsonLimits.DEFAULTS);
        answer(context, StacQuery.ofBody(Owner.published(context), asked));
    }

    private void answer(Context context, SearchRequest request) throws RefusedException, IOException {
        ItemPage page = stac.items(request);
        Streamed.answer(context, GEO_JSON, page.tag(), Packing.GZIP_WHERE_ACCEPTED, page::writeTo);
    }
}
