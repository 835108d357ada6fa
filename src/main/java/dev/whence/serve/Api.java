package dev.whence.serve;

import dev.whence.access.Scope;
import dev.whence.receipt.Problem;
import dev.whence.receipt.ProblemType;
import dev.whence.receipt.RefusedException;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.http.HandlerType;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Collects routes as they are declared, and stands before each: whoever may not use it does not come to its handler. Used
 * while the server is built, by one thread.
 */
final class Api {
    private final RoutesConfig config;
    private final List<Route> routes = new ArrayList<>();
    private final Set<String> announced = new HashSet<>();

    Api(RoutesConfig config) {
        this.config = config;
    }

    /** Says no in other words than those of {@link ProblemJson}. */
    interface Refusal {
        void answer(Context context, Problem problem);
    }

    /** Declares a route and what answers it; a GET answers HEAD as well. */
    void route(Route route, Handler handler) {
        Handler guarded = guarded(route, handler);
        add(route, context -> {
            letScripts(route, context);
            guarded.handle(context);
        });
    }

    /** What is shown to everybody, whoever asks. */
    interface Shown {
        /** @return false where there is no such thing, and nothing was answered */
        boolean answer(Context context) throws Exception;
    }

    /** The same, of things that may have been published: those are answered before anybody is asked what they may. */
    void route(Route route, Shown shown, Handler handler) {
        Handler guarded = guarded(route, handler);
        add(route, context -> {
            if (isShown(route, shown, context)) {
                Audited.of(context.req()).operation(route.spoken());
            } else {
                guarded.handle(context);
            }
        });
    }

    /** Only what is shown to everybody is for scripts: refusals of that too, but not what is answered to who may see it. */
    private static boolean isShown(Route route, Shown shown, Context context) throws Exception {
        try {
            if (!shown.answer(context)) {
                return false;
            }
        } catch (RefusedException refused) {
            letScripts(route, context);
            throw refused;
        }
        letScripts(route, context);
        return true;
    }

    private static void letScripts(Route route, Context context) {
        if (route.isForScripts()) {
            Scripts.mayRead(context);
        }
    }

    /** The same, for a protocol that has refusals of its own. */
    void route(Route route, Handler handler, Refusal refusal) {
        Handler guarded = guarded(route, handler);
        add(route, context -> {
            try {
                guarded.handle(context);
            } catch (RefusedException refused) {
                refusal.answer(context, refused.problem());
            }
        });
    }

    private void add(Route route, Handler guarded) {
        routes.add(route);
        config.addHttpHandler(HandlerType.findOrCreate(route.method()), route.routed(), guarded);
        if (route.method().equals("GET")) {
            config.addHttpHandler(HandlerType.HEAD, route.routed(), guarded);
        }
        if (route.isForScripts() && announced.add(route.routed())) {
            config.addHttpHandler(HandlerType.OPTIONS, route.routed(), context -> announce(route, context));
        }
    }

    /** What scripts may do at an address, for whoever asks: nothing of that is told of a thing. */
    private void announce(Route route, Context context) {
        Audited audited = Audited.of(context.req());
        audited.operation(route.spoken());
        audited.withoutTarget();
        Set<String> methods = new TreeSet<>();
        routes.stream()
                .filter(one -> one.isForScripts() && one.routed().equals(route.routed()))
                .map(Route::method)
                .forEach(methods::add);
        if (methods.contains("GET")) {
            methods.add("HEAD");
        }
        Scripts.mayAsk(context, methods);
    }

    private Handler guarded(Route route, Handler handler) {
        boolean isAboutSomething =
                route.inputs().stream().anyMatch(input -> input.in().equals("path"));
        return context -> {
            Audited audited = Audited.of(context.req());
            audited.operation(route.spoken());
            if (!isAboutSomething) {
                audited.withoutTarget();
            }
            if (route.scope().isEmpty()) {
                handler.handle(context);
            } else {
                Caller caller = Caller.of(context);
                SharedCaches.warn(context, caller);
                allow(context, route.scope().get(), route.spoken());
                handleInEvenTime(context, handler);
                SharedCaches.keepOut(context, caller);
            }
        };
    }

    /** Time must not tell what the answer does not. */
    private static void handleInEvenTime(Context context, Handler handler) throws Exception {
        long started = System.nanoTime();
        try {
            handler.handle(context);
        } catch (RefusedException refused) {
            if (refused.problem().type() == ProblemType.NOT_FOUND) {
                EvenTime.wait(context, started);
            }
            throw refused;
        }
        if (context.statusCode() == ProblemType.NOT_FOUND.status()) {
            EvenTime.wait(context, started);
        }
    }

    /**
     * Lets nobody on who may not, and has the audit trail know what was decided; for what is decided later than before the
     * route.
     *
     * @param id of what is asked for
     */
    static void allow(Context context, Scope scope, String id) throws RefusedException {
        Caller caller = Caller.of(context);
        Audited audited = Audited.of(context.req());
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
