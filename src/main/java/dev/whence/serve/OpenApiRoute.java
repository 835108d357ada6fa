package dev.whence.serve;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.whence.receipt.Iris;
import dev.whence.receipt.RefusedException;
import io.javalin.http.Context;
import java.util.List;

/**
 * {@code /openapi.json}: made from the routes declared before it and itself. The STAC API has a description of its own, as OGC
 * API Features asks for one in OpenAPI 3.0 ({@code conf/oas30}).
 */
final class OpenApiRoute {
    private static final String MEDIA_TYPE = "application/vnd.oai.openapi+json";
    private static final String STAC = "/stac";

    private final OpenApi openApi;

    OpenApiRoute(String version, Iris iris) {
        this.openApi = new OpenApi(version, iris.base());
    }

    /** Registered last, so that it can tell of all the others. */
    void register(Api api) {
        api.route(
                described(Route.get("/openapi.json", "openApi"), OpenApi.Edition.V3_1)
                        .summary("This description")
                        .build(),
                context -> answer(context, OpenApi.Edition.V3_1, api.routes()));
        for (Owner owner : Owner.values()) {
            api.route(
                    described(owner.get(STAC + "/api", "stacApi"), OpenApi.Edition.V3_0)
                            .forScripts()
                            .summary("The description of the STAC API")
                            .build(),
                    context -> answer(context, OpenApi.Edition.V3_0, stac(api)));
        }
    }

    private static Route.Builder described(Route.Builder route, OpenApi.Edition edition) {
        return route.open()
                .produces(List.of(typed(edition), Reply.JSON))
                .givesHeader("ETag", "a validator")
                .answers(200, "OpenAPI " + edition.number())
                .answers(304, "It is what the caller has")
                .answers(406, "No such form");
    }

    private static List<Route> stac(Api api) {
        return api.routes().stream()
                .filter(route -> route.path().startsWith(Owner.OWN.path(STAC))
                        || route.path().startsWith(Owner.NAMED.path(STAC)))
                .toList();
    }

    private static String typed(OpenApi.Edition edition) {
        return MEDIA_TYPE + ";version=" + edition.number();
    }

    private void answer(Context context, OpenApi.Edition edition, List<Route> routes) throws RefusedException {
        String chosen = Accepts.chosen(context, List.of(MEDIA_TYPE, Reply.JSON));
        ObjectNode document = openApi.describe(edition, routes);
        Reply.tagged(context, chosen.equals(MEDIA_TYPE) ? typed(edition) : chosen, Reply.utf8(document.toString()));
    }
}
