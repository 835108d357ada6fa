package dev.whence.tlog.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.whence.receipt.RefusedException;
import dev.whence.testkit.SharedData;
import dev.whence.tlog.merkle.Hash;
import dev.whence.tlog.merkle.TreeHasher;
import dev.whence.tlog.note.Checkpoint;
import dev.whence.tlog.note.CheckpointTrust;
import dev.whence.tlog.note.OneKeyTrust;
import dev.whence.tlog.note.SignedCheckpoint;
import dev.whence.tlog.note.VerifierKey;
import dev.whence.tlog.tile.EntryBundle;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Proofs of a log that is not ours, made by a program that is not ours. */
class PublishedProofsTest {
    private static final Path LOG = Path.of("tlog-tiles/tessera-15");
    private static final Path PROOFS = Path.of("tlog-tiles/proofs-tessera-15");

    static Stream<Integer> entries() {
        return IntStream.range(0, 15).boxed();
    }

    private static byte[] read(Path folder, String name) throws IOException {
        return Files.readAllBytes(SharedData.ledger(folder.resolve(name).toString()));
    }

    private static CheckpointTrust trust() throws IOException {
        String line = new String(read(LOG, "log.vkey"), StandardCharsets.UTF_8).strip();
        return new OneKeyTrust(VerifierKey.parse(line).orElseThrow());
    }

    private static byte[] file(int index) throws IOException {
        return read(PROOFS, String.format(Locale.ROOT, "%02d.tlog-proof", index));
    }

    private static Hash leaf(int index) throws IOException {
        EntryBundle bundle =
                EntryBundle.parse(read(LOG, "tile/entries/000.p/15")).orElseThrow();
        return TreeHasher.leaf(bundle.bytes(index));
    }

    @ParameterizedTest
    @MethodSource("entries")
    void a_proof_holds_for_its_entry_alone(int index) throws Exception {
        TlogProof proof = TlogProof.parse(file(index));
        assertThat(proof.verify(leaf(index), trust()).size()).isEqualTo(15);
        assertThatThrownBy(() -> proof.verify(leaf((index + 1) % 15), trust()))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("another root");
    }

    @ParameterizedTest
    @MethodSource("entries")
    void a_proof_is_written_as_it_was_read(int index) throws Exception {
        assertThat(TlogProof.parse(file(index)).text().getBytes(StandardCharsets.UTF_8))
                .isEqualTo(file(index));
    }

    @ParameterizedTest
    @MethodSource("entries")
    void no_bit_of_a_proof_can_be_changed(int index) throws Exception {
        byte[] file = file(index);
        CheckpointTrust trust = trust();
        Hash leaf = leaf(index);
        for (int at = 0; at < file.length; at++) {
            byte[] changed = file.clone();
            changed[at] ^= 1;
            assertThatThrownBy(() -> TlogProof.parse(changed).verify(leaf, trust))
                    .as("byte " + at)
                    .isInstanceOf(RefusedException.class);
        }
    }

    @ParameterizedTest
    @MethodSource("entries")
    void no_part_of_a_proof_can_be_left_out(int index) throws Exception {
        byte[] file = file(index);
        CheckpointTrust trust = trust();
        Hash leaf = leaf(index);
        for (int length = 0; length < file.length; length++) {
            byte[] shorter = java.util.Arrays.copyOf(file, length);
            assertThatThrownBy(() -> TlogProof.parse(shorter).verify(leaf, trust))
                    .as("the first " + length + " bytes")
                    .isInstanceOf(RefusedException.class);
        }
    }

    @Test
    void consistency_proofs_hold_from_every_size() throws Exception {
        JsonNode all = SharedData.json(
                SharedData.ledger(PROOFS.resolve("consistency-to-15.json").toString()));
        assertThat(all).hasSize(14);
        SignedCheckpoint newest = checkpoint(15);
        for (JsonNode one : all) {
            List<Hash> hashes = new ArrayList<>();
            one.get("Proof")
                    .forEach(hash -> hashes.add(Hash.parseBase64(hash.asText()).orElseThrow()));
            long from = one.get("Size1").asLong();
            Hash root = Hash.parseBase64(one.get("Root1").asText()).orElseThrow();
            assertThat(checkpoint(from).checkpoint().root()).isEqualTo(root);
            ConsistencyProof proof = new ConsistencyProof(from, hashes, newest);
            assertThat(ConsistencyProof.parse(proof.text().getBytes(StandardCharsets.UTF_8)))
                    .isEqualTo(proof);
            assertThat(proof.verify(root, trust()).size()).isEqualTo(15);
            Hash other = checkpoint(from - 1).checkpoint().root();
            assertThatThrownBy(() -> proof.verify(other, trust()))
                    .hasMessageContaining("not shown to be the beginning");
        }
    }

    private static SignedCheckpoint checkpoint(long size) throws Exception {
        byte[] note = read(LOG, "checkpoint." + size);
        Checkpoint checkpoint = trust().open(note);
        return new SignedCheckpoint(checkpoint, new String(note, StandardCharsets.UTF_8));
    }
}
