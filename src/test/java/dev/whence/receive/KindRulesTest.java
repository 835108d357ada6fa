package dev.whence.receive;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.whence.access.Sight;
import dev.whence.ledger.Event;
import dev.whence.receipt.Iris;
import dev.whence.receipt.PolicyLabel;
import dev.whence.receipt.Problem;
import dev.whence.receipt.ProblemType;
import dev.whence.testkit.Envelopes;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What kinds ask of those before them, in one batch, one by one, after a restart, and where names are hidden. */
class KindRulesTest {
    @TempDir
    private Path folder;

    private OpenedRoom open(PolicyLabel label) {
        return OpenedRoom.open(folder, label);
    }

    private static ObjectNode incident(String id) {
        return Envelopes.json("{'incident_id':'" + id + "','timestamp':'2026-11-03T11:00:00Z','category':'c',"
                + "'severity':'LOW','description':'d'}");
    }

    private static ObjectNode version(String version, String previous) {
        ObjectNode record = Envelopes.json("{'artifact_id':'model:m@home','type':'MODEL','name':'m','version':'"
                + version + "','created_at':'2026-10-01T00:00:00Z','created_by':'t','checksum':'crc32:1'}");
        return previous.isEmpty() ? record : record.put("previous_version", previous);
    }

    private static ObjectNode change(String id, String state) {
        return Envelopes.json("{'change_id':'" + id + "','artifact_id':'m','version_before':'1','version_after':'2',"
                + "'proposer':'p','proposal':{},'timestamp':'2026-11-05T10:00:00Z','status':'" + state + "'}");
    }

    private static Problem problem(Outcome outcome) {
        assertThat(outcome).isInstanceOf(Outcome.Refused.class);
        return ((Outcome.Refused) outcome).problem();
    }

    private static String hash(Outcome outcome) {
        assertThat(outcome).as(String.valueOf(outcome)).isInstanceOf(Outcome.Written.class);
        return ((Outcome.Written) outcome).eventHash();
    }

    private static void wasTaken(Outcome outcome) {
        assertThat(outcome).as(String.valueOf(outcome)).isInstanceOf(Outcome.Recorded.class);
    }

