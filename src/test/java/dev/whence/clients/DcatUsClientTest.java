package dev.whence.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.whence.clients.NodeClient.Outcome;
import dev.whence.testkit.SharedData;
import dev.whence.testkit.Web.Answer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code ajv} holds what Whence gives to data.gov against the schemas of DCAT-US. */
class DcatUsClientTest {
    @TempDir
    private Path folder;

    @Test
    void data_json_is_valid_by_the_schema_of_project_open_data() throws Exception {
        Path schemas = SharedData.at("catalog/dcat-us-1.1/schema");
        assertValid(
                "/data.json", List.of(schemas.resolve("catalog.json"), schemas.resolve("non-federal_dataset.json")));
    }

    @Test
    void the_catalog_of_dcat_us_3_is_valid_by_its_schema() throws Exception {
        Path root = SharedData.at("catalog/dcat-us-3.0/definitions/Catalog.json");
        List<Path> schemas = new ArrayList<>(List.of(root));
        try (Stream<Path> others = Files.list(root.resolveSibling(""))) {
            others.filter(file -> file.toString().endsWith(".json") && !file.equals(root))
                    .sorted()
                    .forEach(schemas::add);
        }
        assertValid("/dcat-us/3.0/catalog.json", schemas);
    }

    private void assertValid(String path, List<Path> schemas) throws Exception {
        NodeClient client = NodeClient.install("ajv");
        Answer answer;
        try (Shown shown = Shown.start(folder.resolve("data"))) {
            answer = shown.get(path);
        }
        assumeTrue(answer.status() != 404, "no " + path + " yet");
        assertThat(answer.json().path("dataset")).isNotEmpty();

        Outcome outcome = validate(client, Shown.file(folder, "catalog.json", answer), schemas);
        assertThat(outcome.output()).isEqualTo("valid\n");

        Path nothing = Files.writeString(folder.resolve("wrong.json"), "{}");
        assertThat(validate(client, nothing, schemas).exit()).isEqualTo(1);
    }

    private static Outcome validate(NodeClient client, Path document, List<Path> schemas) throws Exception {
        List<String> arguments = new ArrayList<>(List.of(document.toString()));
        schemas.forEach(schema -> arguments.add(schema.toAbsolutePath().toString()));
        return client.script("validate.mjs", arguments);
    }
}
