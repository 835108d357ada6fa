package dev.whence.serve;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.whence.receipt.ReceiptId;
import dev.whence.receive.AttachmentDocument;
import dev.whence.testkit.TestPrincipal;
import dev.whence.testkit.TestReceipts;
import dev.whence.testkit.TestWhence;
import dev.whence.testkit.Web;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who sees which receipt: principal × label × organisation, at every address under which a receipt can be had. */
class RightsOnReceiptsTest {
    private static final String JSON = "application/json";
    private static final String UNKNOWN = TestReceipts.digest("no such receipt");

    private static final TestPrincipal ALICE = TestPrincipal.of("alice", List.of("acme"), "provenance:*");
    private static final TestPrincipal CAROL =
            TestPrincipal.of("carol", List.of("acme"), "provenance:*", "quarantine:read");
    private static final TestPrincipal DAN = TestPrincipal.of("dan", List.of("acme"), "catalog:read");
    private static final TestPrincipal BOB = TestPrincipal.of("bob", List.of("beta"), "*");
    private static final TestPrincipal BOTH =
            TestPrincipal.of("both", List.of("beta", "acme"), "provenance:*", "quarantine:read");

    private static final Set<String> OPEN = Set.of("public", "public_generalized", "embargo over");
    private static final Set<String> MEMBERS = Set.of(
            "public",
            "public_generalized",
            "embargo over",
            "restricted",
            "restricted_sensitive_location",
            "internal",
            "under embargo",
            "embargoed");

    @TempDir
    Path data;

    private TestWhence whence;
    private Web web;

    @BeforeEach
    void start() throws IOException {
        whence = TestWhence.withRights(data);
        web = whence.web();
    }

    @AfterEach
    void stop() {
        whence.close();
    }

    @Test
    void lets_nobody_write_who_shows_nothing_or_not_enough() {
        assertThat(web.submit(TestReceipts.run("run:1")).status()).isEqualTo(401);
        assertThat(submit(DAN, TestReceipts.run("run:1")).status()).isEqualTo(403);
        assertThat(submit(ALICE, TestReceipts.run("run:1")).status()).isEqualTo(201);
    }

    @Test
    void shows_each_receipt_to_those_alone_who_may_see_it_at_every_address() {
        Map<String, List<String>> addresses = addressesByLabel();
        for (var sees : List.of(
                Map.entry(new String[0], OPEN),
                Map.entry(DAN.with(), OPEN),
                Map.entry(BOB.with(), OPEN),
                Map.entry(ALICE.with(), MEMBERS),
                Map.entry(CAROL.with(), addresses.keySet()),
                Map.entry(BOTH.with(), addresses.keySet()))) {
            addresses.forEach((label, places) -> places.forEach(place -> {
                Web.Answer answer = web.get("/o/acme" + place, sees.getKey());
                String what = String.join(" ", sees.getKey()) + " " + label + " " + place;
                if (sees.getValue().contains(label)) {
                    assertThat(answer.status()).as(what).isEqualTo(200);
                } else {
                    assertIsAsUnknown(answer, place, what, sees.getKey());
                }
            }));
        }
    }

    /** Each label with the addresses of a receipt that carries it, relative to its owner's. */
    private Map<String, List<String>> addressesByLabel() {
        Map<String, List<String>> addresses = new LinkedHashMap<>();
        for (String label : List.of(
                "public",
                "public_generalized",
                "restricted",
                "restricted_sensitive_location",
                "internal",
                "embargoed",
                "quarantine")) {
            addresses.put(label, addresses(TestReceipts.run("run:" + label).label(label)));
        }
        addresses.put("embargo over", addresses(embargoed("run:over", "2020-01-01T00:00:00Z")));
        addresses.put("under embargo", addresses(embargoed("run:under", "2999-01-01T01:00:00+02:00")));
        return addresses;
    }

    private List<String> addresses(TestReceipts receipt) {
        assertThat(submit(CAROL, receipt).status()).isEqualTo(201);
        String at = "/receipts/" + receipt.id();
        Web.Answer attached = attach(CAROL, at, "signature of " + receipt.id());
        assertThat(attached.status()).isEqualTo(201);
        String attachment = attached.json().path("id").asText();
        return List.of(
                at,
                "/receipt/" + receipt.id(),
                at + "/proof",
                at + "/attachments",
                at + "/attachments/" + attachment,
                "/receipts/" + attachment);
    }

    private static TestReceipts embargoed(String runId, String until) {
        TestReceipts receipt = TestReceipts.run(runId).label("embargoed");
        receipt.json().withObjectProperty("policy").put("embargo_until", until);
        return receipt;
    }