    @ParameterizedTest
    @EnumSource(
            value = PolicyLabel.class,
            names = {"PUBLIC", "RESTRICTED"})
    void incidents_stand_in_a_chain_of_their_own_across_batches_and_restarts(PolicyLabel label) {
        List<String> hashes = new ArrayList<>();
        try (OpenedRoom opened = open(label)) {
            Stream<ObjectNode> mixed = IntStream.range(0, 60)
                    .mapToObj(i -> i % 3 == 0 ? incident("inc:" + i) : Envelopes.event("evt:" + i));
            List<Outcome> outcomes = opened.takeAll(mixed);
            IntStream.iterate(0, i -> i < 60, i -> i + 3).forEach(i -> hashes.add(hash(outcomes.get(i))));
        }
        try (OpenedRoom opened = open(label)) {
            hashes.add(hash(opened.take(incident("inc:late"))));
            hashes.add(hash(opened.take(incident("inc:later"))));
            List<String> kept = new ArrayList<>();
            List<String> before = new ArrayList<>();
            opened.ledger().scan(0, opened.ledger().size(), entry -> {
                if (entry.event().kind().equals("incident")) {
                    kept.add(entry.eventHash());
                    before.add(entry.event().chain().get("incident_prev"));
                } else {
                    assertThat(entry.event().chain()).isEmpty();
                }
            });
            assertThat(kept).isEqualTo(hashes);
            assertThat(before.get(0)).isEqualTo(Event.NO_PREVIOUS);
            assertThat(before.subList(1, before.size())).isEqualTo(kept.subList(0, kept.size() - 1));
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = PolicyLabel.class,
            names = {"PUBLIC", "RESTRICTED"})
    void versions_follow_the_latest_one_unless_they_branch_off(PolicyLabel label) {
        try (OpenedRoom opened = open(label)) {
            assertThat(problem(opened.take(version("2", "1"))).type()).isEqualTo(ProblemType.UNKNOWN_PREDECESSOR);
            assertThat(opened.takeAll(Stream.of(version("3", "2"), version("2", "1"), version("1", ""))))
                    .allMatch(outcome -> outcome instanceof Outcome.Recorded);
        }
        try (OpenedRoom opened = open(label)) {
            assertThat(problem(opened.take(version("4", ""))).type()).isEqualTo(ProblemType.NOT_THE_LATEST);
            assertThat(problem(opened.take(version("4", "9"))).type()).isEqualTo(ProblemType.UNKNOWN_PREDECESSOR);
            String latest = opened.ledger().entry(2).event().receiptId().text();
            assertThat(problem(opened.take(version("4", "2"))))
                    .matches(problem -> problem.type() == ProblemType.NOT_THE_LATEST)
                    .matches(problem -> problem.detail().contains(latest));
            wasTaken(opened.take(version("2b", "2"), Submission.STRICT.branching(true)));
            assertThat(problem(opened.take(version("4", "3"))).type()).isEqualTo(ProblemType.NOT_THE_LATEST);
            wasTaken(opened.take(version("4", "2b")));
            assertThat(problem(opened.take(version("4", "3"))).type()).isEqualTo(ProblemType.CONFLICT);
            assertThat(opened.room()
                            .reading()
                            .records()
                            .seenBy(Sight.ALL)
                            .latestVersion(Iris.DEFAULT_ORGANISATION, "model:m@home"))
                    .hasValue(4);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = PolicyLabel.class,
            names = {"PUBLIC", "RESTRICTED"})
    void a_change_moves_as_its_life_allows(PolicyLabel label) {
        try (OpenedRoom opened = open(label)) {
            assertThat(problem(opened.take(change("c", "VALIDATED"))).type())
                    .isEqualTo(ProblemType.UNKNOWN_PREDECESSOR);
            wasTaken(opened.take(change("c", "PROPOSED")));
            assertThat(opened.take(change("c", "PROPOSED"))).isInstanceOf(Outcome.Repeated.class);
            assertThat(problem(opened.take(change("c", "PROPOSED").put("rationale", "other")))
                            .type())
                    .isEqualTo(ProblemType.CONFLICT);
            assertThat(problem(opened.take(change("c", "APPLIED"))))
                    .matches(problem -> problem.type() == ProblemType.FORBIDDEN_MOVE)
                    .matches(problem -> problem.detail().contains("it can become VALIDATED or REJECTED"));
        }
        try (OpenedRoom opened = open(label)) {
            wasTaken(opened.take(change("c", "VALIDATED")));
            assertThat(opened.takeAll(Stream.of(change("c", "SIMULATED"), change("c", "APPROVED"))))
                    .allMatch(outcome -> outcome instanceof Outcome.Recorded);
            assertThat(problem(opened.take(change("c", "ROLLED_BACK"))).type()).isEqualTo(ProblemType.FORBIDDEN_MOVE);
            wasTaken(opened.take(change("c", "APPLIED")));
            wasTaken(opened.take(change("c", "ROLLED_BACK")));
            assertThat(problem(opened.take(change("c", "REJECTED"))).detail()).contains("propose another change");
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = PolicyLabel.class,
            names = {"PUBLIC", "RESTRICTED"})
    void who_expects_another_newest_event_is_told_the_true_one(PolicyLabel label) {
        try (OpenedRoom opened = open(label)) {
            Submission first = Submission.STRICT.with(Optional.empty(), Optional.of(Event.NO_PREVIOUS));
            String tip = hash(opened.take(Envelopes.event("evt:1"), first));
            Problem late = problem(opened.take(Envelopes.event("evt:2"), first));
            assertThat(late.type()).isEqualTo(ProblemType.CHAIN_MOVED);
            assertThat(late.detail()).contains(tip);
            assertThat(opened.take(Envelopes.event("evt:1"), first)).isInstanceOf(Outcome.Repeated.class);
            Submission second = Submission.STRICT.with(Optional.of("svc:cas"), Optional.of(tip));
            Outcome taken = opened.take(Envelopes.event("evt:2"), second);
            assertThat(((Outcome.Written) taken).previousEventHash()).isEqualTo(tip);
            Event event = opened.ledger().entry(1).event();
            assertThat(event.submitter().map(opened.ledger().blinding()::blinded))
                    .contains(opened.ledger().blinding().blind("svc:cas"));
        }
    }
}
