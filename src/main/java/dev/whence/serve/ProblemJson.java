package dev.whence.serve;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.whence.receipt.Problem;
import dev.whence.receipt.ProblemType;
import dev.whence.receipt.Violation;
import io.javalin.http.Context;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;

/** Renders a {@link Problem} as RFC 9457 problem details. The one place that knows this form. */
public final class ProblemJson {
    public static final String MEDIA_TYPE = "application/problem+json";

    /** Where each type is explained; relative, so that it holds behind any name. */
    static final String TYPE_PREFIX = "/problems/";

    /** What a caller may answer with who is not known. */
    static final String CHALLENGE = "Bearer realm=\"whence\"";

    private static final Set<Integer> MAY_COME_AGAIN = Set.of(429, 503);

    private ProblemJson() {}

    public static ObjectNode render(Problem problem) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("type", TYPE_PREFIX + problem.type().slug());
        json.put("title", problem.type().title());
        json.put("status", problem.type().status());
        json.put("detail", problem.detail());
        var errors = json.putArray("errors");
        for (Violation violation : problem.violations()) {
            errors.addObject()
                    .put("pointer", violation.pointer())
                    .put("rule", violation.rule())
                    .put("message", violation.message());
        }
        return json;
    }

    /** The status alone, for answers that tell of the problem in another form. */
    static void status(Context context, Problem problem) {
        status(context.res(), problem);
    }

    private static void status(HttpServletResponse response, Problem problem) {
        response.setStatus(problem.type().status());
        if (problem.type() == ProblemType.UNAUTHENTICATED) {
            response.setHeader("WWW-Authenticate", CHALLENGE);
        }
        boolean mayComeAgain =
                MAY_COME_AGAIN.contains(problem.type().status()) || problem.type() == ProblemType.IN_FLIGHT;
        if (problem.again().isPresent() || mayComeAgain) {
            // Whole seconds, and never too few of them.
            long seconds = problem.again()
                    .map(again -> again.plusMillis(999).toSeconds())
                    .orElse(1L);
            response.setHeader("Retry-After", Long.toString(Math.max(1, seconds)));
        }
    }

    /** Answers where there is a servlet response and no Javalin. */
    public static void send(HttpServletResponse response, Problem problem) throws IOException {
        byte[] body = Reply.utf8(render(problem).toString());
        status(response, problem);
        response.setContentType(MEDIA_TYPE);
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }

    /** Answers with the problem, whatever was begun before. */
    static void answer(Context context, Problem problem) {
        status(context, problem);
        Reply.packed(context);
        context.contentType(MEDIA_TYPE).result(Reply.utf8(render(problem).toString()));
    }
}
