package dev.whence.serve.oap;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.whence.receipt.Problem;
import dev.whence.receipt.ProblemType;

/** The protocol's rendering of a {@link Problem}: the one place that knows its codes. */
final class OrchError {
    private static final int FORBIDDEN = 403;

    private OrchError() {}

    /** The protocol answers a denial by policy with 403; everything else as over HTTP. */
    static int status(Problem problem) {
        return problem.type() == ProblemType.POLICY_VIOLATION
                ? FORBIDDEN
                : problem.type().status();
    }

    static ObjectNode render(Problem problem) {
        ObjectNode error = JsonNodeFactory.instance.objectNode();
        error.put("code", code(problem.type()));
        error.put("message", problem.detail());
        var errors = error.putObject("details").putArray("errors");
        problem.violations()
                .forEach(violation -> errors.addObject()
                        .put("pointer", violation.pointer())
                        .put("rule", violation.rule())
                        .put("message", violation.message()));
        error.put("retryable", problem.type().status() == 503 || problem.type() == ProblemType.IN_FLIGHT);
        error.put("cause", problem.type().slug());
        return error;
    }

    static String code(ProblemType type) {
        return switch (type) {
            case ENVELOPE_INVALID, MALFORMED_JSON, BAD_REQUEST -> "INVALID_ENVELOPE";
            case ENVELOPE_UNKNOWN -> "UNKNOWN_ENVELOPE";
            case PARAMS_INVALID,
                    UNKNOWN_KIND,
                    UNSUPPORTED_KIND,
                    SCHEMA_VIOLATION,
                    SHAPE_VIOLATION,
                    POSITION_CLAIMED,
                    UNKNOWN_PREDECESSOR -> "INVALID_PARAMS";
            case POLICY_VIOLATION, FORBIDDEN, UNAUTHENTICATED -> "POLICY_DENIED";
            case NOT_FOUND -> "NOT_FOUND";
            case CONFLICT, CHAIN_MOVED, NOT_THE_LATEST, FORBIDDEN_MOVE, ALREADY_SUPERSEDED, IDEMPOTENCY_CONFLICT ->
                "CONFLICT";
            case IN_FLIGHT -> "IN_FLIGHT";
            case ERASED -> "ERASED";
            case TOO_LARGE -> "TOO_LARGE";
            case UNSUPPORTED_MEDIA_TYPE -> "UNSUPPORTED_MEDIA_TYPE";
            case NOT_ACCEPTABLE -> "NOT_ACCEPTABLE";
            default -> type.status() == 503 ? "UNAVAILABLE" : "INTERNAL";
        };
    }
}
