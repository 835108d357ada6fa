package dev.whence.serve;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.whence.testkit.TestReceipts;
import dev.whence.testkit.TestRecords;
import dev.whence.testkit.TestWhence;
import dev.whence.testkit.Web;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collections;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From records that somebody hands in to records that everybody sees. */
class PromotionApiTest {
    @TempDir
    private Path folder;

    private TestWhence whence;
    private Web web;

    @BeforeEach
    void start() throws IOException {
        whence = TestWhence.start(folder.resolve("data"));
        web = whence.web();
    }

    @AfterEach
    void stop() {
        whence.close();
    }

    @Test
    void a_version_that_passes_its_gates_is_published() {
        submit(TestRecords.receipt("run-1"));
        record(TestRecords.collection("rivers"));
        record(TestRecords.item("rivers", "gauge-1", "run-1"));

        JsonNode judged = call("catalog.gate");
        assertThat(judged.path("result").asText()).as(judged.toPrettyString()).isEqualTo("PASS");
        assertThat(judged.path("records")).hasSize(2);
        assertThat(web.get("/catalog.nt").text()).doesNotContain("gauge-1");

        JsonNode promoted = call("catalog.promote");
        assertThat(promoted.path("written").asBoolean()).isTrue();
        assertThat(web.get("/catalog.nt").text()).contains("gauge-1", "run/kfm:~2f~2frun~2frun-1");

        long size = size();
        assertThat(call("catalog.promote").path("written").asBoolean()).isFalse();
        assertThat(size()).isEqualTo(size);
    }

    @Test
    void evidence_says_whether_the_version_is_published() {
        submit(TestRecords.receipt("run-1").with("license", "CC-BY-4.0"));
        record(TestRecords.collection("rivers"));
        record(TestRecords.item("rivers", "gauge-1", "run-1"));
        assertThat(isCatalogValid()).isFalse();
        call("catalog.promote");
        assertThat(isCatalogValid()).isTrue();
    }

    private boolean isCatalogValid() {
        Web.Answer answer = web.post(
                "/api/v1/evidence/resolve", bytes("{\"evidence_ref\": \"dcat://rivers@2026-10\"}"), "application/json");
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer.json().at("/checks/catalog_valid").asBoolean();
    }

    @Test
    void what_no_list_shows_is_published_once_too() {
        submit(TestRecords.receipt("run-1"));
        record(TestRecords.collection("rivers"));
        record(TestRecords.item("rivers", "gauge-1", "run-1"));
        ObjectNode prov = JsonNodeFactory.instance.objectNode();
        prov.putObject("@context").put("prov", "http://www.w3.org/ns/prov#").put("kfm", "https://kfm.local/ns#");
        prov.putObject("entity")
                .putObject("e:file")
                .put("kfm:dataset_version_id", "kfm://dataset/" + TestRecords.VERSION)
                .put("kfm:policy_label", "public");
        prov.putObject("activity").putObject("a:run");
        prov.putObject("wasGeneratedBy").put("prov:entity", "e:file").put("prov:activity", "a:run");
        record(prov);
        call("catalog.promote");

        long size = size();
        assertThat(call("catalog.promote").path("records")).hasSize(3);
        assertThat(size()).isEqualTo(size);
    }

    @Test
    void a_collection_that_names_no_version_is_published_with_the_first_of_its_items_and_no_more() {
        submit(TestRecords.receipt("run-1"));
        record(withoutVersion(TestRecords.collection("rivers")));
        record(TestRecords.item("rivers", "gauge-1", "run-1"));
        assertThat(call("catalog.promote").path("records")).hasSize(2);
        assertThat(web.get("/stac/collections/rivers").status()).isEqualTo(200);

        record(TestRecords.collection("rivers").put("kfm:dataset_version_id", "kfm://dataset/rivers@2026-09"));
        record(TestRecords.item("rivers", "gauge-2", "run-1"));
        assertThat(call("catalog.promote").path("records")).hasSize(2);
        assertThat(web.get("/stac/collections/rivers/items").json().path("features"))
                .hasSize(2);
    }

