package dev.whence.serve;

import dev.whence.access.Scope;
import dev.whence.receipt.RefusedException;
import io.javalin.config.RoutesConfig;
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
    private final List<Route> routes = new ArrayList<>();

    Api(RoutesConfig config) {
        this.config = config;
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
        boolean isAboutSomething =
                route.inputs().stream().anyMatch(input -> input.in().equals("path"));
        return context -> {
            Audited audited = Audited.of(context.req());
            audited.operation(route.id());
            if (!isAboutSomething) {
                audited.withoutTarget();
            }
            if (route.scope().isEmpty()) {
                handler.handle(context);
            } else {
                Caller caller = Caller.of(context);
                SharedCaches.warn(context, caller);
                allow(caller, route.scope().get(), route.id(), audited);
                handler.handle(context);
                SharedCaches.keepOut(context, caller);
            }
        };
    }

    private static void allow(Caller caller, Scope scope, String id, Audited audited) throws RefusedException {
        audited.decided(caller.decide(scope));
        caller.require(scope, id);
        if (!scope.isRead()) {
            audited.beginWrite();
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