    private void assertIsAsUnknown(Web.Answer answer, String place, String what, String... headers) {
        String unknown = place.replaceAll("sha256:[0-9a-f]{64}", UNKNOWN);
        Web.Answer nothing = web.get("/o/acme" + unknown, headers);
        assertThat(answer.status()).as(what).isEqualTo(404);
        assertThat(answer.text()).as(what).isEqualTo(nothing.text()).doesNotContain(UNKNOWN);
        Map<String, List<String>> shown =
                new LinkedHashMap<>(answer.response().headers().map());
        Map<String, List<String>> shownOfNothing =
                new LinkedHashMap<>(nothing.response().headers().map());
        shown.remove("date");
        shownOfNothing.remove("date");
        assertThat(shown).as(what).isEqualTo(shownOfNothing);
    }

    @Test
    void a_receipt_belongs_to_the_organisation_for_which_its_sender_speaks() {
        TestReceipts receipt = TestReceipts.run("run:1").label("internal");
        Web.Answer mine = submit(BOTH, receipt);
        assertThat(mine.header("Location")).isEqualTo("/o/beta/receipts/" + receipt.id());
        assertThat(web.get(mine.header("Location"), BOTH.with()).status()).isEqualTo(200);
        assertThat(web.get("/receipts/" + receipt.id(), BOTH.with()).status()).isEqualTo(200);
        assertThat(web.get("/receipts/" + receipt.id(), BOTH.with("Whence-Organisation", "acme"))
                        .status())
                .isEqualTo(404);

        Web.Answer theirs = submit(BOTH, receipt, "Whence-Organisation", "acme");
        assertThat(theirs.status())
                .as("another organisation's receipt is another receipt")
                .isEqualTo(201);
        assertThat(theirs.header("Location")).isEqualTo("/o/acme/receipts/" + receipt.id());
        assertThat(web.get("/receipts/" + receipt.id(), ALICE.with()).status()).isEqualTo(200);
        assertThat(submit(ALICE, receipt, "Whence-Organisation", "beta").status())
                .isEqualTo(403);
    }

    @Test
    void a_receipts_iri_means_the_same_to_everybody() {
        TestPrincipal house = TestPrincipal.of("house", List.of("default"), "*");
        TestReceipts receipt = TestReceipts.run("run:1");
        Web.Answer taken = submit(house, receipt);
        assertThat(taken.header("Location")).isEqualTo("/receipts/" + receipt.id());
        for (String[] headers : List.of(new String[0], ALICE.with(), house.with())) {
            assertThat(web.get("/receipt/" + receipt.id(), headers).body()).isEqualTo(receipt.bytes());
            assertThat(web.get("/o/default/receipts/" + receipt.id(), headers).status())
                    .isEqualTo(200);
        }
        assertThat(web.get("/receipts/" + receipt.id(), ALICE.with()).status())
                .as("a name without an owner is the caller's own")
                .isEqualTo(404);
    }

    @Test
    void only_its_owner_attaches_to_a_receipt() {
        TestReceipts open = TestReceipts.run("run:open");
        TestReceipts closed = TestReceipts.run("run:closed").label("internal");
        submit(ALICE, open);
        submit(ALICE, closed);
        assertThat(attach(BOB, "/receipts/" + open.id(), "x").status()).isEqualTo(403);
        Web.Answer hidden = attach(BOB, "/receipts/" + closed.id(), "x");
        assertThat(hidden.status()).isEqualTo(404);
        assertThat(hidden.text())
                .isEqualTo(attach(BOB, "/receipts/" + UNKNOWN, "x").text());
        assertThat(attach(ALICE, "/receipts/" + closed.id(), "x").status()).isEqualTo(201);
    }

    @Test
    void a_document_is_not_attached_to_what_its_sender_may_not_see() {
        TestReceipts hidden = TestReceipts.run("run:1").label("quarantine");
        submit(ALICE, hidden);
        Web.Answer toHidden = post(ALICE, document(hidden.id()));
        Web.Answer toNothing = post(ALICE, document(UNKNOWN));
        assertThat(toHidden.status()).isEqualTo(422);
        assertThat(toHidden.text()).isEqualTo(toNothing.text().replace(UNKNOWN, hidden.id()));
        assertThat(post(CAROL, document(hidden.id())).status()).isEqualTo(201);
    }

    private static byte[] document(String receipt) {
        return AttachmentDocument.of(ReceiptId.parse(receipt).orElseThrow(), "x", "text/plain", new byte[] {'x'});
    }

