package dev.whence.serve;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.whence.receipt.ProblemType;
import dev.whence.receipt.RefusedException;
import dev.whence.store.GraphStore;
import io.javalin.http.Context;
import java.util.List;
import java.util.Optional;

/** {@code /admin}: what the command line asks a running server to do. Reached over loopback only, like everything yet. */
final class AdminRoutes {
    private static final String JSON = "application/json";

    private final GraphStore graph;

    AdminRoutes(GraphStore graph) {
        this.graph = graph;
    }

    void register(Api api) {
        api.route(
                Operation.post("/admin/compact", "compact")
                        .summary("Frees the space that small transactions left behind in the graph, while serving")
                        .consumes(JSON)
                        .produces(List.of(JSON))
                        .answers(200, "Bytes before and after")
                        .answers(415, "Not sent as JSON: a page in a browser shall not be able to ask this")
                        .build(),
                this::compact);
    }

    private void compact(Context context) throws RefusedException {
        if (!Optional.ofNullable(context.contentType()).orElse("").startsWith(JSON)) {
            throw new RefusedException(ProblemType.UNSUPPORTED_MEDIA_TYPE, "Send this as " + JSON + ".");
        }
        long before = graph.diskBytes();
        graph.compact();
        Reply.json(
                context,
                JsonNodeFactory.instance.objectNode().put("before", before).put("after", graph.diskBytes()));
    }
}
