package dev.whence.serve;

import static dev.whence.testkit.TestReceipts.digest;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.whence.testkit.Envelopes;
import dev.whence.testkit.TestReceipts;
import dev.whence.testkit.TestWhence;
import dev.whence.testkit.Web;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What operations wrote, as everybody who asks finds it: walks, things, the graph, also when it is made anew. */
class OperationLineageTest {
    private static final String ITEM_1 = "{'entity_type':'item','entity_id':'IT_1'";

    @TempDir
    private Path folder;

    private int entries;

    /** Bytes of a run become an item, of which two sessions want to make another; one of them fails. */
    private void tell(Web web) {
        web.submit(TestReceipts.bare("make").output("tiles/raw.tif", digest("raw")));
        entries++;
        submit(
                web,
                operation("item.import", "inv:import", "sealed"),
                "'artifacts':[" + ITEM_1 + ",'digest':'" + digest("raw") + "','derived_from':["
                        + "{'entity_type':'upload','entity_id':'U 1','relation':'uploaded'}]}]");
        String made = "'artifacts':[{'entity_type':'item','entity_id':'IT_2','derived_from':[" + ITEM_1
                + ",'relation':'produced_by'}]}],'used':[{'entity_type':'aoi','entity_id':'AOI_7'}]";
        String opened = submit(web, operation("clip.create", "inv:clip", "opened"), "'declares':['item']");
        submit(
                web,
                operation("clip.create", "inv:clip", "sealed"),
                "'declares':['item'],'previous':'" + opened + "'," + made);
        String doomed = submit(web, operation("clip.create", "inv:doomed", "opened"), "'declares':['item']");
        submit(
                web,
                operation("clip.create", "inv:doomed", "timed_out"),
                "'declares':['item'],'previous':'" + doomed + "','reason':'it took too long',"
                        + made.replace("IT_2", "IT_3"));
    }

    private static ObjectNode operation(String operation, String invocation, String state) {
        String end = state.equals("opened") ? "expires_at" : "ended_at";
        return Envelopes.json("{'operation_id':'" + operation + "','invocation_id':'" + invocation
                + "','principal':'svc:clipper','state':'" + state + "','started_at':'2026-11-20T09:00:00Z','" + end
                + "':'2026-11-20T10:00:00Z'}");
    }

    private String submit(Web web, ObjectNode operation, String more) {
        operation.setAll(Envelopes.json("{" + more + "}"));
        Web.Answer answer =
                web.post("/receipts", operation.toString().getBytes(StandardCharsets.UTF_8), "application/json");
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        entries++;
        return answer.json().path("id").asText();
    }

    private static Web.Answer lineage(Web web, String entity, String direction, String format) {
        return web.get("/lineage?entity=" + URLEncoder.encode(entity, StandardCharsets.UTF_8) + "&direction="
                + direction + "&format=" + format);
    }

    private static List<String> steps(JsonNode answer) {
        return StreamSupport.stream(answer.path("edges").spliterator(), false)
                .map(edge ->
                        local(edge.path("from")) + " " + edge.path("relation").asText() + " "
                                + edge.path("statedAs").asText("-") + " " + local(edge.path("to")) + " "
                                + edge.path("runId").asText("-"))
                .sorted()
                .toList();
    }

    private static String local(JsonNode iri) {
        return iri.asText().replaceFirst("^http://localhost:8080/", "").replaceFirst("sha256:[0-9a-f]{64}", "raw");
    }

    @Test
    void a_walk_says_how_one_thing_came_of_another_and_goes_on_to_who_made_its_bytes() throws IOException {
        try (TestWhence whence = TestWhence.start(folder.resolve("data"))) {
            tell(whence.web());
            JsonNode up = lineage(whence.web(), "item:IT_2", "up", "json").json();
            assertThat(steps(up))
                    .containsExactly(
                            "artifact/raw/tiles~2fraw.tif same-bytes - thing/item/IT_1 -",
                            "thing/aoi/AOI_7 assumed - thing/item/IT_2 inv:clip",
                            "thing/item/IT_1 stated produced_by thing/item/IT_2 inv:clip",
                            "thing/upload/U~201 stated uploaded thing/item/IT_1 inv:import");
            assertThat(up.path("root").path("kind").asText()).isEqualTo("thing");
            assertThat(up.path("nodes").findValuesAsText("entityId"))
                    .containsExactlyInAnyOrder("IT_2", "AOI_7", "IT_1", "U 1");
            assertThat(up.path("nodes").findValuesAsText("iri")).doesNotHaveDuplicates();

            JsonNode down =
                    lineage(whence.web(), "tiles/raw.tif", "down", "json").json();
            assertThat(steps(down)).anyMatch(step -> step.startsWith("thing/item/IT_1 stated produced_by"));
        }
    }

