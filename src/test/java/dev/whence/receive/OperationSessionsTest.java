package dev.whence.receive;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.whence.ledger.Event;
import dev.whence.receipt.Iris;
import dev.whence.receipt.OperationReceipt;
import dev.whence.receipt.OperationReceipt.State;
import dev.whence.receipt.PolicyLabel;
import dev.whence.receipt.Problem;
import dev.whence.receipt.ProblemType;
import dev.whence.testkit.Envelopes;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Sessions of operations over a real ledger: their moves, and what is known of them after a restart. */
class OperationSessionsTest {
    private static final String ORG = Iris.DEFAULT_ORGANISATION;
    private static final Instant TEN = Instant.parse("2026-11-20T10:00:00Z");

    @TempDir
    private Path folder;

    private static ObjectNode opened(String invocation, String expires) {
        return Envelopes.json("{'operation_id':'clip.create','invocation_id':'" + invocation + "','principal':'svc:c',"
                + "'state':'opened','started_at':'2026-11-20T09:00:00Z','expires_at':'" + expires + "',"
                + "'declares':['item']}");
    }

    private static ObjectNode opened(String invocation) {
        return opened(invocation, TEN.toString());
    }

    private static ObjectNode with(ObjectNode session, String json) {
        return session.setAll(Envelopes.json(json));
    }

    private static ObjectNode emitted(String invocation, String previous) {
        return with(
                opened(invocation),
                "{'state':'emitted','previous':'" + previous
                        + "','artifacts':[{'entity_type':'item','entity_id':'IT_1'}]}");
    }

    private static ObjectNode sealed(String invocation, String previous) {
        return ended(emitted(invocation, previous), "{'state':'sealed'}");
    }

    private static ObjectNode failed(String invocation, String previous) {
        return ended(
                with(opened(invocation), "{'previous':'" + previous + "'}"), "{'state':'failed','reason':'no space'}");
    }

    private static ObjectNode ended(ObjectNode open, String json) {
        open.remove("expires_at");
        return with(open.put("ended_at", "2026-11-20T09:30:00Z"), json);
    }

    private static String taken(Outcome outcome) {
        assertThat(outcome).as(String.valueOf(outcome)).isInstanceOf(Outcome.Written.class);
        return ((Outcome.Written) outcome).id().text();
    }

    private static Problem problem(Outcome outcome) {
        assertThat(outcome).as(String.valueOf(outcome)).isInstanceOf(Outcome.Refused.class);
        return ((Outcome.Refused) outcome).problem();
    }

    private static OpenSessions sessions(OpenedRoom opened) {
        return opened.room().reading().records().sessions();
    }

