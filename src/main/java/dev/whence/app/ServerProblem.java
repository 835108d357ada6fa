package dev.whence.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.whence.client.WhenceClient.Answer;
import dev.whence.receipt.Problem;
import dev.whence.receipt.ProblemType;
import dev.whence.receipt.Violation;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Reads a refusal back that a server wrote as RFC 9457 problem details. */
final class ServerProblem {
    private static final ObjectMapper JSON = new ObjectMapper();

    private ServerProblem() {}

    static Problem read(Answer answer) {
        try {
            JsonNode node = JSON.readTree(answer.body());
            List<Violation> violations = new ArrayList<>();
            node.path("errors")
                    .forEach(error -> violations.add(new Violation(
                            error.path("pointer").asText(),
                            error.path("rule").asText(),
                            error.path("message").asText())));
            String detail = node.path("detail").asText();
            return detail.isEmpty()
                    ? without(answer)
                    : Problem.of(type(node.path("type").asText()), detail, violations);
        } catch (IOException notJson) {
            return without(answer);
        }
    }

    private static Problem without(Answer answer) {
        return Problem.of(ProblemType.FAULT, "The server answered with status " + answer.status() + ".");
    }

    private static ProblemType type(String reference) {
        String slug = reference.substring(reference.lastIndexOf('/') + 1);
        return Arrays.stream(ProblemType.values())
                .filter(type -> type.slug().equals(slug))
                .findFirst()
                .orElse(ProblemType.FAULT);
    }
}
