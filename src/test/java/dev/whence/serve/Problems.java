package dev.whence.serve;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.whence.testkit.Web;

/** What every refusal must look like, and must not hold. */
final class Problems {
    private Problems() {}

    /** RFC 9457 problem details of one type. */
    static void require(Web.Answer answer, int status, String slug) {
        requireProblem(answer, status);
        assertThat(answer.json().path("type").asText()).isEqualTo("/problems/" + slug);
    }

    /** RFC 9457 problem details, whatever the type. */
    static void requireProblem(Web.Answer answer, int status) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(status);
        assertThat(answer.mediaType()).isEqualTo("application/problem+json");
        JsonNode problem = answer.json();
        assertThat(problem.path("status").asInt()).isEqualTo(status);
        assertThat(problem.path("title").asText()).isNotBlank();
        assertThat(problem.path("detail").asText()).isNotBlank();
        assertThat(problem.path("errors").isArray()).isTrue();
        requireNothingOfTheInside(answer.text());
    }

    /** Stack traces and class names help nobody but an attacker. */
    static void requireNothingOfTheInside(String text) {
        assertThat(text)
                .doesNotContain("Exception")
                .doesNotContain("\tat ")
                .doesNotContain("dev.whence.")
                .doesNotContain("org.apache")
                .doesNotContain("org.eclipse")
                .doesNotContain("java.")
                .doesNotContain("Javalin")
                .doesNotContain("jetty");
    }
}
