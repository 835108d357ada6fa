package dev.whence.tlog.merkle;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.whence.testkit.SharedData;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PublishedVectorsTest {
    @Test
    void hashes_the_reference_leaves_to_the_reference_roots() {
        JsonNode vectors = SharedData.json(SharedData.ledger("rfc6962/leaves-and-roots.json"));
        CompactRange range = new CompactRange();
        assertThat(range.root().hex()).isEqualTo(vectors.at("/roots_hex/0").asText());
        for (int i = 0; i < vectors.get("leaves_hex").size(); i++) {
            byte[] leaf = HexFormat.of().parseHex(vectors.at("/leaves_hex/" + i).asText());
            range.append(TreeHasher.leaf(leaf));
            assertThat(range.root().hex())
                    .isEqualTo(vectors.at("/roots_hex/" + (i + 1)).asText());
        }
    }

    @Test
    void accepts_and_refuses_the_published_inclusion_proofs() {
        List<JsonNode> cases = SharedData.jsonLines(SharedData.ledger("rfc6962/inclusion.jsonl"));
        assertThat(cases).hasSize(98);
        for (JsonNode vector : cases) {
            assertThat(includes(vector))
                    .as(vector.toString())
                    .isEqualTo(!vector.get("wantErr").asBoolean());
        }
    }

    private static boolean includes(JsonNode vector) {
        Optional<List<Hash>> hashes = hashes(vector, "leafHash", "root");
        Optional<List<Hash>> proof = proof(vector);
        return hashes.isPresent()
                && proof.isPresent()
                && ProofVerifier.includes(
                        vector.get("leafIdx").asLong(),
                        vector.get("treeSize").asLong(),
                        hashes.get().get(0),
                        proof.get(),
                        hashes.get().get(1));
    }

    @Test
    void accepts_and_refuses_the_published_consistency_proofs() {
        List<JsonNode> cases = SharedData.jsonLines(SharedData.ledger("rfc6962/consistency.jsonl"));
        assertThat(cases).hasSize(98);
        int withoutHashes = 0;
        for (JsonNode vector : cases) {
            if (hashes(vector, "root1", "root2").isEmpty()
                    && !vector.get("wantErr").asBoolean()) {
                // Its roots are no hashes, and it only asks that equal roots of equal sizes agree.
                withoutHashes++;
                assertThat(vector.get("size1")).isEqualTo(vector.get("size2"));
            } else {
                assertThat(isPrefix(vector))
                        .as(vector.toString())
                        .isEqualTo(!vector.get("wantErr").asBoolean());
            }
        }
        assertThat(withoutHashes).isEqualTo(1);
    }

    private static boolean isPrefix(JsonNode vector) {
        Optional<List<Hash>> roots = hashes(vector, "root1", "root2");
        Optional<List<Hash>> proof = proof(vector);
        return roots.isPresent()
                && proof.isPresent()
                && ProofVerifier.isPrefix(
                        vector.get("size1").asLong(),
                        vector.get("size2").asLong(),
                        roots.get().get(0),
                        roots.get().get(1),
                        proof.get());
    }

    /** Nothing where one of the two is no hash. */
    private static Optional<List<Hash>> hashes(JsonNode vector, String first, String second) {
        Optional<Hash> one = Hash.parseBase64(vector.get(first).asText());
        Optional<Hash> two = Hash.parseBase64(vector.get(second).asText());
        return one.isPresent() && two.isPresent() ? Optional.of(List.of(one.get(), two.get())) : Optional.empty();
    }

    /** Nothing where a part of it is no hash. */
    private static Optional<List<Hash>> proof(JsonNode vector) {
        List<Hash> proof = new ArrayList<>();
        for (JsonNode part : vector.path("proof")) {
            Optional<Hash> hash = Hash.parseBase64(part.asText());
            if (hash.isEmpty()) {
                return Optional.empty();
            }
            proof.add(hash.get());
        }
        return Optional.of(proof);
    }
}
