package dev.whence.serve;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.whence.receipt.ReceiptKind;
import dev.whence.testkit.Publishing;
import dev.whence.testkit.TestWhence;
import dev.whence.testkit.Web;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is sent again and what is not, and what caches between may take for the same. */
class ConditionsTest {
    private static final String MODIFIED = "Last-Modified";
    private static final String SINCE = "If-Modified-Since";
    private static final String ITEM = "/stac/collections/rain/items/a";
    private static final String LONG_AGO = "Sat, 01 Jan 2000 00:00:00 GMT";

    @TempDir
    private static Path folder;

    private static TestWhence whence;
    private static Web web;

    @BeforeAll
    static void start() throws IOException {
        whence = TestWhence.start(folder.resolve("data"));
        web = whence.web();
        whence.publishing().publish(ReceiptKind.STAC_COLLECTION, Publishing.collection("rain"));
        whence.publishing().publish(ReceiptKind.STAC_ITEM, Publishing.item("rain", "a"));
    }

    @AfterAll
    static void stop() {
        whence.close();
    }

    /** Dates are said once the second is over. */
    private static String dated(String path) {
        return await().until(
                        () -> web.get(path, "Accept", "text/turtle, */*;q=0.1").header(MODIFIED),
                        date -> !date.isEmpty());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/catalog", "/catalog.jsonld", "/dump/catalog.nq.gz", "/.well-known/void", "/data.json", ITEM})
    void who_knows_a_date_alone_is_told_that_nothing_changed(String path) {
        String accept = "text/turtle, */*;q=0.1";
        String date = dated(path);
        assertThat(web.get(path, "Accept", accept, SINCE, date).status()).isEqualTo(304);
        assertThat(web.get(path, "Accept", accept, SINCE, LONG_AGO).status()).isEqualTo(200);
        assertThat(web.get(path, "Accept", accept, SINCE, "yesterday").status()).isEqualTo(200);
        assertThat(web.get(path, "Accept", accept, SINCE, date, "If-None-Match", "\"other\"")
                        .status())
                .as("a tag says more than a date")
                .isEqualTo(200);
    }

    /** RFC 9110 §5.3: a list may come in several lines, as some proxies send it on. */
    @Test
    void tags_may_come_in_several_lines() {
        String tag = web.get("/catalog.ttl").header("ETag");
        assertThat(web.get("/catalog.ttl", "If-None-Match", "\"other\"", "If-None-Match", "\"more\", " + tag)
                        .status())
                .isEqualTo(304);
        assertThat(web.get("/catalog.ttl", "If-None-Match", "\"other\"", "If-None-Match", "\"more\"")
                        .status())
                .isEqualTo(200);
    }

    /** A second change in the same second could not be told from the first. */
    @ParameterizedTest
    @CsvSource({
        "2026-01-01T00:00:00.100Z, 2026-01-01T00:00:00.900Z, false",
        "2026-01-01T00:00:00.100Z, 2026-01-01T00:00:01.100Z, false",
        "2026-01-01T00:00:00.900Z, 2026-01-01T00:00:02.000Z, true",
        "2026-01-01T00:00:09.000Z, 2026-01-01T00:00:02.000Z, false",
    })
    void a_change_has_no_date_before_its_second_is_over(Instant change, Instant now, boolean isSettled) {
        assertThat(Conditions.isSettled(change, now)).isEqualTo(isSettled);
    }

    /** An erasure takes something out of what is past, and leaves no date. */
    @Test
    void what_is_past_has_no_date() {
        dated("/catalog");
        Web.Answer page = web.get("/catalog?limit=1");
        String next = page.response().headers().allValues("Link").stream()
                .filter(link -> link.contains("rel=\"first\""))
                .map(link -> link.replaceFirst("<([^>]*)>.*", "$1"))
                .findFirst()
                .orElseThrow();
        assertThat(web.get(whence.pathOf(next)).header(MODIFIED)).isEmpty();
        assertThat(web.get("/feed/0/0").header(MODIFIED)).isEmpty();
    }

    /** RFC 9110 §13.1.2: 304 is for GET and HEAD. */
    @Test
    void a_search_by_body_is_answered_whatever_the_caller_has() {
        byte[] body =
                new ObjectMapper().createObjectNode().put("limit", 1).toString().getBytes(UTF_8);
        String tag = web.post("/stac/search", body, "application/json").header("ETag");
        for (String known : List.of("*", tag)) {
            Web.Answer again = web.post("/stac/search", body, "application/json", "If-None-Match", known);
            assertThat(again.status()).isEqualTo(200);
            assertThat(again.json().path("features")).hasSize(1);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "/stac, application/json",
        "/stac/collections/rain, text/turtle",
        "/stac/collections/rain, text/html",
        ITEM + ", application/json",
        "/catalog, text/html",
        "/catalog, text/turtle",
        "/.well-known/void, text/turtle",
        "/oai?verb=Identify, text/xml",
        "/nothing, application/json"
    })
    void caches_hear_that_an_answer_may_be_packed(String path, String accept) {
        for (String method : List.of("GET", "HEAD")) {
            for (String coding : List.of("gzip", "identity")) {
                Web.Answer answer =
                        web.send(method, path, BodyPublishers.noBody(), "Accept", accept, "Accept-Encoding", coding);
                assertThat(answer.response().headers().allValues("Vary"))
                        .as(method + " " + coding)
                        .containsOnlyOnce("Accept-Encoding");
            }
        }
    }
}
