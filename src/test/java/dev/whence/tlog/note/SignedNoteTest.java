package dev.whence.tlog.note;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.whence.receipt.RefusedException;
import dev.whence.testkit.SharedData;
import dev.whence.tlog.merkle.TreeHasher;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SignedNoteTest {
    private static final String KEY = "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k";
    private static final String NOTE = "This is an example message.\n\n\u2014 example.com/foo"
            + " Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=\n";

    private static SignedNote open(String note, String... keys) throws RefusedException {
        List<VerifierKey> verifiers = new ArrayList<>();
        for (String key : keys) {
            verifiers.add(VerifierKey.parse(key).orElseThrow());
        }
        return new NoteVerifier(verifiers).open(note.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void agrees_with_the_published_notes() {
        for (JsonNode vector : SharedData.json(SharedData.ledger("notes/signed-notes.json"))) {
            List<String> keys = new ArrayList<>();
            vector.get("vkeys").forEach(key -> keys.add(key.asText()));
            boolean valid;
            try {
                open(vector.get("note").asText(), keys.toArray(String[]::new));
                valid = true;
            } catch (RefusedException e) {
                valid = false;
            }
            assertThat(valid)
                    .as(vector.get("name").asText())
                    .isEqualTo(vector.get("valid").asBoolean());
        }
    }

    @Test
    void reads_the_example_of_the_specification_and_writes_it_back() throws Exception {
        SignedNote note = open(NOTE, KEY);
        assertThat(note.text()).isEqualTo("This is an example message.\n");
        assertThat(note.note()).isEqualTo(NOTE);
    }

    @Test
    void takes_the_last_blank_line_as_the_end_of_the_text() throws Exception {
        SignedNote note = SignedNote.parse(("a\n\nb\n\n\u2014 k AAAAAAA=\n").getBytes(StandardCharsets.UTF_8));
        assertThat(note.text()).isEqualTo("a\n\nb\n");
    }

    @Test
    void refuses_base64_whose_last_bits_are_not_zero() {
        assertThatThrownBy(() -> open(NOTE.replace("IneyaQM=", "IneyaQN="), KEY))
                .isInstanceOf(RefusedException.class);
    }

    @Test
    void refuses_bytes_behind_the_signatures_and_bytes_that_are_not_utf8() {
        assertThatThrownBy(() -> open(NOTE + "\n", KEY)).isInstanceOf(RefusedException.class);
        assertThatThrownBy(() -> open(NOTE + "x", KEY)).isInstanceOf(RefusedException.class);
        byte[] notUtf8 = NOTE.getBytes(StandardCharsets.UTF_8);
        notUtf8[3] = (byte) 0xff;
        assertThatThrownBy(() -> SignedNote.parse(notUtf8)).isInstanceOf(RefusedException.class);
    }

    @Test
    void reads_a_verifier_key_only_with_its_own_id() {
        assertThat(VerifierKey.parse(KEY)).hasValueSatisfying(key -> {
            assertThat(key.line()).isEqualTo(KEY);
            assertThat(key.name()).isEqualTo("example.com/foo");
        });
        assertThat(VerifierKey.parse(KEY.replace("530d903a", "530d903b"))).isEmpty();
        assertThat(VerifierKey.parse(KEY.replace("example", "exbmple"))).isEmpty();
        assertThat(VerifierKey.parse(KEY.substring(0, KEY.length() - 4))).isEmpty();
        assertThat(VerifierKey.parse("")).isEmpty();
    }

    @Test
    void reads_a_checkpoint_only_as_it_writes_one() {
        Checkpoint checkpoint = new Checkpoint("example.com/log", 7, TreeHasher.EMPTY_ROOT);
        assertThat(Checkpoint.parse(checkpoint.text())).contains(checkpoint);
        assertThat(checkpoint.anchorHash()).matches("sha256:[0-9a-f]{64}");
        assertThat(Checkpoint.parse(checkpoint.text() + "extension\n")).isEmpty();
        assertThat(Checkpoint.parse(checkpoint.text().replace("\n7\n", "\n07\n")))
                .isEmpty();
        assertThat(Checkpoint.parse(checkpoint.text().replace("\n7\n", "\n9999999999999999999\n")))
                .isEmpty();
        assertThat(Checkpoint.parse(checkpoint.text().replace("=", ""))).isEmpty();
    }
}
