package dev.whence.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.whence.receipt.Violation;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What came of sending a message once. */
sealed interface Attempt {
    /** The server has it. */
    record Taken(Delivery.Taken delivery) implements Attempt {}

    /** The server does not want it, and never will. */
    record Refused(Refusal refusal) implements Attempt {}

    /**
     * Nobody knows, or the server cannot take it now.
     *
     * @param atLeast how long the server asked to be left alone
     */
    record Later(String reason, Duration atLeast) implements Attempt {}

    /** The credential or the rights are to be mended; the messages are as good as before. */
    Set<Integer> MAY_BE_MENDED = Set.of(401, 403, 408, 425, 429);

    String IN_FLIGHT = "in-flight";
    int LONGEST_RETRY_SECONDS = 300;

    /** Reads an answer. Only Whence's own word counts as a refusal: a proxy's page does not. */
    static Attempt of(WhenceClient.Answer answer) {
        if (answer.isGood()) {
            return new Taken(new Delivery.Taken(receipt(answer), answer.text()));
        }
        Optional<JsonNode> problem = problem(answer);
        boolean isFinal = problem.isPresent()
                && answer.status() >= 400
                && answer.status() < 500
                && !MAY_BE_MENDED.contains(answer.status())
                && !type(problem.get()).equals(IN_FLIGHT);
        if (isFinal) {
            return new Refused(refusal(answer.status(), problem.get()));
        }
        String detail = problem.map(json -> ": " + json.path("detail").asText()).orElse("");
        return new Later("the server answered " + answer.status() + detail, retryAfter(answer));
    }

    private static Optional<String> receipt(WhenceClient.Answer answer) {
        JsonNode json = parse(answer).orElse(null);
        return json == null
                ? Optional.empty()
                : Optional.of(json.path("receipt").asText(json.path("id").asText("")))
                        .filter(id -> !id.isEmpty());
    }

    private static Optional<JsonNode> problem(WhenceClient.Answer answer) {
        return answer.mediaType().equals("application/problem+json") ? parse(answer) : Optional.empty();
    }

    private static Optional<JsonNode> parse(WhenceClient.Answer answer) {
        try {
            return Optional.ofNullable(new ObjectMapper().readTree(answer.body()));
        } catch (IOException notJson) {
            return Optional.empty();
        }
    }

    private static String type(JsonNode problem) {
        return problem.path("type").asText().replaceFirst(".*/", "");
    }

    private static Refusal refusal(int status, JsonNode problem) {
        List<Violation> violations = new ArrayList<>();
        problem.path("errors")
                .forEach(error -> violations.add(new Violation(
                        error.path("pointer").asText(),
                        error.path("rule").asText(),
                        error.path("message").asText())));
        return new Refusal(status, type(problem), problem.path("detail").asText(), violations);
    }

    private static Duration retryAfter(WhenceClient.Answer answer) {
        String seconds = answer.header("Retry-After").orElse("");
        return seconds.matches("[0-9]{1,6}")
                ? Duration.ofSeconds(Math.min(Long.parseLong(seconds), LONGEST_RETRY_SECONDS))
                : Duration.ZERO;
    }
}
