package dev.whence.serve;

import dev.whence.access.Access;
import dev.whence.access.Decision;
import dev.whence.access.Scope;
import dev.whence.receipt.ProblemType;
import dev.whence.receipt.RefusedException;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.http.HandlerType;
import java.util.ArrayList;
import java.util.List;

/**
 * Collects routes as they are declared, and stands before each: whoever may not use it does not come to its handler. Used
 * while the server is built, by one thread.
 */
final class Api {
    private final RoutesConfig config;
    private final Access access;
    private final List<Route> routes = new ArrayList<>();

    Api(RoutesConfig config, Access access) {
        this.config = config;
        this.access = access;
    }

    /** Declares a route and what answers it; a GET answers HEAD as well. */
    void route(Route route, Handler handler) {
        routes.add(route);
        Handler guarded = guarded(route, handler);
        config.addHttpHandler(HandlerType.findOrCreate(route.method()), route.routed(), guarded);
        if (route.method().equals("GET")) {
            config.addHttpHandler(HandlerType.HEAD, route.routed(), guarded);
        }
    }

    private Handler guarded(Route route, Handler handler) {
        return route.scope().isEmpty()
                ? handler
                : context -> {
                    require(context, route, route.scope().get());
                    handler.handle(context);
                };
    }

    private void require(Context context, Route route, Scope scope) throws RefusedException {
        Caller caller = Caller.of(context);
        Decision decision = access.use(caller.principal(), scope);
        if (!decision.allowed()) {
            throw caller.principal().isAnonymous()
                    ? new RefusedException(
                            ProblemType.UNAUTHENTICATED,
                            "This wants the scope '" + scope + "'; send an API key or a token that holds it.")
                    : new RefusedException(
                            ProblemType.FORBIDDEN, "missing scope '" + scope + "' for '" + route.id() + "'");
        }
    }

    /** Declares a route that another servlet answers, so that it is described with the others. */
    void elsewhere(Route route) {
        routes.add(route);
    }

    List<Route> routes() {
        return List.copyOf(routes);
    }
}
