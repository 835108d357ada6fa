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

/** The family tree of an item, what rests on a thing, and the operations that read what routes read. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FamilyAndImpactTest {
    private TestWhence whence;
    private Calls calls;

    @BeforeAll
    void tell_a_family(@TempDir Path folder) throws IOException {
        whence = TestWhence.start(folder);
        calls = new Calls(whence.web());
        made("item", "B", "A");
        made("item", "C", "A");
        made("item", "D", "B", "C");
        made("report", "R", "D");
        made("item", "P1", "P");
        made("item", "P2", "P1");
        made("item", "P3", "P2");
        made("report", "PR", "P3");
    }

    @AfterAll
    void stop() {
        whence.close();
    }

    private void made(String type, String id, String... items) {
        List<String> from = new ArrayList<>();
        for (String item : items) {
            from.add("{'entity_type': 'item', 'entity_id': '" + item + "', 'relation': 'produced_by'}");
        }
        Web.Answer told = calls.call(
                "provenance.emit",
                "{'operation_id': 'clip.create', 'invocation_id': 'inv-" + id + "', 'artifacts': [{'entity_type': '"
                        + type + "', 'entity_id': '" + id + "', 'derived_from': [" + String.join(", ", from) + "]}]}");
        assertThat(told.status()).as(told.text()).isEqualTo(201);
    }

    private JsonNode call(String operation, String input) {
        Web.Answer answer = calls.call(operation, input);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer.json();
    }

    /** {@code B(A) C(A=)}: names with what hangs under them; an equals sign where it stands elsewhere. */
    private static String tree(JsonNode relatives, String member) {
        List<String> all = new ArrayList<>();
        relatives.forEach(one -> {
            String under = tree(one.path(member), member);
            all.add(one.path("entity_id").asText()
                    + (one.path("repeated").asBoolean() ? "=" : under.isEmpty() ? "" : "(" + under + ")"));
        });
        return String.join(" ", all);
    }

    @Test
    void an_item_has_its_parents_above_it_and_its_children_below_each_with_its_own_once() {
        JsonNode top = call("items.lineage", "{'item_id': 'A'}");
        assertThat(tree(top.path("parents"), "parents")).isEmpty();
        assertThat(tree(top.path("children"), "children")).isEqualTo("B(D(R)) C(D=)");

        JsonNode middle = call("items.lineage", "{'item_id': 'D'}");
        assertThat(tree(middle.path("parents"), "parents")).isEqualTo("B(A) C(A=)");
        assertThat(tree(middle.path("children"), "children")).isEqualTo("R");
        assertThat(middle.path("children").path(0).path("entity_type").asText()).isEqualTo("report");
        assertThat(middle.path("children").path(0).path("relation").asText()).isEqualTo("produced_by");
        assertThat(middle.path("children").path(0).path("invocation_id").asText())
                .isEqualTo("inv-R");
        assertThat(middle.path("complete").asBoolean()).isTrue();
    }

    @Test
    void a_tree_that_is_cut_says_so() {
        JsonNode cut = call("items.lineage", "{'item_id': 'A', 'max_depth': 1}");
        assertThat(tree(cut.path("children"), "children")).isEqualTo("B C");
        assertThat(cut.path("complete").asBoolean()).isFalse();
        assertThat(cut.path("reason").asText()).isEqualTo("depth");
    }

    @Test
    void impact_counts_by_type_and_lists_in_pages_of_one_ledger() {
        String question = "{'entity_type': 'item', 'entity_id': 'P', 'limit': 3";
        JsonNode first = call("lineage.impact", question + "}");
        assertThat(first.path("total").asInt()).isEqualTo(4);
        assertThat(first.path("by_type").toString()).isEqualTo("{\"item\":3,\"report\":1}");
        assertThat(first.path("things")).hasSize(3);

        made("item", "Z", "P");
        JsonNode second = call(
                "lineage.impact",
                question + ", 'cursor': '" + first.path("next_cursor").asText() + "'}");
        assertThat(second.path("total").asInt()).as("as of the first page").isEqualTo(4);
        assertThat(second.path("things")).hasSize(1);
        assertThat(second.has("next_cursor")).isFalse();
        Web.Answer madeUp = calls.call("lineage.impact", question + ", 'cursor': '999999.0'}");
        assertThat(madeUp.status()).isEqualTo(422);
        assertThat(madeUp.json().path("errors").path(0).path("pointer").asText())
                .isEqualTo("/cursor");
    }

    @Test
    void receipts_are_handed_in_read_back_and_proved() {
        TestReceipts receipt = TestReceipts.run("run-op");
        Web.Answer taken = calls.call("receipts.submit", "{'receipt': " + receipt.text() + "}");
        assertThat(taken.status()).as(taken.text()).isEqualTo(201);
        assertThat(taken.json().path("receipt_id").asText()).isEqualTo(receipt.id());
        Web.Answer again = calls.call("receipts.submit", "{'receipt': " + receipt.text() + "}");
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.json().path("written").asBoolean()).isFalse();
        assertThat(calls.call("receipts.submit", "{'receipt': {'run_id': 'x', 'operation': 'y'}}")
                        .status())
                .isEqualTo(422);

        String named = "{'receipt_id': '" + receipt.id() + "'}";
        assertThat(call("receipts.get", named).path("receipt")).isEqualTo(receipt.json());
        assertThat(call("receipts.proof", named).path("proof").asText()).startsWith("c2sp.org/tlog-proof@v1");
        assertThat(calls.call("receipts.get", "{'receipt_id': 'sha256:" + "ab".repeat(32) + "'}")
                        .status())
                .isEqualTo(404);
    }

    @Test
    void walks_and_queries_answer_as_their_routes_do() {
        assertThat(call("lineage.get", "{'thing': 'item:D', 'max_depth': 1}").path("nodes"))
                .hasSize(3);
        assertThat(call("queries.run", "{'name': 'runs-of-agent', 'parameters': {'agent': 'nobody'}}")
                        .at("/results/results/bindings"))
                .isEmpty();
        Web.Answer wrong = calls.call("queries.run", "{'name': 'runs-of-agent', 'parameters': {'agnet': 'x'}}");
        assertThat(wrong.status()).isEqualTo(422);
        assertThat(wrong.json().path("errors"))
                .extracting(error -> error.path("pointer").asText())
                .contains("/parameters/agnet", "/parameters/agent");
        assertThat(calls.call("queries.run", "{'name': 'no-such'}").status()).isEqualTo(404);
    }
}