    private Web.Answer post(TestPrincipal principal, byte[] document) {
        return web.post("/receipts", document, JSON, principal.with());
    }

    @Test
    void nobody_supersedes_what_it_may_not_see() {
        TestReceipts hidden = TestReceipts.run("run:1").label("quarantine");
        submit(CAROL, hidden);
        TestReceipts next = TestReceipts.run("run:2").label("quarantine");
        Web.Answer refused = submit(ALICE, next.supersedes("run:1"));
        Web.Answer unknown = submit(ALICE, TestReceipts.run("run:3").supersedes("run:none"));
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.text()).isEqualTo(unknown.text());
        assertThat(submit(ALICE, next.supersedes(hidden.id())).text()).isEqualTo(unknown.text());
        assertThat(submit(CAROL, next).status()).isEqualTo(201);
    }

    @Test
    void nobody_supersedes_what_it_may_not_see_where_it_comes_with_it() {
        String two = TestReceipts.run("run:1").label("quarantine").text() + "\n"
                + TestReceipts.run("run:2")
                        .label("quarantine")
                        .supersedes("run:1")
                        .text() + "\n";
        List<Integer> statuses = lines(ALICE, two);
        assertThat(statuses).containsExactlyInAnyOrder(201, 422);
        String three = TestReceipts.run("run:3").label("internal").text() + "\n"
                + TestReceipts.run("run:4")
                        .label("internal")
                        .supersedes("run:3")
                        .text() + "\n";
        assertThat(lines(ALICE, three)).containsExactly(201, 201);
    }

    private List<Integer> lines(TestPrincipal principal, String body) {
        Web.Answer answer =
                web.post("/receipts", body.getBytes(StandardCharsets.UTF_8), "application/x-ndjson", principal.with());
        List<Integer> statuses = new ArrayList<>();
        answer.text()
                .lines()
                .forEach(line -> statuses.add(
                        Integer.parseInt(line.replaceFirst(".*\"status\":(\\d+),\"(?:id|problem).*", "$1"))));
        return statuses;
    }

    @Test
    void a_conflict_with_a_hidden_receipt_does_not_say_which() {
        TestReceipts hidden = TestReceipts.run("run:1").label("quarantine");
        submit(CAROL, hidden);
        Web.Answer told = submit(CAROL, TestReceipts.run("run:1").label("internal"));
        assertThat(told.status()).isEqualTo(409);
        assertThat(told.text()).contains(hidden.id());
        Web.Answer refused = submit(ALICE, TestReceipts.run("run:1").label("internal"));
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.text()).doesNotContain(hidden.id());
        assertThat(submit(BOB, TestReceipts.run("run:1").label("internal")).status())
                .as("other organisations have runs of their own")
                .isEqualTo(201);
    }

    @Test
    void a_hidden_successor_is_not_named() {
        TestReceipts first = TestReceipts.run("run:1").label("internal");
        submit(CAROL, first);
        TestReceipts second = TestReceipts.run("run:2").label("quarantine").supersedes("run:1");
        submit(CAROL, second);
        TestReceipts third = TestReceipts.run("run:3").label("internal").supersedes("run:1");
        assertThat(submit(CAROL, third).text()).contains(second.id());
        Web.Answer refused = submit(ALICE, third);
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.text()).doesNotContain(second.id());
    }

    @Test
    void whoever_hands_a_receipt_in_is_its_submitter_and_may_not_pose_as_another() {
        TestReceipts receipt = TestReceipts.run("run:1");
        assertThat(submit(ALICE, receipt, "Orch-Caller", "svc:somebody-else").status())
                .isEqualTo(403);
        assertThat(submit(ALICE, receipt, "Orch-Caller", "alice", "Prefer", "wait")
                        .status())
                .isEqualTo(201);
        Web.Answer proof = web.get("/receipts/" + receipt.id() + "/proof", ALICE.with("Accept", "application/json"));
        assertThat(proof.json().at("/event/submitter").asText()).isEqualTo("alice");
        assertThat(proof.json().at("/event/org").asText()).isEqualTo("acme");
    }

    @Test
    void an_embargos_end_is_refused_where_it_would_end_nothing() {
        TestReceipts open = TestReceipts.run("run:1").label("public");
        open.json().withObjectProperty("policy").put("embargo_until", "2999-01-01T00:00:00Z");
        assertProblem(submit(ALICE, open), "/policy/embargo_until");
        TestReceipts unlabelled = TestReceipts.run("run:1");
        unlabelled.json().withObjectProperty("policy").put("embargo_until", "2999-01-01T00:00:00Z");
        unlabelled.json().withObjectProperty("policy").remove("policy_label");
        assertProblem(submit(ALICE, unlabelled), "/policy/embargo_until");
        assertProblem(
                submit(ALICE, TestReceipts.run("run:1").with("embargo_until", "2999-01-01T00:00:00Z")),
                "/embargo_until");
        for (String wrong : List.of("2999-01-01", "tomorrow", "2999-01-01T00:00:00")) {
            assertProblem(submit(ALICE, embargoed("run:1", wrong)), "/policy/embargo_until");
        }
        assertThat(submit(ALICE, embargoed("run:1", "2999-01-01T00:00:00+02:00"))
                        .status())
                .isEqualTo(201);
    }

    private static void assertProblem(Web.Answer answer, String pointer) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(422);
        assertThat(answer.json().path("errors"))
                .extracting(error -> error.path("pointer").asText())
                .contains(pointer);
    }

    @Test
    void a_receipt_without_a_label_has_its_organisations() throws IOException {
        whence.close();
        whence = TestWhence.withRights(
                data,
                Map.of(
                        "WHENCE_INTAKE_DEFAULT_LABEL", "restricted",
                        "WHENCE_ORGANISATION_ACME_DEFAULT_LABEL", "public"));
        web = whence.web();
        TestReceipts receipt = TestReceipts.run("run:1");
        receipt.json().withObjectProperty("policy").remove("policy_label");
        submit(ALICE, receipt);
        submit(BOB, receipt);
        assertThat(web.get("/o/acme/receipts/" + receipt.id()).status()).isEqualTo(200);
        assertThat(web.get("/o/beta/receipts/" + receipt.id()).status()).isEqualTo(404);
        assertThat(web.get("/o/beta/receipts/" + receipt.id(), BOB.with()).status())
                .isEqualTo(200);
    }

    @Test
    void no_shared_cache_keeps_what_was_shown_to_one() {
        TestReceipts receipt = TestReceipts.run("run:1");
        submit(ALICE, receipt);
        String address = "/o/acme/receipts/" + receipt.id();
        Web.Answer hers = web.get(address, ALICE.with());
        assertThat(hers.header("Cache-Control")).isEqualTo("private, no-cache");
        assertThat(hers.header("Vary")).contains("Authorization", "Whence-Organisation");
        Web.Answer anybodys = web.get(address);
        assertThat(anybodys.header("Cache-Control")).isEqualTo("no-cache");
        assertThat(anybodys.header("Vary")).contains("Authorization");
        assertThat(web.get("/o/acme/receipts/" + UNKNOWN, ALICE.with()).header("Cache-Control"))
                .contains("private");
    }

    @Test
    void the_page_of_a_receipt_leads_to_its_owners_addresses() {
        TestReceipts receipt = TestReceipts.run("run:1");
        submit(ALICE, receipt);
        attach(ALICE, "/receipts/" + receipt.id(), "x");
        String page = web.get("/o/acme/receipt/" + receipt.id(), "Accept", "text/html")
                .text();
        assertThat(page)
                .contains("/o/acme/receipts/" + receipt.id() + "/proof")
                .contains("/o/acme/receipts/" + receipt.id() + "/attachments/");
    }

    @Test
    void health_and_first_page_tell_strangers_no_figures() {
        submit(ALICE, TestReceipts.run("run:1"));
        JsonNode shown = web.get("/health").json();
        assertThat(shown.fieldNames()).toIterable().containsExactly("status", "base");
        assertThat(web.get("/", "Accept", "text/html").text()).doesNotContain("receipts in the ledger");
        TestPrincipal keeper = TestPrincipal.of("keeper", List.of(), "admin:read");
        assertThat(web.get("/health", keeper.with()).json().at("/ledger/size").asInt())
                .isEqualTo(1);
        assertThat(web.get("/", keeper.with()).text()).contains("receipts in the ledger");
        assertThat(web.get("/metrics").status()).isEqualTo(401);
        assertThat(web.get("/metrics", ALICE.with()).status()).isEqualTo(403);
        assertThat(web.get("/metrics", keeper.with()).status()).isEqualTo(200);
        assertThat(web.post("/admin/compact", new byte[0], JSON, keeper.with()).status())
                .isEqualTo(403);
    }

    private Web.Answer submit(TestPrincipal principal, TestReceipts receipt, String... headers) {
        return web.post("/receipts", receipt.bytes(), JSON, principal.with(headers));
    }

    private Web.Answer attach(TestPrincipal principal, String receipt, String content) {
        return web.post(
                "/o/acme" + receipt + "/attachments",
                content.getBytes(StandardCharsets.UTF_8),
                "text/plain",
                principal.with());
    }
}
