package dev.whence.serve;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.whence.testkit.TestPrincipal;
import dev.whence.testkit.TestReceipts;
import dev.whence.testkit.TestWhence;
import dev.whence.testkit.Web;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Acme fetches in secret and publishes what it made of that; globex, and anybody, may know the second half. */
class RightsOnLineageTest {
    private static final TestPrincipal ALICE = TestPrincipal.of("alice", List.of("acme"), "provenance:*");
    private static final TestPrincipal BOB = TestPrincipal.of("bob", List.of("globex"), "provenance:*");
    private static final String RAW = TestReceipts.digest("raw");
    private static final String MID = TestReceipts.digest("mid");
    private static final String OUT = TestReceipts.digest("out");
    private static final String[] NOBODY = {};

    @TempDir
    Path data;

    private TestWhence whence;
    private Web web;
    private int size;

    @BeforeEach
    void start() throws IOException {
        whence = TestWhence.withRights(data);
        web = whence.web();
        submit(
                ALICE,
                TestReceipts.bare("fetch")
                        .input("raw.csv", RAW)
                        .output("mid.csv", MID)
                        .label("restricted"));
        submit(ALICE, TestReceipts.bare("publish").input("mid.csv", MID).output("out.csv", OUT));
        submit(
                BOB,
                TestReceipts.bare("publish")
                        .input("globex.csv", TestReceipts.digest("globex"))
                        .label("internal"));
    }

    @AfterEach
    void stop() {
        whence.close();
    }

    @Test
    void a_walk_stops_where_the_callers_sight_ends_and_says_no_more_than_that() {
        JsonNode all = walk(OUT, "up", ALICE.with()).json();
        assertThat(digests(all)).containsExactly(OUT, MID, RAW);
        assertThat(all.path("complete").asBoolean()).isTrue();
        for (String[] caller : List.of(NOBODY, BOB.with())) {
            Web.Answer some = walk(OUT, "both", caller);
            assertThat(digests(some.json())).containsExactly(OUT, MID);
            assertThat(some.json().path("complete").asBoolean()).isFalse();
            assertThat(some.json().path("reason").asText()).isEqualTo("policy");
            assertThat(some.json().path("warnings")).isEmpty();
            assertThat(some.text()).doesNotContain("fetch", "raw.csv", RAW);
            assertThat(some.header("Whence-Complete")).isEqualTo("false");
        }
    }

    @Test
    void what_hidden_entries_alone_speak_of_is_as_unknown_as_what_never_was() {
        String never = TestReceipts.digest("never");
        for (String[] caller : List.of(NOBODY, BOB.with())) {
            for (String route : List.of("/lineage?entity=", "/ledger/proof/inclusion?receipt=")) {
                assertSame(route + RAW, RAW, route + never, never, caller);
                assertSame(route + named("run/fetch"), "fetch", route + named("run/never"), "never", caller);
            }
            assertSame("/o/acme/run/fetch", "fetch", "/o/acme/run/never", "never", caller);
            assertSame("/content/" + RAW, RAW, "/content/" + never, never, caller);
            assertSame(
                    "/o/acme/artifact/" + RAW + "/raw.csv",
                    RAW,
                    "/o/acme/artifact/" + never + "/raw.csv",
                    never,
                    caller);
        }
        assertThat(walk(RAW, "down", ALICE.with()).status()).isEqualTo(200);
        assertThat(web.get("/o/acme/run/fetch", ready(ALICE.with())).status()).isEqualTo(200);
    }

    @Test
    void things_of_other_organisations_answer_under_their_owners_name() {
        Web.Answer seen = web.get("/o/acme/run/publish", ready());
        assertThat(seen.status()).isEqualTo(200);
        assertThat(seen.text()).contains("/o/acme/run/publish>").doesNotContain("fetch");
        for (String path : List.of(
                "/o/acme/agent/svc:tester", "/o/acme/dataset/rivers", "/o/acme/location/out.csv", "/content/" + MID)) {
            assertThat(web.get(path, ready()).status()).as(path).isEqualTo(200);
        }
        assertThat(web.get("/o/globex/run/publish", ready()).status()).isEqualTo(404);
        assertThat(web.get("/run/publish", ready(BOB.with())).status()).isEqualTo(404);
    }

