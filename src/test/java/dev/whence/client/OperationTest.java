package dev.whence.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OperationTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-02T08:00:00Z"), ZoneOffset.UTC);

    @TempDir
    private Path spool;

    private StubServer server;
    private Whence whence;

    @BeforeEach
    void start() throws IOException {
        server = StubServer.start();
        whence = Whence.at(server.url())
                .spool(spool)
                .patience(Duration.ofSeconds(20))
                .clock(CLOCK)
                .open();
    }

    @AfterEach
    void stop() {
        whence.close();
        server.close();
    }

    @Test
    void what_was_produced_is_told_in_one_request_when_it_is_all_there() {
        Operation told;
        try (Operation op = whence.operation("clip.create").uses("item", "IT_1").uses("aoi", "AOI_1")) {
            op.produced(Artifact.of("item", "IT_2")
                    .derivedFrom("item", "IT_1", "produced_by")
                    .at("clips/2.tif")
                    .digest("sha256:" + "1".repeat(64))
                    .mediaType("image/tiff")
                    .title("Clip"));
            told = op;
        }
        assertThat(told.delivery()).containsInstanceOf(Delivery.Taken.class);
        assertThat(server.asked()).hasSize(1);
        assertThat(server.asked().get(0).path()).isEqualTo("/v1/op/provenance.emit");
        assertThat(server.asked().get(0).key()).isPresent();
        assertThat(server.asked().get(0).body())
                .isEqualTo("{'operation_id':'clip.create','invocation_id':'%s','started_at':'2026-11-02T08:00:00Z',"
                        .concat("'used':[{'entity_type':'item','entity_id':'IT_1'},")
                        .concat("{'entity_type':'aoi','entity_id':'AOI_1'}],'ended_at':'2026-11-02T08:00:00Z',")
                        .concat("'artifacts':[{'entity_type':'item','entity_id':'IT_2','uri':'clips/2.tif',")
                        .concat("'digest':'sha256:" + "1".repeat(64) + "','media_type':'image/tiff','title':'Clip',")
                        .concat("'derived_from':[{'entity_type':'item','entity_id':'IT_1',")
                        .concat("'relation':'produced_by'}]}]}")
                        .formatted(told.invocationId())
                        .replace('\'', '"'));
    }

    @Test
    void an_operation_that_produced_nothing_failed() {
        try (Operation op = whence.operation("clip.create")) {
            op.uses("item", "IT_1");
        }
        JsonNode told = server.asked().get(0).json();
        assertThat(told.path("state").asText()).isEqualTo("failed");
        assertThat(told.path("reason").asText()).isEqualTo("ended without having produced anything");
        assertThat(told.has("artifacts")).isFalse();
    }

    @Test
    void a_failure_stands_whatever_was_produced_and_its_message_is_not_told() {
        assertThatThrownBy(() -> whence.run("clip.create", op -> {
                    op.produced(Artifact.of("item", "IT_2"));
                    throw new IOException("password=swordfish");
                }))
                .isInstanceOf(IOException.class);
        assertThat(server.asked().get(0).json().path("reason").asText()).isEqualTo("java.io.IOException");
        assertThat(server.asked().get(0).json().has("artifacts")).isFalse();
    }

    @Test
    void work_that_returns_is_sealed() {
        whence.run("clip.create", op -> op.produced(Artifact.of("item", "IT_2")));
        assertThat(server.asked().get(0).json().path("artifacts")).hasSize(1);
    }

    @Test
    void an_opened_operation_is_a_session_from_its_beginning_to_its_seal() {
        try (Operation op = whence.operation("clip.create")
                .uses("item", "IT_1")
                .label("internal")
                .opens(Duration.ofMinutes(5), "item")) {
            assertThat(server.asked()).hasSize(1);
            op.produced(Artifact.of("item", "IT_2"));
        }
        assertThat(server.asked())
                .extracting(StubServer.Asked::path)
                .containsExactly(
                        "/v1/op/provenance.session.open", "/v1/op/provenance.emit", "/v1/op/provenance.session.seal");
        JsonNode open = server.asked().get(0).json();
        assertThat(open.path("timeout_seconds").asInt()).isEqualTo(300);
        assertThat(open.path("declares").path(0).asText()).isEqualTo("item");
        assertThat(open.path("policy").path("policy_label").asText()).isEqualTo("internal");
        String session = open.path("invocation_id").asText();
        for (StubServer.Asked later : server.asked().subList(1, 3)) {
            assertThat(later.json().path("session_id").asText()).isEqualTo(session);
        }
    }

    @Test
    void an_opened_operation_that_fails_is_aborted_as_failed() {
        try (Operation op = whence.operation("clip.create").opens()) {
            op.failed("no such item");
        }
        assertThat(server.asked().get(1).path()).isEqualTo("/v1/op/provenance.session.abort");
        assertThat(server.asked().get(1).json().path("outcome").asText()).isEqualTo("failed");
        assertThat(server.asked().get(1).json().path("reason").asText()).isEqualTo("no such item");
    }

    @Test
    void what_the_server_refuses_is_an_exception_of_close_with_every_rule() {
        server.answering(StubServer.Answer.problem(422, "schema-violation"));
        Operation op = whence.operation("clip.create").produced(Artifact.of("item", "IT_2"));
        assertThatThrownBy(op::close).isInstanceOfSatisfying(NotTakenException.class, refused -> {
            assertThat(refused.refusal().type()).isEqualTo("schema-violation");
            assertThat(refused.refusal().violations())
                    .singleElement()
                    .satisfies(violation -> assertThat(violation.pointer()).isEqualTo("/artifacts/0"));
        });
    }

    @Test
    void what_cannot_be_an_operation_a_thing_or_a_relation_is_not_begun() {
        for (String id : List.of("", "clip", "Clip.create", "clip.create\n")) {
            assertThatThrownBy(() -> whence.operation(id)).isInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(() -> Thing.of("Item", "1")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Thing.of("item", "")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Artifact.of("item", "1").derivedFrom("item", "2", "is made of"))
                .isInstanceOf(IllegalArgumentException.class);
        Operation op = whence.operation("clip.create").opens();
        assertThatThrownBy(() -> op.uses("item", "1")).isInstanceOf(IllegalStateException.class);
        op.close();
        assertThatThrownBy(() -> op.failed("late")).isInstanceOf(IllegalStateException.class);
    }
}
