package dev.whence.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.whence.operate.SessionKeeper;
import dev.whence.operate.Stage;
import dev.whence.receipt.OperationReceipt;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SessionKeeperTest {
    @TempDir
    private Path folder;

    private static String open(String label) {
        return "{\"operation_id\": \"clip.create\", \"invocation_id\": \"ses-1\", \"declares\": [\"item\"],"
                + " \"timeout_seconds\": 60, \"policy\": {\"policy_label\": \"" + label + "\"}}";
    }

    private static SessionKeeper keeper(OperationHouse house, Duration later) {
        return new SessionKeeper(house.sessions(), house.ledgers(), Clock.offset(Clock.systemUTC(), later));
    }

    @ParameterizedTest
    @ValueSource(strings = {"public", "internal"})
    void a_session_that_runs_out_while_nobody_looks_is_ended_by_the_next_start(String label) throws Exception {
        try (OperationHouse house = OperationHouse.open(folder, Stage.Watch.NOBODY)) {
            house.call("provenance.session.open", open(label));
        }
        try (OperationHouse house = OperationHouse.open(folder, Stage.Watch.NOBODY);
                SessionKeeper keeper = keeper(house, Duration.ofSeconds(61))) {
            assertThat(keeper.endExpired()).isEqualTo(1);
            assertThat(keeper.endExpired()).as("once").isZero();
            OperationReceipt end = house.newestOperation();
            assertThat(end.state()).isEqualTo(OperationReceipt.State.TIMED_OUT);
            assertThat(end.reason().orElseThrow()).contains("nobody");
            assertThat(end.artifacts()).isEmpty();
            assertThatThrownBy(() -> house.call("provenance.session.seal", "{\"session_id\": \"ses-1\"}"))
                    .hasMessageContaining("timed out");
        }
    }

    @Test
    void a_session_is_left_alone_until_its_time_is_over_and_when_it_ended_well() throws Exception {
        try (OperationHouse house = OperationHouse.open(folder, Stage.Watch.NOBODY);
                SessionKeeper early = keeper(house, Duration.ofSeconds(30));
                SessionKeeper late = keeper(house, Duration.ofDays(30))) {
            house.call("provenance.session.open", open("public"));
            assertThat(early.endExpired()).isZero();
            house.call(
                    "provenance.emit",
                    "{\"session_id\": \"ses-1\", \"artifacts\": [{\"entity_type\": \"item\", \"entity_id\": \"I\"}]}");
            house.call("provenance.session.seal", "{\"session_id\": \"ses-1\"}");
            assertThat(late.endExpired()).isZero();
        }
    }
}
