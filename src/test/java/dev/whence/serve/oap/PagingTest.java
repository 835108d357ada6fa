package dev.whence.serve.oap;

import static dev.whence.testkit.Envelopes.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.whence.testkit.Envelopes;
import dev.whence.testkit.TestWhence;
import dev.whence.testkit.Web;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Lists in pages, while others write. */
class PagingTest {
    @TempDir
    private Path folder;

    private static void report(Envelopes envelopes, int number) {
        Web.Answer answer = envelopes.send(
                "provenance.incident.report",
                "{'incident':{'incident_id':'inc:" + number + "','timestamp':'2026-11-03T11:00:00Z','category':'"
                        + (number % 2 == 0 ? "even" : "odd") + "','severity':'LOW','description':'d'}}");
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    }

    private static JsonNode page(Envelopes envelopes, String filter, String cursor) {
        String page = cursor.isEmpty() ? "'limit':2" : "'limit':2,'cursor':'" + cursor + "'";
        Web.Answer answer = envelopes.send("provenance.incident.query", "{" + filter + "'page':{" + page + "}}");
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer.json().path("result").path("page");
    }

    @Test
    void a_list_goes_on_as_of_the_size_at_which_it_began() throws IOException {
        try (TestWhence whence = TestWhence.start(folder.resolve("data"))) {
            Envelopes envelopes = new Envelopes(whence.web());
            for (int i = 0; i < 5; i++) {
                report(envelopes, i);
            }
            List<String> seen = new ArrayList<>();
            JsonNode page = page(envelopes, "", "");
            assertThat(page.path("total_estimate").asInt()).isEqualTo(5);
            page.path("items").forEach(item -> seen.add(item.path("incident_id").asText()));
            report(envelopes, 5);
            while (page.has("next_cursor")) {
                page = page(envelopes, "", page.path("next_cursor").asText());
                page.path("items")
                        .forEach(item -> seen.add(item.path("incident_id").asText()));
            }
            assertThat(seen).containsExactly("inc:0", "inc:1", "inc:2", "inc:3", "inc:4");
            chainHolds(envelopes);
        }
    }

    /** Each incident names the one before it, and each entry the one before it. */
    private static void chainHolds(Envelopes envelopes) {
        JsonNode incidents = envelopes
                .send("provenance.incident.query", "{}")
                .json()
                .path("result")
                .path("incidents");
        assertThat(incidents).hasSize(6);
        String previous = "0".repeat(64);
        for (JsonNode incident : incidents) {
            assertThat(incident.path("prev_incident_hash").asText()).isEqualTo(previous);
            previous = incident.path("incident_hash").asText();
        }
    }

    @Test
    void a_cursor_is_taken_for_its_own_list_alone_and_not_when_it_was_changed() throws IOException {
        try (TestWhence whence = TestWhence.start(folder.resolve("data"))) {
            Envelopes envelopes = new Envelopes(whence.web());
            for (int i = 0; i < 6; i++) {
                report(envelopes, i);
            }
            String cursor = page(envelopes, "'category':'even',", "")
                    .path("next_cursor")
                    .asText();
            assertThat(page(envelopes, "'category':'even',", cursor).path("items"))
                    .hasSize(1);
            isRefused(envelopes, "'category':'odd',", cursor);
            byte[] bytes = Base64.getUrlDecoder().decode(cursor);
            for (int i = 0; i < bytes.length; i++) {
                byte[] changed = bytes.clone();
                changed[i] ^= 1;
                isRefused(
                        envelopes,
                        "'category':'even',",
                        Base64.getUrlEncoder().withoutPadding().encodeToString(changed));
            }
        }
    }

    private static void isRefused(Envelopes envelopes, String filter, String cursor) {
        Web.Answer answer = envelopes.send(envelopes.envelope(
                "provenance.incident.query", json("{" + filter + "'page':{'limit':2,'cursor':'" + cursor + "'}}")));
        assertThat(answer.status()).as(answer.text()).isEqualTo(422);
        assertThat(answer.text()).contains("/params/page/cursor");
    }

    @Test
    void a_change_is_listed_at_the_state_that_it_had_when_the_list_began() throws IOException {
        try (TestWhence whence = TestWhence.start(folder.resolve("data"))) {
            Envelopes envelopes = new Envelopes(whence.web());
            for (int i = 0; i < 3; i++) {
                envelopes.send(
                        "provenance.knowledge.change.propose",
                        "{'change_id':'c" + i
                                + "','artifact_id':'a','version_before':'1','proposal':{},'proposer':'p'}");
            }
            String query = "provenance.knowledge.change.query";
            JsonNode first = envelopes.send(query, "{'page':{'limit':2}}").json();
            String cursor =
                    first.path("result").path("page").path("next_cursor").asText();
            envelopes.send(
                    "provenance.knowledge.change.decide", "{'change_id':'c2','status':'VALIDATED','decided_by':'d'}");
            JsonNode rest = envelopes
                    .send(query, "{'page':{'limit':2,'cursor':'" + cursor + "'}}")
                    .json()
                    .path("result")
                    .path("changes");
            assertThat(rest).hasSize(1);
            assertThat(rest.get(0).path("status").asText()).isEqualTo("PROPOSED");
            JsonNode now = envelopes.send(query, "{}").json().path("result").path("changes");
            assertThat(now)
                    .extracting(change -> change.path("status").asText())
                    .containsExactly("PROPOSED", "PROPOSED", "VALIDATED");
        }
    }
}
