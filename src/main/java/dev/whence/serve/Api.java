package dev.whence.serve;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Handler;
import io.javalin.http.HandlerType;
import java.util.ArrayList;
import java.util.List;

/** Collects operations as routes are made from them. Used while the server is built, by one thread. */
final class Api {
    private final RoutesConfig routes;
    private final List<Operation> operations = new ArrayList<>();

    Api(RoutesConfig routes) {
        this.routes = routes;
    }

    /** Declares an operation and what answers it; a GET answers HEAD as well. */
    void route(Operation operation, Handler handler) {
        operations.add(operation);
        routes.addHttpHandler(HandlerType.findOrCreate(operation.method()), operation.routed(), handler);
        if (operation.method().equals("GET")) {
            routes.addHttpHandler(HandlerType.HEAD, operation.routed(), handler);
        }
    }

    /** Declares an operation that another servlet answers, so that it is described with the others. */
    void elsewhere(Operation operation) {
        operations.add(operation);
    }

    List<Operation> operations() {
        return List.copyOf(operations);
    }
}
