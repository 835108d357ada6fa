package dev.whence.clients;

import static org.assertj.core.api.Assertions.assertThat;

import dev.whence.clients.NodeClient.Outcome;
import dev.whence.testkit.SharedData;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code rdf-validate-shacl} holds every page of {@code /catalog} against DCAT-AP 3.0.1, each page alone. */
class ShaclClientTest {
    private static final String SHAPES = "catalog/dcat-ap-3.0.1/shacl/dcat-ap-SHACL.ttl";

    @TempDir
    private Path folder;

    @Test
    void no_page_of_the_catalog_breaks_a_shape() throws Exception {
        NodeClient client = NodeClient.install("rdf-validate-shacl");
        List<Path> pages;
        try (Shown shown = Shown.start(folder.resolve("data"))) {
            pages = shown.pages("/catalog?limit=3", "text/turtle", folder);
        }

        Outcome outcome = validate(client, pages);

        assertThat(outcome.output()).endsWith(pages.size() + " pages, 0 violations\n");
        assertThat(outcome.exit()).isZero();
        assertThat(pages).hasSizeGreaterThan(1);
    }

    @Test
    void it_finds_what_is_wrong() throws Exception {
        NodeClient client = NodeClient.install("rdf-validate-shacl");
        Path page = Files.writeString(
                folder.resolve("wrong.ttl"), "<https://a.example/> a <http://www.w3.org/ns/dcat#Dataset> .");

        assertThat(validate(client, List.of(page)).exit()).isEqualTo(1);
    }

    private static Outcome validate(NodeClient client, List<Path> pages) throws Exception {
        List<String> arguments = new ArrayList<>();
        arguments.add(SharedData.at(SHAPES).toAbsolutePath().toString());
        pages.forEach(page -> arguments.add(page.toString()));
        return client.script("validate.mjs", arguments);
    }
}
