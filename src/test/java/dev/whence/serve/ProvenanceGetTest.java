package dev.whence.serve;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.whence.testkit.Calls;
import dev.whence.testkit.TestReceipts;
import dev.whence.testkit.TestWhence;
import dev.whence.testkit.Web;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code provenance.get}, field by field. Each test tells a story of its own, of things that no other test names. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ProvenanceGetTest {
    private TestWhence whence;
    private Calls calls;

    @BeforeAll
    void serve(@TempDir Path folder) throws IOException {
        whence = TestWhence.start(folder);
        calls = new Calls(whence.web());
    }

    @AfterAll
    void stop() {
        whence.close();
    }

    /** Tells that one item was made of another. */
    private void made(String item, String relation, String... sources) {
        List<String> from = new ArrayList<>();
        for (String source : sources) {
            String[] named = source.contains("=") ? source.split("=") : new String[] {"item", source};
            from.add("{'entity_type': '" + named[0] + "', 'entity_id': '" + named[1] + "'"
                    + (relation.isEmpty() ? "" : ", 'relation': '" + relation + "'") + "}");
        }
        Web.Answer told = calls.call(
                "provenance.emit",
                "{'operation_id': 'clip.create', 'invocation_id': 'inv-" + item
                        + "', 'artifacts': [{'entity_type': 'item', 'entity_id': '" + item + "', 'derived_from': ["
                        + String.join(", ", from) + "]}]}");
        assertThat(told.status()).as(told.text()).isEqualTo(201);
    }

    private JsonNode get(String type, String id, String more) {
        Web.Answer answer =
                calls.call("provenance.get", "{'entity_type': '" + type + "', 'entity_id': '" + id + "'" + more + "}");
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer.json();
    }

    private static List<String> nodes(JsonNode walk) {
        List<String> nodes = new ArrayList<>();
        walk.path("nodes")
                .forEach(node -> nodes.add(node.path("entity_type").asText() + " "
                        + node.path("entity_id").asText() + " "
                        + node.path("depth").asInt()));
        return nodes;
    }

    private static List<String> edges(JsonNode walk) {
        List<String> edges = new ArrayList<>();
        walk.path("edges")
                .forEach(edge -> edges.add(edge.path("src_id").asText() + " > "
                        + edge.path("dst_id").asText() + " "
                        + edge.path("relation").asText() + " "
                        + edge.path("depth").asInt()));
        return edges;
    }

    @Test
    void a_walk_up_says_the_ancestor_first_in_the_receipts_own_words() {
        made("G1", "delivered_for", "order=OR_1");

        JsonNode walk = get("item", "G1", "");

        assertThat(walk.path("root").path("entity_type").asText()).isEqualTo("item");
        assertThat(walk.path("root").path("entity_id").asText()).isEqualTo("G1");
        assertThat(walk.path("direction").asText()).isEqualTo("up");
        JsonNode edge = walk.path("edges").path(0);
        assertThat(edge.path("src_type").asText()).isEqualTo("order");
        assertThat(edge.path("src_id").asText()).isEqualTo("OR_1");
        assertThat(edge.path("dst_type").asText()).isEqualTo("item");
        assertThat(edge.path("dst_id").asText()).isEqualTo("G1");
        assertThat(edge.path("relation").asText()).isEqualTo("delivered_for");
        assertThat(edge.path("invocation_id").asText()).isEqualTo("inv-G1");
        assertThat(edge.path("depth").asInt()).isEqualTo(1);
        assertThat(nodes(walk)).containsExactly("item G1 0", "order OR_1 1");
        assertThat(walk.path("complete").asBoolean()).isTrue();
        assertThat(walk.has("reason")).isFalse();
    }

    @Test
    void a_walk_down_says_the_ancestor_first_too_and_both_is_the_one_and_the_other() {
        made("D2", "uploaded", "D1");
        made("D3", "", "D2");

        assertThat(edges(get("item", "D1", ", 'direction': 'down'")))
                .containsExactly("D1 > D2 uploaded 1", "D2 > D3 null 2");
        JsonNode both = get("item", "D2", ", 'direction': 'both'");
        assertThat(edges(both)).containsExactlyInAnyOrder("D1 > D2 uploaded 1", "D2 > D3 null 1");
        assertThat(nodes(both)).containsExactlyInAnyOrder("item D2 0", "item D1 1", "item D3 1");
        assertThat(both.path("edges").findValues("relation").stream().filter(JsonNode::isNull))
                .as("a step without a word has null, and not no member")
                .hasSize(1);
    }

    @Test
    void a_thing_that_can_be_reached_in_two_ways_is_there_once_with_its_least_depth() {
        made("R2", "", "R1");
        made("R3", "", "R2");
        made("R4", "", "R3", "R1");

        JsonNode walk = get("item", "R4", "");

        assertThat(nodes(walk)).containsExactlyInAnyOrder("item R4 0", "item R3 1", "item R1 1", "item R2 2");
        assertThat(edges(walk)).hasSize(4).contains("R1 > R4 null 1");
    }

    @Test
    void a_circle_ends() {
        made("C1", "duplicated_from", "C3");
        made("C2", "duplicated_from", "C1");
        made("C3", "duplicated_from", "C2");

        JsonNode walk = get("item", "C1", ", 'max_depth': 50");

        assertThat(nodes(walk)).containsExactlyInAnyOrder("item C1 0", "item C3 1", "item C2 2");
        assertThat(walk.path("complete").asBoolean()).isTrue();
    }

    @Test
    void what_lies_deeper_than_was_asked_for_is_left_out_and_that_is_said() {
        for (int i = 1; i <= 22; i++) {
            made("L" + i, "", "L" + (i - 1));
        }

        JsonNode usual = get("item", "L22", "");
        JsonNode two = get("item", "L22", ", 'max_depth': 2");

        assertThat(usual.path("nodes")).as("20 generations and the root").hasSize(21);
        assertThat(usual.path("complete").asBoolean()).isFalse();
        assertThat(usual.path("reason").asText()).isEqualTo("depth");
        assertThat(nodes(two)).containsExactly("item L22 0", "item L21 1", "item L20 2");
        assertThat(get("item", "L22", ", 'max_depth': 50").path("complete").asBoolean())
                .isTrue();
        assertThat(get("item", "L22", ", 'max_depth': 22").path("complete").asBoolean())
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({"0", "51", "-1", "2.5", "'\"20\"'", "null"})
    void a_depth_lies_between_1_and_50(String depth) {
        Web.Answer refused =
                calls.call("provenance.get", "{'entity_type': 'item', 'entity_id': 'X', 'max_depth': " + depth + "}");
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.json().path("errors").path(0).path("pointer").asText())
                .isEqualTo("/max_depth");
    }

    @ParameterizedTest
    @CsvSource({"upwards", "UP", "'up '", "'up\\n'", "''"})
    void a_direction_is_one_of_three_words_and_nothing_beside(String direction) {
        Web.Answer refused = calls.call(
                "provenance.get", "{'entity_type': 'item', 'entity_id': 'X', 'direction': '" + direction + "'}");
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.json().path("errors").path(0).path("pointer").asText())
                .isEqualTo("/direction");
    }

    @Test
    void what_nobody_knows_is_not_found() {
        for (String type : List.of("item", "order", "artifact", "run", "dataset", "dataset_version", "agent", "tea")) {
            Web.Answer unknown =
                    calls.call("provenance.get", "{'entity_type': '" + type + "', 'entity_id': 'nobody-knows'}");
            assertThat(unknown.status()).as(type).isEqualTo(404);
            assertThat(unknown.text()).as("nothing of the question is repeated").doesNotContain("nobody-knows");
        }
    }

    @Test
    void an_artifact_is_asked_for_by_its_uri_its_digest_both_or_its_iri_and_answers_to_each_name_that_it_is_given() {
        TestReceipts receipt = TestReceipts.run("run-art");
        whence.web().submit(receipt);
        String digest = TestReceipts.digest("out/run-art");
        String name = "out/run-art@" + digest;

        for (String id : List.of("out/run-art", digest, name)) {
            JsonNode walk = get("artifact", id, "");
            assertThat(walk.path("nodes").path(0).path("entity_id").asText())
                    .as(id)
                    .isEqualTo(name);
            assertThat(walk.path("nodes").path(1).path("entity_id").asText())
                    .isEqualTo("in/run-art@" + TestReceipts.digest("in/run-art"));
            JsonNode edge = walk.path("edges").path(0);
            assertThat(edge.path("invocation_id").asText()).isEqualTo("run-art");
            assertThat(edge.path("relation").isNull()).isTrue();
            assertThat(edge.path("basis").asText()).isEqualTo("assumed");
            String iri = walk.path("nodes").path(0).path("iri").asText();
            assertThat(nodes(get("artifact", iri, ""))).isEqualTo(nodes(walk));
        }
    }

    @Test
    void an_artifact_may_be_named_as_walks_name_it() {
        whence.web().submit(TestReceipts.run("run-named"));
        String name = "out/run-named@" + TestReceipts.digest("out/run-named");
        made("N2", "", "artifact=" + name);

        assertThat(edges(get("item", "N2", "")))
                .containsExactly(
                        name + " > N2 null 1",
                        "in/run-named@" + TestReceipts.digest("in/run-named") + " > " + name + " null 2");
    }

    @Test
    void an_artifact_is_not_mistaken_for_a_run_of_the_same_name() {
        whence.web().submit(TestReceipts.bare("same-name").output("same-name", TestReceipts.digest("same-name")));

        assertThat(get("artifact", "same-name", "").path("root").path("iri").asText())
                .contains("/location/");
        assertThat(get("run", "same-name", "").path("root").path("iri").asText())
                .contains("/run/");
    }

    @Test
    void an_id_that_means_several_artifacts_is_a_conflict_that_names_them() {
        String digits = "ab".repeat(32);
        whence.web().submit(TestReceipts.bare("run-amb").output("out/amb", "sha256:" + digits));
        whence.web().submit(TestReceipts.bare("run-amb2").output("out/amb2", "blake3:" + digits));

        Web.Answer refused = calls.call("provenance.get", "{'entity_type': 'artifact', 'entity_id': '" + digits + "'}");

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.json().path("type").asText()).isEqualTo("/problems/ambiguous-id");
        assertThat(refused.json().path("errors")).hasSize(2);
        String candidate = refused.json().path("errors").path(0).path("pointer").asText();
        assertThat(get("artifact", candidate, "").path("nodes")).isNotEmpty();
    }

    @Test
    void a_run_and_a_dataset_version_come_before_what_they_stand_for() {
        whence.web().submit(TestReceipts.run("run-root").with("dataset_version_id", "2031-01.aaaa1111"));

        JsonNode run = get("run", "run-root", "");
        assertThat(nodes(run).get(0)).isEqualTo("run run-root 0");
        assertThat(run.path("nodes")).hasSize(3);
        assertThat(edges(run).get(0))
                .isEqualTo("run-root > out/run-root@" + TestReceipts.digest("out/run-root") + " generated 0");
        JsonNode version = get("dataset_version", "2031-01.aaaa1111", "");
        assertThat(nodes(version).get(0)).isEqualTo("dataset_version 2031-01.aaaa1111 0");
        assertThat(edges(version).get(0)).endsWith("> 2031-01.aaaa1111 member 0");
    }

    @Test
    void an_agent_and_a_dataset_are_found_in_the_graph() {
        TestReceipts receipt = TestReceipts.run("run-agent")
                .with("dataset_slug", "agents-own")
                .with("dataset_version_id", "kfm://dataset/agents-own@2031-02");
        receipt.json().withObjectProperty("actor").put("principal", "svc:lonely");
        Web.Answer taken = whence.web().submit(receipt);
        String size = taken.json().path("ledger_size").asText();
        whence.web().get("/queries/runs-of-agent?agent=svc:lonely", "Whence-Min-Size", size);

        assertThat(edges(get("agent", "svc:lonely", "")))
                .contains("svc:lonely > out/run-agent@" + TestReceipts.digest("out/run-agent") + " attributed_to 0");
        assertThat(nodes(get("dataset", "agents-own", "")))
                .contains(
                        "dataset agents-own 0",
                        "artifact out/run-agent@" + TestReceipts.digest("out/run-agent") + " 0");
    }

    @Test
    void equal_questions_get_equal_bytes() {
        made("Q2", "", "Q1", "Q0");
        String input = "{'entity_type': 'item', 'entity_id': 'Q2', 'direction': 'both'}";
        String first = calls.call("provenance.get", input).text().replaceAll("\"as_of\":\\d+", "");
        assertThat(calls.call("provenance.get", input).text().replaceAll("\"as_of\":\\d+", ""))
                .isEqualTo(first);
    }
}