    @Test
    void a_collection_of_two_versions_is_shown_the_same_whichever_is_promoted() {
        TestReceipts noticed = receipt("run-1", "rivers@1");
        TestRecords.obligation(noticed, "show_notice").put("message", "Mind the floods.");
        submit(noticed);
        submit(receipt("run-2", "rivers@2"));
        record(withoutVersion(TestRecords.collection("rivers")));
        record(ofVersion(TestRecords.item("rivers", "gauge-1", "run-1"), "rivers@1"));
        record(ofVersion(TestRecords.item("rivers", "gauge-2", "run-2"), "rivers@2"));
        promoteVersion("rivers@1");
        promoteVersion("rivers@2");
        long size = size();

        promoteVersion("rivers@1");
        promoteVersion("rivers@2");
        assertThat(size()).isEqualTo(size);
    }

    @Test
    void a_collection_that_hides_something_is_let_out_by_the_decision_on_its_own_version_alone() {
        TestReceipts coarse = receipt("run-1", "rivers@1");
        TestRecords.obligation(coarse, "generalize_geometry").put("min_cell_size_m", 20_000);
        submit(coarse);
        TestReceipts shortened = receipt("run-2", "rivers@2");
        TestRecords.obligation(shortened, "remove_attributes")
                .putArray("fields")
                .add("owner");
        submit(shortened);
        ObjectNode collection = withoutVersion(TestRecords.collection("rivers")).put("kfm:policy_label", "restricted");
        ((ObjectNode) collection.at("/extent/spatial"))
                .putArray("bbox")
                .addArray()
                .add(10.5123)
                .add(47.2543)
                .add(10.5124)
                .add(47.2544);
        record(collection);
        record(ofVersion(sensitive(), "rivers@1"));
        ObjectNode other = ofVersion(TestRecords.item("rivers", "gauge-2", "run-2"), "rivers@2");
        ((ObjectNode) other.path("properties")).put("kfm:policy_label", "restricted");
        record(other);
        for (String version : new String[] {"rivers@1", "rivers@2"}) {
            assertThat(promoted(version).text()).contains("D-collection-unpublished");
        }

        record(collection.put("kfm:dataset_version_id", "kfm://dataset/rivers@1"));
        promoteVersion("rivers@1");
        promoteVersion("rivers@2");
        assertThat(web.get("/stac/collections/rivers").text())
                .contains("Rivers")
                .doesNotContain("10.5123", "47.2543");
    }

    private static TestReceipts receipt(String run, String version) {
        return TestRecords.receipt(run).with("dataset_version_id", "kfm://dataset/" + version);
    }

    private static ObjectNode withoutVersion(ObjectNode collection) {
        collection.remove("kfm:dataset_version_id");
        return collection;
    }

    private static ObjectNode ofVersion(ObjectNode item, String version) {
        ((ObjectNode) item.path("properties")).put("kfm:dataset_version_id", "kfm://dataset/" + version);
        return item;
    }

    private void promoteVersion(String version) {
        Web.Answer answer = promoted(version);
        assertThat(answer.status()).as(answer.text()).isBetween(200, 201);
    }

    private Web.Answer promoted(String version) {
        return web.post(
                "/v1/op/catalog.promote", bytes("{\"dataset_version\": \"" + version + "\"}"), "application/json");
    }

