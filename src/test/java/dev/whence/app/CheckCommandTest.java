package dev.whence.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckCommandTest {
    @TempDir
    private Path folder = Path.of("");

    @Test
    void a_good_catalog_exits_0_with_a_report() throws IOException {
        Files.writeString(folder.resolve("catalog.json"), catalog("catalog.json"));
        Commands.Ended ended = Commands.run("check", "links", folder, "--json");
        assertThat(ended.exit()).isZero();
        assertThat(ended.json().properties().stream().map(member -> member.getKey()))
                .containsExactly(
                        "tool", "version", "started_at", "finished_at", "mode", "totals", "errors", "warnings");
        assertThat(ended.json().path("mode").asText()).isEqualTo("offline");
        assertThat(ended.json().path("totals").toString()).isEqualTo("{\"checked\":1,\"errors\":0,\"warnings\":0}");
    }

    @Test
    void findings_exit_1_and_the_same_files_give_the_same_report() throws IOException {
        Files.writeString(folder.resolve("catalog.json"), catalog("none\\u001b.json"));
        Files.writeString(folder.resolve("other.json"), catalog("../none.json"));
        Commands.Ended first = Commands.run("check", "links", folder, "--json");
        assertThat(first.exit()).isEqualTo(1);
        assertThat(withoutTimes(first)).isEqualTo(withoutTimes(Commands.run("check", "links", folder, "--json")));
        JsonNode outside = first.json().path("errors").get(2);
        assertThat(outside.path("code").asText()).isEqualTo("E_LINK_OUTSIDE");
        assertThat(outside.path("from").asText()).isEqualTo("other.json#/links/0");
        assertThat(outside.path("to").asText()).isEqualTo("../none.json");

        Commands.Ended text = Commands.run("check", "links", folder);
        assertThat(text.out())
                .contains("E_HREF_INVALID  catalog.json#/links/0 -> none\\u001b.json")
                .contains("2 links checked, 3 errors, 0 warnings");
    }

    @Test
    void root_widens_where_links_may_lead() throws IOException {
        Path inner = Files.createDirectory(folder.resolve("inner"));
        Files.writeString(folder.resolve("catalog.json"), catalog("catalog.json"));
        Files.writeString(
                inner.resolve("catalog.json"), catalog("../catalog.json").replace("\"c\"", "\"inner\""));
        assertThat(Commands.run("check", "links", inner).exit()).isEqualTo(1);
        assertThat(Commands.run("check", "links", inner, "--root", folder).exit())
                .isZero();
        assertThat(Commands.run("check", "links", folder, "--root", inner).exit())
                .isEqualTo(2);
    }

    @Test
    void wrong_usage_exits_2_and_what_is_not_there_3() {
        assertThat(Commands.run("check").exit()).isEqualTo(2);
        assertThat(Commands.run("check", "links").exit()).isEqualTo(2);
        assertThat(Commands.run("check", "links", folder.resolve("none")).exit())
                .isEqualTo(3);
    }

    private static String catalog(String root) {
        return "{\"type\":\"Catalog\",\"stac_version\":\"1.1.0\",\"id\":\"c\",\"links\":[{\"rel\":\"root\",\"href\":\""
                + root + "\"}]}";
    }

    private static JsonNode withoutTimes(Commands.Ended ended) {
        return ((ObjectNode) ended.json()).without(java.util.List.of("started_at", "finished_at"));
    }
}
