package dev.whence.tlog.note;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.whence.receipt.RefusedException;
import dev.whence.receipt.Violation;
import dev.whence.testkit.SharedData;
import dev.whence.tlog.merkle.TreeHasher;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LogPolicyTest {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final String ORIGIN = "example.com/log";
    private static final LogSigner FIRST = LogSigner.generate(raw -> ORIGIN, RANDOM);
    private static final LogSigner SECOND = LogSigner.generate(raw -> ORIGIN, RANDOM);
    private static final LogSigner OTHER = LogSigner.generate(raw -> "example.com/other", RANDOM);
    private static final List<Cosigner> WITNESSES = List.of(
            Cosigner.generate("w.example/1", RANDOM),
            Cosigner.generate("w.example/2", RANDOM),
            Cosigner.generate("w.example/3", RANDOM));

    private static LogPolicy policy(String... lines) throws RefusedException {
        return LogPolicy.parse((String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8));
    }

    private static String log(LogSigner signer) {
        return "log " + signer.verifier();
    }

    private static String witness(int number) {
        return "witness w" + number + " " + WITNESSES.get(number - 1).verifier();
    }

    private static byte[] note(long size, List<LogSigner> signers, int... witnesses) {
        Checkpoint checkpoint = new Checkpoint(ORIGIN, size, TreeHasher.EMPTY_ROOT);
        List<SignedNote.Line> lines = new ArrayList<>();
        signers.forEach(signer -> lines.add(signer.signature(checkpoint)));
        for (int number : witnesses) {
            lines.add(WITNESSES.get(number - 1).cosign(checkpoint, Instant.ofEpochSecond(1_772_366_400)));
        }
        return new SignedNote(checkpoint.text(), lines).note().getBytes(StandardCharsets.UTF_8);
    }

    private static String reason(LogPolicy policy, byte[] note) {
        RefusedException refused = catchThrowableOfType(RefusedException.class, () -> policy.open(note));
        assertThat(refused).isNotNull();
        return refused.problem().detail();
    }

    @Test
    void asks_for_a_key_of_the_log_and_for_no_witness() throws Exception {
        LogPolicy policy = policy(log(FIRST), "quorum none");
        assertThat(policy.open(note(5, List.of(FIRST))).size()).isEqualTo(5);
        assertThat(policy.open(note(5, List.of(SECOND, FIRST), 1)).size()).isEqualTo(5);
        assertThat(reason(policy, note(5, List.of(SECOND))))
                .contains(
                        "lacks the log's signature",
                        FIRST.verifier().hexId(),
                        "no signature under it is by a key of the log");
        assertThat(policy.origin()).isEqualTo(ORIGIN);
        assertThat(policy.key()).isEqualTo(FIRST.verifier());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void counts_one_two_and_three_of_three_witnesses(int least) throws Exception {
        LogPolicy policy = policy(
                log(FIRST),
                witness(1),
                witness(2),
                witness(3),
                "group all-of-them " + least + " w1 w2 w3",
                "quorum all-of-them");
        assertThat(policy.open(note(9, List.of(FIRST), 3, 2, 1)).size()).isEqualTo(9);
        assertThat(isGood(policy, note(9, List.of(FIRST), 1, 3))).isEqualTo(least <= 2);
        assertThat(isGood(policy, note(9, List.of(FIRST), 2))).isEqualTo(least <= 1);
        assertThat(isGood(policy, note(9, List.of(FIRST)))).isFalse();
        assertThat(isGood(policy, note(9, List.of(), 1, 2, 3))).isFalse();
    }

    private static boolean isGood(LogPolicy policy, byte[] note) {
        try {
            return policy.open(note).size() > 0;
        } catch (RefusedException refused) {
            return false;
        }
    }

    @Test
    void says_how_many_are_asked_for_who_signed_and_who_is_missing() throws Exception {
        LogPolicy policy = policy(log(FIRST), witness(1), witness(2), "group both all w1 w2", "quorum both");
        assertThat(reason(policy, note(9, List.of(FIRST), 1)))
                .isEqualTo(
                        "The checkpoint of example.com/log at size 9 has not the cosignatures that the policy asks for"
                                + " (2 of 2 [w1, w2]): signed by w1; missing: w2.");
        assertThat(reason(policy, note(9, List.of(FIRST)))).contains("no witness signed it; missing: w1, w2");
    }

    @Test
    void groups_may_lie_in_groups_and_a_witness_may_be_the_quorum() throws Exception {
        LogPolicy policy = policy(
                log(FIRST),
                witness(1),
                "",
                witness(2),
                "group x any w1 w2",
                witness(3),
                " \tgroup\tx-and-3  all x w3\t",
                "quorum x-and-3");
        assertThat(isGood(policy, note(5, List.of(FIRST), 2, 3))).isTrue();
        assertThat(isGood(policy, note(5, List.of(FIRST), 1, 2))).isFalse();
        assertThat(reason(policy, note(5, List.of(FIRST), 1)))
                .contains("2 of 2 [1 of 2 [w1, w2], w3]", "missing: w2, w3");
        LogPolicy one = policy(log(FIRST), witness(1), witness(2), "quorum w2");
        assertThat(isGood(one, note(5, List.of(FIRST), 2))).isTrue();
        assertThat(reason(one, note(5, List.of(FIRST), 1))).contains("(w2)");
    }

    @Test
    void binds_keys_to_sizes_by_lines_that_plain_readers_take_for_comments() throws Exception {
        LogPolicy policy = policy(
                "#@sizes 0-20",
                log(FIRST),
                "#@sizes 11-",
                log(SECOND),
                "#@sizes 0-15",
                witness(1),
                "  #@sizes\t16-",
                witness(2),
                "group w any w1 w2",
                "quorum w");
        assertThat(isGood(policy, note(10, List.of(FIRST), 1))).isTrue();
        assertThat(isGood(policy, note(11, List.of(SECOND), 1))).isTrue();
        assertThat(isGood(policy, note(20, List.of(FIRST), 2))).isTrue();
        assertThat(reason(policy, note(10, List.of(SECOND), 1)))
                .contains(
                        FIRST.verifier().hexId(),
                        "signed by",
                        SECOND.verifier().hexId() + ", which may sign sizes 11-");
        assertThat(reason(policy, note(21, List.of(FIRST), 2))).contains("may sign sizes 0-20");
        assertThat(reason(policy, note(16, List.of(FIRST), 1)))
                .contains("no witness signed it", "w1 (may sign sizes 0-15 only)");
        assertThat(policy.key()).isEqualTo(SECOND.verifier());
        assertThat(LogPolicy.parse(policy.bytes()).text()).isEqualTo(policy.text());
    }

    @Test
    void a_wrong_signature_by_any_key_that_is_named_refuses_the_note() throws Exception {
        LogPolicy policy = policy("#@sizes 0-1", log(SECOND), log(FIRST), witness(1), "quorum none");
        byte[] good = note(5, List.of(FIRST));
        for (String line : List.of(
                SECOND.signature(new Checkpoint(ORIGIN, 6, TreeHasher.EMPTY_ROOT))
                        .text(),
                WITNESSES
                        .get(0)
                        .cosign(new Checkpoint(ORIGIN, 6, TreeHasher.EMPTY_ROOT), Instant.EPOCH)
                        .text())) {
            byte[] bad = (new String(good, StandardCharsets.UTF_8) + line).getBytes(StandardCharsets.UTF_8);
            assertThat(reason(policy, bad)).contains("is wrong");
        }
    }

    @Test
    void a_file_that_the_log_keeps_must_be_accounted_for_line_by_line() throws Exception {
        LogPolicy policy = policy("#@sizes 0-9", log(FIRST), log(SECOND), witness(1), "quorum w1");
        assertThat(policy.openWhole(note(9, List.of(FIRST, SECOND))).size()).isEqualTo(9);
        assertThat(policy.openWhole(note(9, List.of(FIRST), 1)).size()).isEqualTo(9);
        for (byte[] wrong : List.of(
                note(9, List.of(FIRST), 2),
                note(9, List.of(FIRST, OTHER)),
                note(9, List.of(FIRST), 1, 1),
                note(10, List.of(FIRST, SECOND)),
                note(9, List.of(), 1))) {
            assertThatThrownBy(() -> policy.openWhole(wrong)).isInstanceOf(RefusedException.class);
        }
    }

    @Test
    void speaks_of_several_logs_and_of_one_at_a_time() throws Exception {
        LogPolicy policy = policy(log(FIRST), log(OTHER) + " https://other.example/", "quorum none");
        assertThat(policy.origins()).containsExactly(ORIGIN, "example.com/other");
        assertThat(policy.about("example.com/other"))
                .hasValueSatisfying(other -> assertThat(other.key()).isEqualTo(OTHER.verifier()));
        assertThat(policy.about("example.com/third")).isEmpty();
        assertThat(isGood(policy.about("example.com/other").orElseThrow(), note(5, List.of(FIRST))))
                .isFalse();
    }

    @Test
    void a_witness_with_a_key_of_an_unknown_type_is_known_by_name_and_never_counts() throws Exception {
        LogPolicy policy = policy(
                log(FIRST), witness(1), "witness pq w.example/pq+00112233+Bqqq", "group all all w1 pq", "quorum all");
        assertThat(reason(policy, note(5, List.of(FIRST), 1)))
                .contains("signed by w1; missing: pq (the type of its key is not known here)");
    }

    @Test
    void accepts_the_published_cosignature_under_a_policy_of_its_own() throws Exception {
        byte[] note = Files.readAllBytes(SharedData.ledger("cosignature/witnessed-checkpoint.txt"));
        String vkey = Files.readString(SharedData.ledger("cosignature/witnessed-checkpoint.vkey"))
                .strip();
        LogSigner log = LogSigner.generate(raw -> "rome2026h1.example.org", RANDOM);
        LogPolicy policy = policy("log " + log.verifier(), "witness rome " + vkey, "quorum rome");
        assertThat(reason(policy, note)).contains("lacks the log's signature");
        Checkpoint checkpoint = Checkpoint.parse(SignedNote.parse(note).text()).orElseThrow();
        String signed = new String(note, StandardCharsets.UTF_8)
                + log.signature(checkpoint).text();
        assertThat(policy.open(signed.getBytes(StandardCharsets.UTF_8)).size()).isEqualTo(300);
    }

    @Test
    void tells_everything_that_is_wrong_with_a_file_at_once_with_its_line() {
        String file = String.join(
                "\n",
                "# a comment",
                "log " + WITNESSES.get(0).verifier(),
                "log",
                "witness w1 " + FIRST.verifier(),
                witness(2),
                witness(2),
                "witness none " + WITNESSES.get(2).verifier(),
                "#@sizes 9-3",
                "quorum nobody",
                "group g 3 w2 w9",
                "group g any w2",
                "quorum none",
                "allow everything",
                "witness w4 x+00000000+BAAA",
                "#@size 1-2",
                "log broken\u0001",
                "#@sizes 1-2");
        RefusedException refused = catchThrowableOfType(
                RefusedException.class, () -> LogPolicy.parse(file.getBytes(StandardCharsets.UTF_8)));
        assertThat(refused.problem().violations())
                .extracting(Violation::pointer, Violation::rule)
                .extracting(told -> told.toList().get(0) + ", " + told.toList().get(1))
                .containsExactly(
                        "line 2, policy:vkey",
                        "line 3, policy:log",
                        "line 4, policy:vkey",
                        "line 6, policy:duplicate",
                        "line 6, policy:name",
                        "line 7, policy:name",
                        "line 8, policy:sizes",
                        "line 9, policy:sizes",
                        "line 9, policy:quorum",
                        "line 10, policy:group",
                        "line 10, policy:group",
                        "line 11, policy:group",
                        "line 11, policy:name",
                        "line 12, policy:quorum",
                        "line 13, policy:line",
                        "line 14, policy:vkey",
                        "line 15, policy:sizes",
                        "line 16, policy:text",
                        "line 17, policy:text",
                        "line 17, policy:log");
    }

    @Test
    void asks_for_so_many_names_where_a_witness_that_changed_its_key_counts_once() throws Exception {
        Cosigner renewed = Cosigner.generate("w.example/1", RANDOM);
        LogPolicy policy = LogPolicy.of(
                List.of(LogPolicy.Log.of(FIRST.verifier(), SizeRange.ALL)),
                List.of(
                        LogPolicy.Witness.of(
                                "w1", WITNESSES.get(0).verifier(), SizeRange.ALL.until(4), java.util.Optional.empty()),
                        LogPolicy.Witness.of("w1b", renewed.verifier(), SizeRange.from(5), java.util.Optional.empty()),
                        LogPolicy.Witness.of(
                                "w2", WITNESSES.get(1).verifier(), SizeRange.ALL, java.util.Optional.empty())));
        LogPolicy both = LogPolicy.parse(policy.asking(2).bytes());
        assertThat(isGood(both, note(4, List.of(FIRST), 1, 2))).isTrue();
        assertThat(isGood(both, note(5, List.of(FIRST), 1, 2))).isFalse();
        assertThat(policy.keyNames()).containsExactly("w.example/1", "w.example/2");
    }
}
