package dev.whence.clients;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.whence.receipt.ReceiptKind;
import dev.whence.testkit.Publishing;
import dev.whence.testkit.SharedData;
import dev.whence.testkit.TestWhence;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** stac-node-validator on every kind of STAC document, one by one, with schemas from here. */
class StacValidatorTest {
    @TempDir
    private Path folder;

    @Test
    void every_document_is_what_the_schemas_of_stac_say() throws Exception {
        NodeClient validator = NodeClient.install("stac-node-validator");
        Path settings = settings();
        try (TestWhence whence = TestWhence.start(folder.resolve("data"))) {
            whence.publishing().publish(ReceiptKind.STAC_COLLECTION, Publishing.collection("rain"));
            whence.publishing().publish(ReceiptKind.STAC_ITEM, Publishing.item("rain", "a"));
            whence.publishing()
                    .publish(ReceiptKind.STAC_ITEM, Publishing.item("rain", "b").replace("'collection': 'rain',", ""));
            for (String path : List.of(
                    "/stac",
                    "/stac/collections/rain",
                    "/stac/collections/rain/items/a",
                    "/stac/collections/_/items/b")) {
                Path file = Files.write(
                        folder.resolve("document.json"), whence.web().get(path).body());
                NodeClient.Outcome outcome =
                        validator.run("stac-node-validator", List.of(file.toString(), "--config", settings.toString()));
                assertThat(outcome.exit()).as(path + "\n" + outcome.output()).isZero();
            }
        }
    }

    @Test
    void every_document_that_links_lead_to_is_valid_where_it_is_served() throws Exception {
        NodeClient validator = NodeClient.install("stac-node-validator");
        Path settings = settings();
        try (Shown shown = Shown.start(folder.resolve("data"))) {
            List<String> documents = documents(shown);
            List<String> arguments = new ArrayList<>(documents);
            arguments.addAll(List.of("--config", settings.toString()));

            NodeClient.Outcome outcome = validator.run("stac-node-validator", arguments);

            assertThat(outcome.exit()).as(outcome.output()).isZero();
            assertThat(outcome.output()).contains("Passed: " + documents.size());
            assertThat(documents).hasSize(2 + Shown.ITEMS);
        }
    }

    /** The landing page, and what is found by following links from there. */
    private static List<String> documents(Shown shown) {
        List<String> found = new ArrayList<>(List.of(shown.url("/stac")));
        shown.get("/stac/collections").json().path("collections").forEach(one -> found.add(href(one, "self")));
        String next = "/stac/search?limit=3";
        while (!next.isEmpty()) {
            JsonNode page = shown.get(next).json();
            page.path("features").forEach(item -> found.add(href(item, "self")));
            next = href(page, "next");
        }
        return found;
    }

    private static String href(JsonNode document, String relation) {
        for (JsonNode link : document.path("links")) {
            if (link.path("rel").asText().equals(relation)) {
                return link.path("href").asText();
            }
        }
        return "";
    }

    /** All schemas lie here: nothing is fetched. */
    private Path settings() throws IOException {
        Path schemas = SharedData.at("catalog/stac/schemas").toAbsolutePath().normalize();
        ObjectNode config = new ObjectMapper().createObjectNode().put("schemas", schemas + "/v1.1.0");
        config.putObject("schemaMap")
                .put("https://geojson.org/schema/", schemas + "/geojson/")
                .put("https://stac-extensions.github.io/", schemas + "/extensions/");
        return Files.writeString(folder.resolve("config.json"), config.toString());
    }
}
