package dev.whence.tlog.note;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.whence.receipt.RefusedException;
import dev.whence.testkit.SharedData;
import dev.whence.tlog.merkle.Hash;
import dev.whence.tlog.merkle.TileTree;
import dev.whence.tlog.merkle.TreeHasher;
import dev.whence.tlog.tile.TilePath;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class CosignatureTest {
    private static final Checkpoint CHECKPOINT = new Checkpoint("example.com/log", 7, TreeHasher.EMPTY_ROOT);
    private static final Instant TIME = Instant.parse("2026-03-01T12:00:00.9Z");

    private final Cosigner witness = Cosigner.generate("witness.example/w1", new SecureRandom());

    private static SignedNote open(byte[] note, VerifierKey... keys) throws RefusedException {
        return new NoteVerifier(List.of(keys)).open(note);
    }

    private static VerifierKey key(Path file) throws IOException {
        return VerifierKey.parseWitness(Files.readString(file).strip()).orElseThrow();
    }

    private byte[] note(SignedNote.Line... lines) {
        return new SignedNote(CHECKPOINT.text(), List.of(lines)).note().getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void accepts_the_published_cosignature_and_passes_over_a_signature_of_an_unknown_type() throws Exception {
        byte[] file = Files.readAllBytes(SharedData.ledger("cosignature/witnessed-checkpoint.txt"));
        SignedNote note = open(file, key(SharedData.ledger("cosignature/witnessed-checkpoint.vkey")));
        assertThat(note.lines()).hasSize(2);
        assertThat(Checkpoint.parse(note.text()))
                .hasValueSatisfying(checkpoint -> assertThat(checkpoint.size()).isEqualTo(300));
        assertThat(VerifierKey.cosignedAt(note.lines().get(1))).contains(Instant.ofEpochSecond(0x69546780));
    }

    @Test
    void refuses_the_published_cosignature_when_any_byte_of_it_or_of_the_text_is_changed() throws Exception {
        byte[] file = Files.readAllBytes(SharedData.ledger("cosignature/witnessed-checkpoint.txt"));
        VerifierKey key = key(SharedData.ledger("cosignature/witnessed-checkpoint.vkey"));
        String text = new String(file, StandardCharsets.UTF_8);
        int unknown = text.indexOf("\n\u2014 rome") + 1;
        int known = text.indexOf("\u2014 witness");
        // The line of the unknown key says nothing to this verifier; every other character counts.
        for (int i = 0; i < text.length(); i++) {
            if (i >= unknown && i < known) {
                continue;
            }
            String changed = text.substring(0, i) + (char) (text.charAt(i) ^ 1) + text.substring(i + 1);
            assertThatThrownBy(() -> open(changed.getBytes(StandardCharsets.UTF_8), key))
                    .as("character " + i)
                    .isInstanceOf(RefusedException.class);
        }
    }

    @Test
    void finds_the_root_that_a_mirror_cosigned_in_the_tiles_of_its_log() throws Exception {
        Path log = SharedData.ledger("cosignature/rome2026h1-300");
        SignedNote note = open(Files.readAllBytes(log.resolve("checkpoint")), key(log.resolve("cosigner.vkey")));
        Checkpoint checkpoint = Checkpoint.parse(note.text()).orElseThrow();
        assertThat(checkpoint.size()).isEqualTo(300);
        assertThat(TileTree.restore(300, (level, index, width) -> tile(log, level, index, width), (l, i, t) -> {})
                        .root())
                .isEqualTo(checkpoint.root());
        // The first tile is full, and its root stands above it.
        assertThat(TileTree.restore(256, (level, index, width) -> tile(log, level, index, width), (l, i, t) -> {})
                        .root())
                .isEqualTo(Hash.inTile(tile(log, 1, 0, 1), 0));
    }

    private static byte[] tile(Path log, int level, long index, int width) {
        try {
            return Files.readAllBytes(log.resolve(new TilePath(level, index, width).text()));
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }

    @Test
    void signs_what_it_accepts_with_the_whole_second_of_the_time() throws Exception {
        SignedNote.Line line = witness.cosign(CHECKPOINT, TIME);
        assertThat(open(note(line), witness.verifier()).text()).isEqualTo(CHECKPOINT.text());
        assertThat(VerifierKey.cosignedAt(line)).contains(Instant.parse("2026-03-01T12:00:00Z"));
        assertThat(SignedNote.parseLines(line.text().getBytes(StandardCharsets.UTF_8)))
                .containsExactly(line);
    }

    @Test
    void refuses_another_time_a_longer_signature_and_a_time_beyond_the_sign_bit() {
        SignedNote.Line line = witness.cosign(CHECKPOINT, TIME);
        byte[] signature = line.signature();
        byte[] later = signature.clone();
        later[7] ^= 1;
        byte[] negative = signature.clone();
        negative[0] ^= (byte) 0x80;
        byte[] longer = java.util.Arrays.copyOf(signature, signature.length + 1);
        for (byte[] wrong : List.of(later, negative, longer, new byte[0])) {
            byte[] note = note(SignedNote.Line.of(
                    witness.verifier().name(), witness.verifier().id(), wrong.length == 0 ? new byte[1] : wrong));
            assertThatThrownBy(() -> open(note, witness.verifier())).isInstanceOf(RefusedException.class);
        }
    }

    @Test
    void a_key_is_of_one_type_only_and_signs_as_that() {
        String line = witness.verifier().line();
        assertThat(VerifierKey.parseWitness(line)).contains(witness.verifier());
        assertThat(VerifierKey.parse(line)).isEmpty();
        assertThat(Cosigner.parse(witness.line()).map(Cosigner::verifier)).contains(witness.verifier());
        assertThat(LogSigner.parse(witness.line())).isEmpty();
        assertThat(Cosigner.parse(witness.line().substring(0, witness.line().length() - 4)))
                .isEmpty();
        assertThat(witness.toString()).doesNotContain(witness.line());
    }

    @Test
    void the_same_secret_gives_the_same_key_when_it_is_read_again() {
        LogSigner made = LogSigner.generate(raw -> "example.com/log", new SecureRandom());
        LogSigner read = LogSigner.parse(made.line()).orElseThrow();
        assertThat(read.verifier()).isEqualTo(made.verifier());
        assertThat(read.sign(CHECKPOINT)).isEqualTo(made.sign(CHECKPOINT));
    }

    @Test
    void refuses_signature_lines_that_are_cut_short() {
        String text = witness.cosign(CHECKPOINT, TIME).text();
        for (String wrong : List.of("", text.substring(0, text.length() - 1), "\n", text + "\n", "x" + text)) {
            assertThatThrownBy(() -> SignedNote.parseLines(wrong.getBytes(StandardCharsets.UTF_8)))
                    .isInstanceOf(RefusedException.class);
        }
    }
}
