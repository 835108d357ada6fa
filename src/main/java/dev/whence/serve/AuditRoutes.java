package dev.whence.serve;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.whence.access.Scope;
import dev.whence.trail.TrailState;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** {@code /admin/audit}: where the audit trail ends, to be noted elsewhere by those who watch this server. */
final class AuditRoutes {
    private static final String JSON = "application/json";

    private final Supplier<Optional<TrailState>> trail;

    AuditRoutes(Supplier<Optional<TrailState>> trail) {
        this.trail = trail;
    }

    void register(Api api) {
        api.route(
                Route.get("/admin/audit", "auditHead")
                        .scope(Scope.ADMIN_READ)
                        .summary("The audit trail's last line that is on the disk; note it elsewhere, and later give it"
                                + " to: whence audit verify --head")
                        .produces(List.of(JSON))
                        .answers(200, "The head, and whether the trail can be written")
                        .build(),
                context -> {
                    Reply.json(context, json());
                });
    }

    private ObjectNode json() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        Optional<TrailState> state = trail.get();
        json.put("enabled", state.isPresent());
        state.flatMap(TrailState::forced).ifPresent(head -> json.put("head", head.text()));
        state.ifPresent(now -> json.put("lost", now.lost()));
        state.flatMap(TrailState::trouble).ifPresent(trouble -> json.put("trouble", trouble));
        return json;
    }
}
