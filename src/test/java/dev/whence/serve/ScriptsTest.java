package dev.whence.serve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.whence.receipt.ReceiptKind;
import dev.whence.testkit.Publishing;
import dev.whence.testkit.TestReceipts;
import dev.whence.testkit.TestWhence;
import dev.whence.testkit.Web;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What scripts of pages of others read in a browser: what is published, and nothing else. */
class ScriptsTest {
    private static final String PAGE = "https://maps.example";
    private static final String ALLOWED = "Access-Control-Allow-Origin";

    @TempDir
    private static Path folder;

    private static TestWhence whence;
    private static Web web;

    @BeforeAll
    static void start() throws IOException {
        whence = TestWhence.start(folder.resolve("data"));
        web = whence.web();
        web.submit(TestReceipts.run("run-a"));
        publish(whence);
    }

    private static void publish(TestWhence at) {
        at.publishing().publish(ReceiptKind.STAC_COLLECTION, Publishing.collection("rain"));
        at.publishing().publish(ReceiptKind.STAC_ITEM, Publishing.item("rain", "a"));
        at.publishing().publish(ReceiptKind.STAC_ITEM, Publishing.item("rain", "gone"));
        at.publishing().withdraw(ReceiptKind.STAC_ITEM, "rain/gone", "wrong");
    }

    @AfterAll
    static void stop() {
        whence.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/stac",
                "/stac/api",
                "/stac/search?limit=1",
                "/stac/search?limit=x",
                "/stac/collections",
                "/stac/collections/rain",
                "/stac/collections/rain/items",
                "/stac/collections/rain/items/a",
                "/stac/collections/rain/items/gone",
                "/stac/collections/rain/items/a/asset/data",
                "/record/stac-item/rain~2fa",
                "/o/rivers/stac/search",
                "/catalog",
                "/catalog.jsonld",
                "/feed",
                "/feed/0/0",
                "/oai?verb=Identify",
                "/data.json",
                "/dcat-us/3.0/catalog.json",
                "/dump/catalog.nq.gz",
                "/.well-known/void",
                "/.well-known/api-catalog"
            })
    void a_page_of_others_reads_what_is_published(String path) {
        Web.Answer answer = web.get(path, "Origin", PAGE);
        assertThat(answer.response().headers().allValues(ALLOWED)).containsExactly("*");
        assertThat(answer.header("Access-Control-Allow-Credentials")).isEmpty();
        assertThat(answer.header("Access-Control-Expose-Headers")).contains("ETag", "Link");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/health",
                "/openapi.json",
                "/queries",
                "/run/run-a",
                "/stac/collections/rain/items/never",
                "/dataset/never",
                "/sparql?query=ASK%7B%7D",
                "/ledger/checkpoint"
            })
    void a_page_of_others_reads_nothing_else(String path) {
        requireNothingAllowed(web.get(path, "Origin", PAGE, "Accept", "text/turtle, */*;q=0.1"));
    }

    private static void requireNothingAllowed(Web.Answer answer) {
        assertThat(answer.response().headers().map().keySet())
                .noneMatch(name -> name.toLowerCase(Locale.ROOT).startsWith("access-control"));
    }

    private static Web.Answer preflight(Web at, String path, String method) {
        return at.send(
                "OPTIONS",
                path,
                BodyPublishers.noBody(),
                "Origin",
                PAGE,
                "Access-Control-Request-Method",
                method,
                "Access-Control-Request-Headers",
                "content-type");
    }

    private static Web.Answer search(Web at) {
        return at.post(
                "/stac/search", "{\"limit\": 5}".getBytes(StandardCharsets.UTF_8), "application/json", "Origin", PAGE);
    }

    @Test
    void a_script_searches_by_body_after_its_browser_has_asked() throws IOException {
        for (Map<String, String> settings : java.util.List.of(
                Map.<String, String>of(), Map.of("WHENCE_HTTP_CORS_ORIGINS", "https://other.example"))) {
            try (TestWhence guarded = TestWhence.withRights(folder.resolve("g" + settings.size()), settings)) {
                publish(guarded);
                requireSearch(guarded.web());
            }
        }
        requireSearch(web);
    }

    private static void requireSearch(Web at) {
        Web.Answer asked = preflight(at, "/stac/search", "POST");
        assertThat(asked.status()).isEqualTo(204);
        assertThat(asked.response().headers().allValues(ALLOWED)).containsExactly("*");
        assertThat(asked.header("Access-Control-Allow-Methods")).isEqualTo("GET, HEAD, POST");
        assertThat(asked.header("Access-Control-Allow-Headers"))
                .contains("Content-Type")
                .doesNotContainIgnoringCase("authorization");
        Web.Answer found = search(at);
        assertThat(found.status()).as(found.text()).isEqualTo(200);
        assertThat(found.response().headers().allValues(ALLOWED)).containsExactly("*");
    }

    @Test
    void a_page_that_the_settings_name_reads_what_is_published_as_others_do() throws IOException {
        try (TestWhence named = TestWhence.start(folder.resolve("named"), Map.of("WHENCE_HTTP_CORS_ORIGINS", PAGE))) {
            publish(named);
            assertThat(preflight(named.web(), "/stac/search", "POST").header(ALLOWED))
                    .isIn("*", PAGE);
            assertThat(search(named.web()).response().headers().allValues(ALLOWED))
                    .hasSize(1);
            assertThat(named.web().get("/health", "Origin", PAGE).header(ALLOWED))
                    .isEqualTo(PAGE);
        }
    }

    @Test
    void nothing_that_writes_is_announced() {
        requireNothingAllowed(preflight(web, "/receipts", "POST"));
        requireNothingAllowed(preflight(web, "/run/run-a", "GET"));
        assertThat(preflight(web, "/stac/collections/rain/items/a", "PUT").header("Access-Control-Allow-Methods"))
                .isEqualTo("GET, HEAD");
        assertThat(web.post("/receipts", new byte[0], "application/json", "Origin", PAGE)
                        .status())
                .isEqualTo(403);
    }
}
