package dev.whence.serve;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.whence.access.Scope;
import dev.whence.canonical.JsonLimits;
import dev.whence.canonical.StrictJson;
import dev.whence.query.evidence.EvidenceBundle;
import dev.whence.query.evidence.EvidenceRef;
import dev.whence.query.evidence.EvidenceResolver;
import dev.whence.receipt.Problem;
import dev.whence.receipt.ProblemType;
import dev.whence.receipt.RefusedException;
import dev.whence.receipt.Violation;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * {@code /api/v1/evidence/resolve}: from a reference that somebody cites to an immutable bundle. Refusals have the form of
 * those who ask here, the same members for every reason: {@code error_code}, {@code message}, {@code audit_ref} and
 * {@code remediation}.
 */
final class EvidenceRoutes {
    private static final int MOST_BYTES = 16 << 10;
    private static final JsonLimits LIMITS = new JsonLimits(MOST_BYTES, 16);
    private static final String REF = "evidence_ref";
    private static final String VIEW = "view_state";
    private static final Set<String> MEMBERS = Set.of(REF, VIEW);

    private final EvidenceResolver resolver;

    EvidenceRoutes(EvidenceResolver resolver) {
        this.resolver = resolver;
    }

    void register(Api api) {
        api.route(
                Route.post("/api/v1/evidence/resolve", "resolveEvidence")
                        .scope(Scope.PROVENANCE_READ)
                        .summary("Resolves a reference to evidence to the receipt, the terms and the bytes behind it")
                        .consumes(Reply.JSON)
                        .produces(List.of(Reply.JSON))
                        .contract(Contract.read("/openapi/evidence.json", List.of(Reply.JSON)))
                        .answers(200, "The bundle, named by its own content")
                        .answers(403, "You see it, and may not rely on it; the reasons are listed")
                        .answers(404, "It leads to nothing that you see, or to more than one thing")
                        .answers(413, "Too large")
                        .answers(415, "Not sent as JSON")
                        .answers(422, "Not a reference of a known scheme")
                        .build(),
                this::resolve);
    }

    private void resolve(Context context) throws IOException {
        context.header("Cache-Control", "no-store");
        try {
            EvidenceRef ref = ref(body(context));
            Caller caller = Caller.of(context);
            EvidenceBundle bundle = resolver.resolve(ref, caller.organisation(), caller.sight());
            Reply.json(context, bundle.json());
        } catch (RefusedException refused) {
            refuse(context, refused.problem());
        }
    }

    private static byte[] body(Context context) throws RefusedException, IOException {
        String type =
                String.valueOf(context.contentType()).replaceFirst(";.*", "").strip();
        if (!type.equalsIgnoreCase(Reply.JSON)) {
            throw new RefusedException(ProblemType.UNSUPPORTED_MEDIA_TYPE, "Send this as " + Reply.JSON + ".");
        }
        byte[] body = context.req().getInputStream().readNBytes(MOST_BYTES + 1);
        if (body.length > MOST_BYTES) {
            throw new RefusedException(ProblemType.TOO_LARGE, "At most " + MOST_BYTES + " bytes are taken here.");
        }
        return body;
    }

    /** What the caller was looking at is allowed to come along; it does not change what a reference means. */
    private static EvidenceRef ref(byte[] body) throws RefusedException {
        JsonNode json = StrictJson.parse(body, LIMITS);
        List<Violation> violations = new ArrayList<>();
        json.fieldNames().forEachRemaining(name -> {
            if (!MEMBERS.contains(name)) {
                violations.add(new Violation("/" + name, "evidence:member", "there is no such member here"));
            }
        });
        if (json.has(VIEW) && !json.path(VIEW).isObject()) {
            violations.add(new Violation("/" + VIEW, "evidence:view-state", "a view state is an object"));
        }
        if (!json.path(REF).isTextual()) {
            violations.add(new Violation("/" + REF, "evidence:ref", "a reference is a string"));
        }
        if (!violations.isEmpty()) {
            throw new RefusedException(
                    Problem.of(ProblemType.EVIDENCE_INVALID, "Send {\"evidence_ref\": \"…\"}.", violations));
        }
        return EvidenceRef.parse(json.path(REF).textValue())
                .orElseThrow(() -> new RefusedException(ProblemType.EVIDENCE_INVALID, EvidenceRef.ADVICE));
    }

    private static void refuse(Context context, Problem problem) {
        String auditRef = "urn:uuid:" + UUID.randomUUID();
        Audited audited = Audited.of(context.req());
        audited.target(auditRef);
        if (problem.type() == ProblemType.EVIDENCE_DENIED) {
            audited.denied("evidence:denied");
        }
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("error_code", code(problem.type()));
        json.put("message", problem.detail());
        json.put("audit_ref", auditRef);
        var remediation = json.putArray("remediation");
        problem.violations().forEach(violation -> remediation.add(violation.message()));
        ProblemJson.status(context, problem);
        Reply.json(context, json);
    }

    private static String code(ProblemType type) {
        return switch (type) {
            case EVIDENCE_DENIED -> "POLICY_DENY";
            case EVIDENCE_UNRESOLVABLE -> "EVIDENCE_UNRESOLVABLE";
            case TOO_MANY_REQUESTS -> "RATE_LIMITED";
            case FAULT -> "INTERNAL";
            default -> "CONTRACT_INVALID";
        };
    }
}
