package dev.whence.serve;

import java.util.List;

/** {@code /openapi.json}: made once, from the operations declared before it and itself. */
final class OpenApiRoute {
    private static final String JSON = "application/json";

    private final OpenApi openApi;

    OpenApiRoute(String version) {
        this.openApi = new OpenApi(version);
    }

    /** Registered last, so that it can tell of all the others. */
    void register(Api api) {
        Route own = Route.get("/openapi.json", "openApi")
                .open()
                .summary("This description")
                .produces(List.of(JSON))
                .answers(200, "OpenAPI 3.1")
                .build();
        api.route(own, context -> Reply.json(context, openApi.describe(api.routes())));
    }
}
