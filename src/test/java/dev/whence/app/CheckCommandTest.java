package dev.whence.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.whence.testkit.TestRecords;
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
        assertThat(Commands.run("check", "links", "--data", folder.resolve("none"))
                        .exit())
                .isEqualTo(3);
        assertThat(Commands.run("check", "links", folder.resolve("none")).exit())
                .isEqualTo(3);
    }

    @Test
    void without_a_path_the_records_in_the_data_folder_are_checked_against_their_receipts() throws IOException {
        Path data = folder.resolve("data");
        Path in = Files.createDirectory(folder.resolve("in"));
        Files.write(in.resolve("1.json"), TestRecords.receipt("run-1").bytes());
        Files.write(in.resolve("2.json"), TestRecords.bytes(TestRecords.collection("rivers")));
        Files.write(in.resolve("3.json"), TestRecords.bytes(TestRecords.item("rivers", "gauge-1", "run-1")));
        assertThat(Commands.run("ingest", "--data", data, in).exit()).isZero();
        Commands.Ended good = Commands.run("check", "links", "--data", data, "--json");
        assertThat(good.exit()).as(good.out()).isZero();
        assertThat(good.json().path("mode").asText()).isEqualTo("ledger");
        assertThat(good.json().path("totals").toString()).isEqualTo("{\"checked\":2,\"errors\":0,\"warnings\":0}");

        ObjectNode lost = TestRecords.item("lakes", "gauge-2", "run-2");
        ((ObjectNode) lost.path("properties")).remove("kfm:dataset_version_id");
        Files.write(in.resolve("4.json"), TestRecords.bytes(lost));
        assertThat(Commands.run("ingest", "--data", data, in).exit()).isZero();
        Commands.Ended bad = Commands.run("check", "links", "--data", data, "--json");
        assertThat(bad.exit()).isEqualTo(1);
        assertThat(bad.json().path("errors").findValuesAsText("code"))
                .containsExactly("E_RUN_WITHOUT_RECEIPT", "E_ASSET_NOT_OUTPUT");
        assertThat(bad.json().path("warnings").findValuesAsText("code")).containsExactly("W_COLLECTION_UNKNOWN");
        assertThat(Commands.run("check", "links", "--data", data).out())
                .contains("3 records checked, 2 errors, 1 warnings");
    }

    private static String catalog(String root) {
        return "{\"type\":\"Catalog\",\"stac_version\":\"1.1.0\",\"id\":\"c\",\"links\":[{\"rel\":\"root\",\"href\":\""
                + root + "\"}]}";
    }

    private static JsonNode withoutTimes(Commands.Ended ended) {
        return ((ObjectNode) ended.json()).without(java.util.List.of("started_at", "finished_at"));
    }
}