    @Test
    void a_version_without_a_receipt_is_not_published() {
        record(TestRecords.item("rivers", "gauge-1", "run-1"));

        Web.Answer answer = promote();
        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.text())
                .contains(
                        "kfm-feb:E E-run-without-receipt",
                        "kfm-feb:E E-asset-not-output",
                        "kfm-feb:D D-collection-unknown");
        assertThat(web.get("/catalog.nt").text()).doesNotContain("gauge-1");
    }

    @Test
    void a_sensitive_place_is_published_coarse_and_precise_nowhere() {
        TestReceipts receipt = TestRecords.receipt("run-1");
        TestRecords.obligation(receipt, "generalize_geometry").put("min_cell_size_m", 10_000);
        TestRecords.obligation(receipt, "show_notice").put("message", "Places are coarse on purpose.");
        submit(receipt);
        record(TestRecords.collection("rivers"));
        ObjectNode item = TestRecords.item("rivers", "gauge-1", "run-1");
        ((ObjectNode) item.path("properties")).put("kfm:policy_label", "restricted_sensitive_location");
        record(item);

        call("catalog.promote");
        String page = web.get("/catalog.nt").text();
        assertThat(page).contains("gauge-1", "Places are coarse on purpose.").doesNotContain("10.512345", "47.254321");
    }

    @Test
    void asking_again_writes_nothing_whatever_the_decision_asks_for() {
        submit(coarse("run-1", 10_000));
        record(TestRecords.collection("rivers"));
        record(sensitive());
        call("catalog.promote");
        long size = size();

        assertThat(call("catalog.promote").path("written").asBoolean()).isFalse();
        assertThat(size()).isEqualTo(size);
    }

    @Test
    void what_is_published_is_so_after_a_restart_byte_by_byte() throws IOException {
        publish();
        Web.Answer before = web.get("/catalog.nt");
        stop();
        start();

        Web.Answer after = web.get("/catalog.nt");
        assertThat(after.text()).isEqualTo(before.text()).contains("gauge-1");
        assertThat(after.header("ETag")).isEqualTo(before.header("ETag")).isNotEmpty();
    }

    @Test
    void a_newer_version_of_a_record_is_not_seen_before_it_is_promoted() {
        publish();
        ObjectNode item = TestRecords.item("rivers", "gauge-1", "run-1");
        ((ObjectNode) item.path("properties")).put("title", "Levels, mended");
        record(item);
        assertThat(web.get("/catalog.nt").text()).doesNotContain("Levels, mended");

        call("catalog.promote");
        assertThat(web.get("/catalog.nt").text()).contains("Levels, mended").doesNotContain("Levels, gauge-1");
    }

    @Test
    void a_record_that_is_withdrawn_is_in_the_catalog_no_more_until_it_is_promoted_anew() throws IOException {
        publish();
        Web.Answer withdrawn = web.post("/v1/op/catalog.withdraw", withdrawal(), "application/json");
        assertThat(withdrawn.status()).as(withdrawn.text()).isEqualTo(201);
        assertThat(web.get("/catalog.nt").text()).doesNotContain("items/gauge-1");
        assertThat(web.post("/v1/op/catalog.withdraw", withdrawal(), "application/json")
                        .status())
                .isEqualTo(404);
        stop();
        start();
        assertThat(web.get("/catalog.nt").text()).doesNotContain("items/gauge-1");

        ObjectNode item = TestRecords.item("rivers", "gauge-1", "run-1");
        ((ObjectNode) item.path("properties")).put("title", "Levels, mended");
        record(item);
        call("catalog.promote");
        assertThat(web.get("/catalog.nt").text()).contains("Levels, mended");
    }

    @Test
    void mending_one_record_is_told_of_that_record_alone() {
        submit(TestRecords.receipt("run-1"));
        submit(TestRecords.receipt("run-2"));
        record(TestRecords.collection("rivers"));
        record(TestRecords.item("rivers", "gauge-1", "run-1"));
        record(TestRecords.item("rivers", "gauge-2", "run-2"));
        call("catalog.promote");
        ObjectNode item = TestRecords.item("rivers", "gauge-1", "run-1");
        ((ObjectNode) item.path("properties")).put("title", "Levels, mended");
        record(item);
        long before = size();
        call("catalog.promote");
        // The promotion, and one publication.
        assertThat(size()).isEqualTo(before + 2);
    }

    @Test
    void asking_again_under_the_key_of_an_older_promotion_publishes_nothing() {
        submit(coarse("run-1", 10_000));
        record(TestRecords.collection("rivers"));
        record(sensitive());
        promote("first");
        submit(coarse("run-1", 11_000).supersedes("kfm://run/run-1"));
        promote("second");
        String coarser = web.get("/catalog.nt").text();
        long size = size();

        promote("first");
        assertThat(web.get("/catalog.nt").text()).isEqualTo(coarser);
        assertThat(size()).isEqualTo(size);
    }

    @Test
    void who_promotes_at_the_same_time_finds_it_promoted() throws Exception {
        submit(TestRecords.receipt("run-1"));
        record(TestRecords.collection("rivers"));
        record(TestRecords.item("rivers", "gauge-1", "run-1"));
        long before = size();
        ExecutorService callers = Executors.newFixedThreadPool(4);
        try {
            Callable<Web.Answer> promote = this::promote;
            for (Future<Web.Answer> answer : callers.invokeAll(Collections.nCopies(4, promote))) {
                assertThat(answer.get().status()).isBetween(200, 201);
            }
        } finally {
            callers.shutdown();
        }
        // One promotion, and a publication of each record.
        assertThat(size()).isEqualTo(before + 3);
    }

    private void promote(String key) {
        Web.Answer answer = web.post("/v1/op/catalog.promote", input(), "application/json", "Idempotency-Key", key);
        assertThat(answer.status()).as(answer.text()).isBetween(200, 201);
    }

    private static TestReceipts coarse(String run, int metres) {
        TestReceipts receipt = TestRecords.receipt(run);
        TestRecords.obligation(receipt, "generalize_geometry").put("min_cell_size_m", metres);
        return receipt;
    }

    private static ObjectNode sensitive() {
        ObjectNode item = TestRecords.item("rivers", "gauge-1", "run-1");
        ((ObjectNode) item.path("properties")).put("kfm:policy_label", "restricted_sensitive_location");
        return item;
    }

    @Test
    void a_promotion_is_as_secret_as_the_receipts_that_its_findings_tell_of() {
        submit(TestRecords.receipt("run-1").label("restricted"));
        record(TestRecords.collection("rivers"));
        record(TestRecords.item("rivers", "gauge-1", "run-1"));
        String promotion = call("catalog.promote").path("promotion").asText();
        assertThat(web.get("/receipts/" + promotion).json().path("policy_label").asText())
                .isEqualTo("restricted");
        assertThat(web.get("/catalog.nt").text()).contains("gauge-1");
    }

    @Test
    void what_is_public_can_be_withdrawn_though_a_newer_record_was_erased() {
        publish();
        ObjectNode newer = TestRecords.item("rivers", "gauge-1", "run-1");
        ((ObjectNode) newer.path("properties")).put("kfm:policy_label", "quarantine");
        String id = record(newer);
        Web.Answer erased =
                web.post("/receipts/" + id + "/erase", bytes("{\"reason\": \"asked for\"}"), "application/json");
        assertThat(erased.status()).as(erased.text()).isEqualTo(201);
        assertThat(web.get("/catalog.nt").text()).contains("items/gauge-1");

        Web.Answer withdrawn = web.post("/v1/op/catalog.withdraw", withdrawal(), "application/json");
        assertThat(withdrawn.status()).as(withdrawn.text()).isEqualTo(201);
        assertThat(web.get("/catalog.nt").text()).doesNotContain("items/gauge-1");
    }

    @Test
    void a_record_that_was_handed_in_is_not_withdrawn_because_a_catalog_lacks_it() {
        publish();
        byte[] input = bytes(new String(withdrawal(), StandardCharsets.UTF_8)
                .replace("}", ", \"harvested_from\": \"https://stac.example/catalog.json\"}"));
        Web.Answer refused = web.post("/v1/op/catalog.withdraw", input, "application/json");
        assertThat(refused.status()).as(refused.text()).isEqualTo(409);
        assertThat(refused.text()).contains("record:source");
        assertThat(web.get("/catalog.nt").text()).contains("items/gauge-1");
    }

    @Test
    void a_record_that_is_erased_takes_what_is_published_of_it_along() {
        TestReceipts receipt = TestRecords.receipt("run-1");
        TestRecords.obligation(receipt, "generalize_geometry").put("min_cell_size_m", 10_000);
        submit(receipt);
        record(TestRecords.collection("rivers"));
        ObjectNode item = TestRecords.item("rivers", "gauge-1", "run-1");
        ((ObjectNode) item.path("properties")).put("kfm:policy_label", "restricted_sensitive_location");
        String id = record(item);
        call("catalog.promote");
        assertThat(web.get("/catalog.nt").text()).contains("items/gauge-1");

        Web.Answer erased =
                web.post("/receipts/" + id + "/erase", bytes("{\"reason\": \"asked for\"}"), "application/json");
        assertThat(erased.status()).as(erased.text()).isEqualTo(201);
        assertThat(web.get("/catalog.nt").text()).doesNotContain("items/gauge-1");
        // The record was for few, and so is what its tombstone says.
        Web.Answer gone = web.get("/stac/collections/rivers/items/gauge-1", "Accept", "text/turtle");
        assertThat(gone.status()).isEqualTo(410);
        assertThat(gone.text()).contains("The record was erased.").doesNotContain("asked for");
    }

    @Test
    void a_record_that_cannot_be_erased_stays_in_the_catalog() {
        submit(TestRecords.receipt("run-1"));
        record(TestRecords.collection("rivers"));
        String id = record(TestRecords.item("rivers", "gauge-1", "run-1"));
        call("catalog.promote");
        long size = size();

        Web.Answer refused =
                web.post("/receipts/" + id + "/erase", bytes("{\"reason\": \"asked for\"}"), "application/json");
        assertThat(refused.text()).contains("erase:inline");
        assertThat(size()).isEqualTo(size);
        assertThat(web.get("/catalog.nt").text()).contains("items/gauge-1");
    }

    @Test
    void nobody_hands_in_what_whence_makes_itself() {
        for (String own : new String[] {
            "{\"promotion_of\": \"rivers@1\"}", "{\"publication_of\": \"x\"}", "{\"withdrawal_of\": \"stac-item a/b\"}"
        }) {
            Web.Answer answer = web.post("/receipts", bytes(own), "application/json");
            assertThat(answer.status()).as(answer.text()).isEqualTo(422);
        }
        ObjectNode whole = JsonNodeFactory.instance.objectNode();
        whole.put("withdrawal_of", "stac-item rivers/gauge-1").put("withdrawn_at", "2026-11-05T10:00:00Z");
        whole.put("reason", "spite").put("policy_label", "public");
        assertThat(web.post("/receipts", TestRecords.bytes(whole), "application/json")
                        .text())
                .contains("unsupported-kind");
    }

    private void publish() {
        submit(TestRecords.receipt("run-1"));
        record(TestRecords.collection("rivers"));
        record(TestRecords.item("rivers", "gauge-1", "run-1"));
        call("catalog.promote");
    }

    private byte[] withdrawal() {
        return bytes(
                "{\"thing\": \"" + whence.base() + "stac/collections/rivers/items/gauge-1\", \"reason\": \"wrong\"}");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private void submit(TestReceipts receipt) {
        assertThat(web.submit(receipt).status()).isEqualTo(201);
    }

    private String record(ObjectNode record) {
        Web.Answer answer = web.post("/receipts", TestRecords.bytes(record), "application/json");
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        return answer.json().path("id").asText();
    }

    private Web.Answer promote() {
        return web.post("/v1/op/catalog.promote", input(), "application/json");
    }

    private JsonNode call(String operation) {
        Web.Answer answer = web.post("/v1/op/" + operation, input(), "application/json");
        assertThat(answer.status()).as(answer.text()).isBetween(200, 201);
        return answer.json();
    }

    private static byte[] input() {
        return bytes("{\"dataset_version\": \"" + TestRecords.VERSION + "\"}");
    }

    private long size() {
        return web.get("/health").json().at("/ledger/size").asLong();
    }
}
