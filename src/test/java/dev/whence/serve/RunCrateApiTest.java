package dev.whence.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.whence.canonical.Sha256;
import dev.whence.receipt.Iris;
import dev.whence.testkit.TestReceipts;
import dev.whence.testkit.TestRecords;
import dev.whence.testkit.TestWhence;
import dev.whence.testkit.Web.Answer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunCrateApiTest {
    private static final Path FULL = Path.of("src/test/resources/receipts/valid/run-full/receipt.json");
    private static final String RUN =
            "/run/" + Iris.segment("kfm://run/2026-03-02T04:10:00Z.snow-depth.91be07d3") + "/ro-crate";

    @TempDir
    private Path folder;

    private TestWhence whence;

    @BeforeEach
    void start() throws IOException {
        whence = TestWhence.start(folder);
    }

    @AfterEach
    void stop() {
        whence.close();
    }

    private Answer full() throws IOException {
        assertThat(whence.web()
                        .post("/receipts", Files.readAllBytes(FULL), "application/json")
                        .status())
                .isEqualTo(201);
        return whence.web().get(RUN);
    }

    private static JsonNode thing(JsonNode crate, String id) {
        for (JsonNode thing : crate.path("@graph")) {
            if (thing.path("@id").asText().equals(id)) {
                return thing;
            }
        }
        throw new AssertionError("nothing is called " + id + " in " + crate);
    }

    @Test
    void a_run_is_an_action_with_who_what_and_when() throws IOException {
        Answer answer = full();
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.mediaType()).isEqualTo("application/ld+json");
        JsonNode crate = answer.json();
        JsonNode action = thing(crate, whence.base() + RUN.substring(1).replace("/ro-crate", ""));
        assertThat(action.path("@type").asText()).isEqualTo("CreateAction");
        assertThat(action.path("name").asText()).isEqualTo("fetch-and-grid");
        assertThat(action.path("startTime").asText()).isEqualTo("2026-03-02T04:10:00Z");
        assertThat(action.path("endTime").asText()).isEqualTo("2026-03-02T04:17:41Z");
        assertThat(action.path("object")).hasSize(2);
        assertThat(action.path("result")).hasSize(2);
        JsonNode agent = thing(crate, action.path("agent").path("@id").asText());
        assertThat(agent.path("name").asText()).isEqualTo("svc:snow-depth");
        JsonNode software = thing(crate, action.path("instrument").path("@id").asText());
        assertThat(software.path("@type").asText()).isEqualTo("SoftwareApplication");
        assertThat(software.path("softwareVersion").asText()).isEqualTo("0a4be19f7d5537c26a7f20b7f8e0c6d1b2937a58");
    }

    /** RO-Crate 1.1: the metadata descriptor, the root data entity, and what each of them must have. */
    @Test
    void keeps_the_rules_of_ro_crate() throws IOException {
        JsonNode crate = full().json();
        assertThat(crate.path("@context").path(0).asText()).isEqualTo("https://w3id.org/ro/crate/1.1/context");
        JsonNode descriptor = thing(crate, "ro-crate-metadata.json");
        assertThat(descriptor.path("@type").asText()).isEqualTo("CreativeWork");
        assertThat(descriptor.path("conformsTo").path("@id").asText()).isEqualTo("https://w3id.org/ro/crate/1.1");
        JsonNode root = thing(crate, descriptor.path("about").path("@id").asText());
        assertThat(root.path("@type").asText()).isEqualTo("Dataset");
        assertThat(root.path("@id").asText()).endsWith("/");
        for (String needed : Set.of("name", "description", "datePublished", "license")) {
            assertThat(root.has(needed)).as(needed).isTrue();
        }
        assertThat(root.path("datePublished").asText()).matches("\\d{4}-\\d\\d-\\d\\dT.*Z");
        Set<String> ids = new HashSet<>();
        crate.path("@graph").forEach(thing -> {
            assertThat(ids.add(thing.path("@id").asText())).isTrue();
            assertThat(thing.path("@type").asText()).isNotEmpty();
        });
        Set<String> files = new TreeSet<>();
        crate.path("@graph").forEach(thing -> {
            if (thing.path("@type").asText().equals("File")) {
                files.add(thing.path("@id").asText());
            }
            thing.forEach(value -> requireKnown(value, ids));
        });
        Set<String> parts = new TreeSet<>();
        root.path("hasPart").forEach(part -> parts.add(part.path("@id").asText()));
        assertThat(parts).isEqualTo(files);
    }

    private static void requireKnown(JsonNode value, Set<String> ids) {
        if (value.isArray()) {
            value.forEach(each -> requireKnown(each, ids));
        } else if (value.isObject() && !value.path("@id").asText().startsWith("https://w3id.org/ro/crate/")) {
            assertThat(ids).contains(value.path("@id").asText());
        }
    }

    @Test
    void leads_to_the_receipt_and_its_proof_and_says_what_they_hash_to() throws IOException {
        JsonNode crate = full().json();
        int found = 0;
        for (JsonNode thing : crate.path("@graph")) {
            String id = thing.path("@id").asText();
            if (thing.path("name").asText().startsWith("Receipt ")) {
                Answer receipt = whence.web().get(whence.pathOf(id), "Accept", "application/json");
                assertThat(Sha256.hex(receipt.body()))
                        .isEqualTo(thing.path("sha256").asText());
                found++;
            } else if (thing.path("name").asText().startsWith("Proof")) {
                assertThat(whence.web()
                                .get(whence.pathOf(id), "Accept", "text/plain")
                                .status())
                        .isEqualTo(200);
                found++;
            }
        }
        assertThat(found).isEqualTo(2);
    }

    @Test
    void is_the_same_again_and_told_in_a_few_bytes() throws IOException {
        Answer first = full();
        Answer second = whence.web().get(RUN, "If-None-Match", first.header("ETag"));
        assertThat(second.status()).isEqualTo(304);
        assertThat(whence.web().get(RUN).body()).isEqualTo(first.body());
    }

    @Test
    void the_page_of_a_run_leads_people_and_machines_to_its_crate() throws IOException {
        full();
        String path = RUN.replace("/ro-crate", "");
        Answer page =
                await().until(() -> whence.web().get(path, "Accept", "text/html"), answer -> answer.status() == 200);
        String run = whence.base() + path.substring(1);
        assertThat(page.response().headers().allValues("Link"))
                .contains(
                        "<" + run + ">; rel=\"cite-as\"",
                        "<https://schema.org/CreateAction>; rel=\"type\"",
                        "<" + run + "/ro-crate>; rel=\"describedby\"; type=\"application/ld+json\"");
        assertThat(page.text()).contains("href=\"" + RUN + "\"");
        assertThat(whence.web().get(RUN).response().headers().allValues("Link"))
                .containsExactly("<" + run + ">; rel=\"describes\"");
    }

    @Test
    void of_a_run_that_no_receipt_tells_of_there_is_none() {
        assertThat(whence.web().get("/run/nobody/ro-crate").status()).isEqualTo(404);
    }

    @Test
    void where_no_licence_is_stated_the_crate_says_so() {
        TestReceipts receipt = TestRecords.receipt("one");
        assertThat(whence.web().submit(receipt).status()).isEqualTo(201);
        JsonNode crate = whence.web()
                .get("/run/" + Iris.segment("kfm://run/one") + "/ro-crate")
                .json();
        assertThat(thing(crate, "./").path("license").isTextual()).isTrue();
    }
}
