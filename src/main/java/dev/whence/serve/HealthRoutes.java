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
                        .summary("How much there is and whether it is well; answers 200 as long as it answers at all")
                        .produces(List.of(JSON))
                        .answers(200, "Facts of ledger, graph and index")
                        .build(),
                context -> Reply.json(context, status.get()));
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

    private void ready(Context context) {
        boolean ready = well.getAsBoolean();
        context.status(ready ? 200 : 503);
        Reply.json(context, JsonNodeFactory.instance.objectNode().put("ready", ready));
    }
}
