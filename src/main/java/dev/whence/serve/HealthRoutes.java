package dev.whence.serve;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.whence.access.Scope;
import io.javalin.http.Context;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** {@code /health} and {@code /metrics}: whether Whence is well, for people, load balancers and Prometheus. */
final class HealthRoutes {
    private static final String JSON = "application/json";
    /** The base stands in every IRI that is public; without it a follower would not know which it keeps. */
    private static final List<String> SHOWN_TO_ALL = List.of("status", "base");

    private static final String METRICS = "text/plain; version=0.0.4; charset=utf-8";

    private final Supplier<ObjectNode> status;
    private final BooleanSupplier well;
    private final Supplier<String> metrics;

    HealthRoutes(Supplier<ObjectNode> status, BooleanSupplier well, Supplier<String> metrics) {
        this.status = status;
        this.well = well;
        this.metrics = metrics;
    }

    void register(Api api) {
        api.route(
                Route.get("/health", "health")
                        .open()
                        .summary("Whether it is well, and under which base; for those with " + Scope.ADMIN_READ
                                + ", how much there is. Answers 200 as long as it answers at all")
                        .produces(List.of(JSON))
                        .answers(200, "Whether it is well, or facts of ledger, graph and index too")
                        .build(),
                this::health);
        api.route(
                Route.get("/health/ready", "ready")
                        .open()
                        .summary("Whether receipts are taken and answers given without reserve")
                        .produces(List.of(JSON))
                        .answers(200, "Ready")
                        .answers(503, "Degraded; /health says why")
                        .build(),
                this::ready);
        api.route(
                Route.get("/metrics", "metrics")
                        .scope(Scope.ADMIN_READ)
                        .summary("Figures for Prometheus")
                        .produces(List.of("text/plain"))
                        .answers(200, "The figures")
                        .build(),
                context -> context.result(metrics.get()).contentType(METRICS));
    }

    private void health(Context context) {
        Caller caller = Caller.of(context);
        SharedCaches.warn(context, caller);
        ObjectNode whole = status.get();
        Reply.json(context, caller.may(Scope.ADMIN_READ) ? whole : whole.retain(SHOWN_TO_ALL));
    }

    private void ready(Context context) {
        boolean ready = well.getAsBoolean();
        context.status(ready ? 200 : 503);
        Reply.json(context, JsonNodeFactory.instance.objectNode().put("ready", ready));
    }
}