    @ParameterizedTest
    @EnumSource(
            value = PolicyLabel.class,
            names = {"PUBLIC", "RESTRICTED"})
    void a_session_moves_on_until_it_is_over(PolicyLabel label) {
        String first;
        String second;
        try (OpenedRoom opened = OpenedRoom.open(folder, label)) {
            first = taken(opened.take(opened("inv:1")));
            assertThat(opened.take(opened("inv:1"))).isInstanceOf(Outcome.Repeated.class);
            assertThat(problem(opened.take(opened("inv:1", "2026-11-20T11:00:00Z"))))
                    .matches(problem -> problem.type() == ProblemType.CONFLICT)
                    .matches(problem -> problem.detail().contains("'previous'"));
            second = taken(opened.take(emitted("inv:1", first)));
        }
        try (OpenedRoom opened = OpenedRoom.open(folder, label)) {
            assertThat(problem(opened.take(sealed("inv:1", first))))
                    .matches(problem -> problem.type() == ProblemType.ALREADY_SUPERSEDED)
                    .matches(problem -> problem.detail().contains(second));
            String last = taken(opened.take(sealed("inv:1", second)));
            assertThat(problem(opened.take(failed("inv:1", last))))
                    .matches(problem -> problem.type() == ProblemType.FORBIDDEN_MOVE)
                    .matches(problem -> problem.detail().contains("it is over"));
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = PolicyLabel.class,
            names = {"PUBLIC", "RESTRICTED"})
    void a_state_follows_one_of_its_own_session(PolicyLabel label) {
        try (OpenedRoom opened = OpenedRoom.open(folder, label)) {
            assertThat(problem(opened.take(sealed("inv:1", "sha256:" + "1".repeat(64))))
                            .type())
                    .isEqualTo(ProblemType.UNKNOWN_PREDECESSOR);
            String other = taken(opened.take(opened("inv:other")));
            assertThat(problem(opened.take(sealed("inv:1", other))))
                    .matches(problem -> problem.type() == ProblemType.FORBIDDEN_MOVE)
                    .matches(problem -> problem.violations().get(0).pointer().equals("/previous"));
            taken(opened.take(opened("inv:1")));
            assertThat(problem(opened.take(sealed("inv:1", other))).type()).isEqualTo(ProblemType.CONFLICT);
            assertThat(sessions(opened).find(ORG, "inv:other"))
                    .hasValueSatisfying(session -> assertThat(session.state()).isEqualTo(State.OPENED));
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = PolicyLabel.class,
            names = {"PUBLIC", "RESTRICTED"})
    void a_session_may_come_whole_in_one_batch(PolicyLabel label) {
        String first;
        try (OpenedRoom elsewhere = OpenedRoom.open(folder.resolve("elsewhere"), label)) {
            first = taken(elsewhere.take(opened("inv:1")));
        }
        try (OpenedRoom opened = OpenedRoom.open(folder, label)) {
            assertThat(opened.takeAll(Stream.of(sealed("inv:1", first), opened("inv:1"))))
                    .allMatch(outcome -> outcome instanceof Outcome.Recorded);
            assertThat(sessions(opened).count()).isZero();
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = PolicyLabel.class,
            names = {"PUBLIC", "RESTRICTED"})
    void a_restart_forgets_no_session_that_has_to_time_out(PolicyLabel label) {
        try (OpenedRoom opened = OpenedRoom.open(folder, label)) {
            taken(opened.take(opened("inv:late", "2026-11-20T12:00:00Z")));
            taken(opened.take(emitted("inv:moved", taken(opened.take(opened("inv:moved"))))));
            taken(opened.take(failed("inv:failed", taken(opened.take(opened("inv:failed"))))));
            taken(opened.take(opened("inv:early", "2026-11-20T09:30:00Z")));
            knowsWhatIsOpen(opened);
        }
        try (OpenedRoom opened = OpenedRoom.open(folder, label)) {
            knowsWhatIsOpen(opened);
            taken(opened.take(failed("inv:early", receiptOf(opened, "inv:early"))));
            assertThat(names(opened, TEN)).containsExactly("inv:moved");
            assertThat(sessions(opened).find("elsewhere", "inv:moved")).isEmpty();
        }
    }

    private static void knowsWhatIsOpen(OpenedRoom opened) {
        assertThat(sessions(opened).count()).isEqualTo(3);
        assertThat(names(opened, TEN.minusNanos(1))).containsExactly("inv:early");
        assertThat(names(opened, TEN)).containsExactly("inv:early", "inv:moved");
        assertThat(names(opened, Instant.MAX)).containsExactly("inv:early", "inv:moved", "inv:late");
        assertThat(sessions(opened).find(ORG, "inv:moved")).hasValue(new OpenSessions.Session(2, State.EMITTED));
        assertThat(sessions(opened).find(ORG, "inv:failed"))
                .hasValueSatisfying(session -> assertThat(session.state()).isEqualTo(State.FAILED));
    }

    private static List<String> names(OpenedRoom opened, Instant now) {
        return sessions(opened).expired(now).stream()
                .map(session -> opened.room()
                        .reading()
                        .projection()
                        .receipt(opened.ledger().entry(session.sequence()))
                        .map(OperationReceipt.class::cast)
                        .orElseThrow()
                        .invocationId())
                .toList();
    }

    private static String receiptOf(OpenedRoom opened, String invocation) {
        long sequence = sessions(opened).find(ORG, invocation).orElseThrow().sequence();
        return opened.ledger().entry(sequence).event().receiptId().text();
    }

    @ParameterizedTest
    @EnumSource(
            value = PolicyLabel.class,
            names = {"PUBLIC", "RESTRICTED"})
    void the_event_line_tells_nothing_of_a_session_that_is_not_public(PolicyLabel label) {
        try (OpenedRoom opened = OpenedRoom.open(folder, label)) {
            taken(opened.take(opened("inv:1")));
            Event event = opened.ledger().entry(0).event();
            assertThat(event.others().containsKey("expires_at")).isEqualTo(label.isPublic());
            assertThat(event.others().get("state").asText().equals("opened")).isEqualTo(label.isPublic());
        }
    }
}
