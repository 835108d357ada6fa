package dev.whence.serve;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.whence.access.Scope;
import dev.whence.receipt.ProblemType;
import dev.whence.receipt.RefusedException;
import dev.whence.store.GraphStore;
import io.javalin.http.Context;
import java.util.List;
import java.util.Optional;

/** {@code /admin}: what the command line asks a running server to do. */
final class AdminRoutes {
    private static final String JSON = "application/json";

    private final GraphStore graph;
    private final KeyAdmin keys;

    AdminRoutes(GraphStore graph, KeyAdmin keys) {
        this.graph = graph;
        this.keys = keys;
    }

    void register(Api api) {
        api.route(
                Route.post("/admin/compact", "compact")
                        .scope(Scope.ADMIN_WRITE)
                        .summary("Frees the space that small transactions left behind in the graph, while serving")
                        .consumes(JSON)
                        .produces(List.of(JSON))
                        .answers(200, "Bytes before and after")
                        .answers(415, "Not sent as JSON: a page in a browser shall not be able to ask this")
                        .build(),
                this::compact);
        api.route(
                Route.post("/admin/keys/rotate", "rotateKeys")
                        .scope(Scope.ADMIN_WRITE)
                        .summary(
                                "Changes the log's key: a new one signs beside the old one, and with finish=true alone")
                        .inQuery("finish", "boolean", false, "take leave of the old key")
                        .inQuery("vkey", "string", false, "a key that the server was given; without it, one is made")
                        .consumes(JSON)
                        .produces(List.of(JSON))
                        .answers(200, "The entry that says so, and the keys that sign now")
                        .answers(409, "Not now: a change is under way, or none is")
                        .answers(415, "Not sent as JSON: a page in a browser shall not be able to ask this")
                        .build(),
                this::rotate);
    }

    private void rotate(Context context) throws RefusedException {
        requireJson(context);
        boolean finish = "true".equals(context.queryParam("finish"));
        Reply.json(context, keys.rotate(finish, Optional.ofNullable(context.queryParam("vkey"))));
    }

    private static void requireJson(Context context) throws RefusedException {
        if (!Optional.ofNullable(context.contentType()).orElse("").startsWith(JSON)) {
            throw new RefusedException(ProblemType.UNSUPPORTED_MEDIA_TYPE, "Send this as " + JSON + ".");
        }
    }

    private void compact(Context context) throws RefusedException {
        requireJson(context);
        long before = graph.diskBytes();
        graph.compact();
        Reply.json(
                context,
                JsonNodeFactory.instance.objectNode().put("before", before).put("after", graph.diskBytes()));
    }
}
