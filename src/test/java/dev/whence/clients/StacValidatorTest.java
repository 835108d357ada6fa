package dev.whence.clients;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.whence.receipt.ReceiptKind;
import dev.whence.testkit.Publishing;
import dev.whence.testkit.SharedData;
import dev.whence.testkit.TestWhence;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** stac-node-validator on every kind of STAC document, one by one, with schemas from here. */
class StacValidatorTest {
    @TempDir
    private Path folder;

    @Test
    void every_document_is_what_the_schemas_of_stac_say() throws Exception {
        Path schemas = SharedData.at("catalog/stac/schemas").toAbsolutePath().normalize();
        NodeClient validator = NodeClient.install("stac-node-validator");
        ObjectNode config = new ObjectMapper().createObjectNode().put("schemas", schemas + "/v1.1.0");
        config.putObject("schemaMap")
                .put("https://geojson.org/schema/", schemas + "/geojson/")
                .put("https://stac-extensions.github.io/", schemas + "/extensions/");
        Path settings = Files.writeString(folder.resolve("config.json"), config.toString());
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
                Path file = Files.write(folder.resolve("document.json"), whence.web().get(path).body());
                NodeClient.Outcome outcome = validator.run(
                        "stac-node-validator", List.of(file.toString(), "--config", settings.toString()));
                assertThat(outcome.exit()).as(path + "\n" + outcome.output()).isZero();
            }
        }
    }
}
