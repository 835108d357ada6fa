package dev.whence.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.whence.testkit.SharedData;
import dev.whence.testkit.TestReceipts;
import dev.whence.testkit.TestRecords;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GateCommandTest {
    @TempDir
    private Path folder = Path.of("");

    private Path data = Path.of("");

    @BeforeEach
    void fill() throws IOException {
        data = folder.resolve("data");
        Path documents = Files.createDirectory(folder.resolve("in"));
        TestReceipts receipt = TestRecords.receipt("run-1");
        Files.write(documents.resolve("1-receipt.json"), receipt.bytes());
        Files.write(documents.resolve("2-collection.json"), TestRecords.bytes(TestRecords.collection("rivers")));
        ObjectNode item = TestRecords.item("rivers", "gauge-1", "run-1");
        Files.write(documents.resolve("3-item.json"), TestRecords.bytes(item));
        assertThat(Commands.run("ingest", "--data", data, documents).exit()).isZero();
    }

    @Test
    void a_version_that_passes_exits_0_and_can_be_promoted() {
        Commands.Ended judged = Commands.run("gate", TestRecords.VERSION, "--data", data);
        assertThat(judged.exit()).as(judged.err()).isZero();
        assertThat(judged.out()).contains("kfm-feb:A   PASS", TestRecords.VERSION + "  PASS");

        Commands.Ended promoted = Commands.run("gate", TestRecords.VERSION, "--promote", "--data", data);
        assertThat(promoted.exit()).isZero();
        assertThat(promoted.err()).contains("promoted by sha256:");
    }

    @Test
    void a_version_that_nobody_describes_exits_1_with_the_reason_and_is_not_promoted() {
        Commands.Ended judged = Commands.run("gate", "rivers@1999-01", "--promote", "--json", "--data", data);
        assertThat(judged.exit()).isEqualTo(1);
        assertThat(judged.json().path("result").asText()).isEqualTo("DENY");
        assertThat(judged.json().at("/errors/0/code").asText()).isEqualTo("A-record-absent");
        assertThat(judged.json().at("/errors/0/remediation").asText()).isNotEmpty();
        assertThat(judged.json().at("/totals/checked").asInt()).isEqualTo(7);
        assertThat(judged.err()).doesNotContain("promoted");
    }

    @Test
    void a_file_is_judged_as_a_packet_and_what_is_none_exits_3() throws IOException {
        Path none = Files.writeString(folder.resolve("none.json"), "{}");
        assertThat(Commands.run("gate", none).exit()).isEqualTo(3);
        Commands.Ended absent = Commands.run("gate", folder.resolve("absent.json"), "--data", data);
        assertThat(absent.exit()).isEqualTo(3);
        assertThat(absent.out() + absent.err()).contains("absent.json").doesNotContain("A-record-absent");
        assertThat(Commands.run("check", "packet", none).out()).contains("UNKNOWN_PACKET");
        assertThat(Commands.run("check", "packet", folder.resolve("absent.json"))
                        .exit())
                .isEqualTo(3);
    }

    @Test
    void whoever_wants_a_packet_promoted_or_a_server_asked_about_it_is_told_that_neither_is_done() throws IOException {
        Path packet = Files.writeString(folder.resolve("packet.json"), "{}");
        Commands.Ended promoted = Commands.run("gate", packet, "--promote", "--data", data);
        assertThat(promoted.exit()).isEqualTo(2);
        assertThat(promoted.err()).contains("--promote");
        assertThat(Commands.run("gate", packet, "--server", "http://localhost:1/")
                        .exit())
                .isEqualTo(2);
    }

    @Test
    void the_worst_of_several_packets_decides() {
        Path good = SharedData.at("kfm/promotion_gate/valid/pass__complete_candidate.json");
        Path held = SharedData.at("kfm/closure_packet/valid/valid_hold_rights_review.json");
        assertThat(Commands.run("check", "packet", good).exit()).isZero();
        Commands.Ended both = Commands.run("check", "packet", good, held, "--json");
        assertThat(both.exit()).isEqualTo(1);
        assertThat(both.json().findValuesAsText("result")).contains("PASS", "HOLD");
    }
}