    @Test
    void every_form_of_a_walk_shows_the_word() throws IOException {
        try (TestWhence whence = TestWhence.start(folder.resolve("data"))) {
            tell(whence.web());
            for (String format : List.of("tree", "dot", "mermaid", "csv", "turtle", "jsonld", "html")) {
                assertThat(lineage(whence.web(), "item/IT_2", "up", format).text())
                        .as(format)
                        .contains("produced_by");
            }
            assertThat(lineage(whence.web(), "item/IT_2", "up", "tree").text())
                    .contains("item IT_1", "uploaded")
                    .doesNotContain("no digest");
        }
    }

    @Test
    void an_operation_that_did_not_end_well_made_nothing_and_is_seen_to_have_failed() throws IOException {
        try (TestWhence whence = TestWhence.start(folder.resolve("data"))) {
            tell(whence.web());
            assertThat(lineage(whence.web(), "item:IT_3", "up", "json").status())
                    .isEqualTo(404);
            assertThat(lineage(whence.web(), "item:IT_1", "down", "json").text())
                    .contains("IT_2")
                    .doesNotContain("IT_3")
                    .doesNotContain("inv:doomed");
            JsonNode doomed = lineage(whence.web(), "inv:doomed", "up", "json").json();
            assertThat(doomed.path("nodes")).isEmpty();
            assertThat(doomed.path("warnings").toString()).contains("failed", "timed_out");
            assertThat(failed(whence.web()))
                    .contains("inv:doomed", "it took too long")
                    .doesNotContain("inv:clip");
        }
    }

    private String failed(Web web) {
        return web.get(
                        "/queries/operations-by-state?state=timed_out",
                        "Accept",
                        "application/json",
                        "Whence-Min-Size",
                        String.valueOf(entries))
                .text();
    }

    @Test
    void a_thing_answers_and_says_the_same_when_the_graph_is_made_anew() throws IOException {
        Path data = folder.resolve("data");
        List<String> said;
        JsonNode walked;
        try (TestWhence whence = TestWhence.start(data)) {
            tell(whence.web());
            said = thing(whence.web());
            walked = lineage(whence.web(), "item:IT_2", "up", "json").json();
        }
        assertThat(said).anyMatch(triple -> triple.contains("ns#relation> \"produced_by\""));
        try (Stream<Path> graph = Files.walk(data.resolve("graph"))) {
            graph.sorted(Comparator.reverseOrder())
                    .forEach(path -> path.toFile().delete());
        }
        try (TestWhence whence = TestWhence.start(data)) {
            assertThat(thing(whence.web())).isEqualTo(said);
            assertThat(lineage(whence.web(), "item:IT_2", "up", "json").json()).isEqualTo(walked);
        }
    }

    private List<String> thing(Web web) {
        Web.Answer answer = web.get(
                "/thing/item/IT_2", "Accept", "application/n-triples", "Whence-Min-Size", String.valueOf(entries));
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer.text().lines().sorted().toList();
    }

    @Test
    void a_text_that_names_a_run_and_a_thing_is_refused_with_both() throws IOException {
        try (TestWhence whence = TestWhence.start(folder.resolve("data"))) {
            tell(whence.web());
            whence.web().submit(TestReceipts.bare("item:IT_2").output("x", digest("x")));
            Web.Answer answer = lineage(whence.web(), "item:IT_2", "up", "json");
            assertThat(answer.status()).isEqualTo(300);
            assertThat(answer.text()).contains("/thing/item/IT_2", "/run/item:IT_2");
        }
    }
}