    @Test
    void a_description_holds_nothing_of_what_is_hidden() {
        Web.Answer some = web.get("/content/" + MID, ready());
        Web.Answer all = web.get("/content/" + MID, ready(ALICE.with()));
        assertThat(some.text()).doesNotContain("fetch");
        assertThat(web.get("/o/acme/agent/svc:tester", ready()).text()).doesNotContain("fetch");
        assertThat(web.get("/o/acme/agent/svc:tester", ready(ALICE.with())).text())
                .contains("fetch");
        assertThat(some.header("Cache-Control")).doesNotContain("private");
        assertThat(all.header("Cache-Control")).contains("private");
        assertThat(all.response().headers().allValues("Vary").toString()).contains("Authorization");
    }

    @Test
    void names_without_an_owner_mean_the_callers_own_things() {
        assertThat(walk("publish", "up", ALICE.with()).json().at("/root/iri").asText())
                .endsWith("/o/acme/run/publish");
        assertThat(walk("publish", "up", BOB.with()).json().at("/root/iri").asText())
                .endsWith("/o/globex/run/publish");
        assertThat(walk("publish", "up", NOBODY).status()).isEqualTo(404);
    }

    @Test
    void canned_queries_count_what_is_seen_and_take_the_callers_names() {
        assertThat(runs("svc:tester", ALICE.with())).isEqualTo(2);
        assertThat(runs("svc:tester", BOB.with())).isEqualTo(1);
        String acmes = named("agent/svc:tester");
        assertThat(runs(acmes, NOBODY)).isEqualTo(1);
        assertThat(runs(acmes, BOB.with())).isEqualTo(1);
        assertThat(runs("svc:tester", NOBODY)).isZero();
    }

    @Test
    void the_page_of_a_walk_says_in_words_that_there_is_more() {
        Web.Answer page = web.get("/lineage?format=html&entity=" + OUT);
        assertThat(page.text())
                .contains(
                        "Not complete: more is known than you may see.", "no receipt that you may see tells its origin")
                .doesNotContain("fetch");
    }

    private void assertSame(String hidden, String hiddenName, String unknown, String unknownName, String... caller) {
        Web.Answer one = web.get(hidden, ready(caller));
        Web.Answer other = web.get(unknown, ready(caller));
        assertThat(one.status()).as(hidden).isEqualTo(404).isEqualTo(other.status());
        assertThat(one.text().replace(hiddenName, "…"))
                .as(hidden)
                .isEqualTo(other.text().replace(unknownName, "…"));
    }

    private int runs(String agent, String... caller) {
        Web.Answer answer = web.get("/queries/runs-of-agent?agent=" + encode(agent), ready(caller));
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer.json().at("/results/bindings").size();
    }

    private Web.Answer walk(String thing, String direction, String... caller) {
        return web.get("/lineage?direction=" + direction + "&entity=" + encode(thing), caller);
    }

    private String named(String path) {
        return whence.base() + "o/acme/" + path;
    }

    /** When the graph has all that was handed in. */
    private String[] ready(String... caller) {
        return Stream.concat(Stream.of(caller), Stream.of("Whence-Min-Size", String.valueOf(size)))
                .toArray(String[]::new);
    }

    private static List<String> digests(JsonNode walk) {
        return walk.path("nodes").findValuesAsText("digest");
    }

    private void submit(TestPrincipal principal, TestReceipts receipt) {
        Web.Answer answer = web.post("/receipts", receipt.bytes(), "application/json", principal.with());
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        size++;
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
