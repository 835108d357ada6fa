package dev.whence.attest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.whence.tlog.merkle.Hash;
import dev.whence.tlog.merkle.ProofVerifier;
import dev.whence.tlog.merkle.TreeHasher;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The proofs in a sigstore bundle that its entries are in a transparency log, checked with Whence's own arithmetic: the one
 * that comes with sigstore-java 2.0.0 lets proofs pass that must fail (an index beyond the size, another size). Who signed
 * the checkpoint is left to the sigstore part.
 */
final class InclusionProofs {
    private static final int LONGEST = 64;
    private static final int MOST_ENTRIES = 16;

    private InclusionProofs() {}

    /** Whether every proof that is there holds; an entry may come with the log's promise instead. */
    static boolean hold(JsonNode bundle) {
        JsonNode entries = bundle.path("verificationMaterial").path("tlogEntries");
        if (entries.size() > MOST_ENTRIES) {
            return false;
        }
        for (JsonNode entry : entries) {
            if (entry.has("inclusionProof") && !holds(entry)) {
                return false;
            }
        }
        return true;
    }

    private static boolean holds(JsonNode entry) {
        JsonNode proof = entry.path("inclusionProof");
        Optional<Hash> root = hash(proof.path("rootHash"));
        Optional<byte[]> body =
                Base64Text.decode(entry.path("canonicalizedBody").asText());
        Optional<List<Hash>> hashes = hashes(proof.path("hashes"));
        long size = number(proof.path("treeSize"));
        long index = number(proof.path("logIndex"));
        return root.isPresent()
                && body.isPresent()
                && hashes.isPresent()
                && index >= 0
                && index < size
                && isOfCheckpoint(proof.path("checkpoint").path("envelope").asText(), size, root.get())
                && ProofVerifier.includes(index, size, TreeHasher.leaf(body.get()), hashes.get(), root.get());
    }

    /** The proof leads to the root of a signed checkpoint, or it leads nowhere. */
    private static boolean isOfCheckpoint(String note, long size, Hash root) {
        List<String> lines = note.lines().limit(3).toList();
        return lines.size() == 3
                && lines.get(1).equals(Long.toString(size))
                && lines.get(2).equals(root.base64());
    }

    private static Optional<List<Hash>> hashes(JsonNode array) {
        List<Hash> hashes = new ArrayList<>();
        for (JsonNode item : array) {
            Optional<Hash> hash = hash(item);
            if (hash.isEmpty() || hashes.size() == LONGEST) {
                return Optional.empty();
            }
            hashes.add(hash.get());
        }
        return Optional.of(hashes);
    }

    private static Optional<Hash> hash(JsonNode node) {
        return Base64Text.decode(node.asText())
                .filter(bytes -> bytes.length == Hash.LENGTH)
                .map(Hash::of);
    }

    /** Protocol buffers write 64-bit numbers as text. */
    private static long number(JsonNode node) {
        try {
            return Long.parseLong(node.asText());
        } catch (NumberFormatException notANumber) {
            return -1;
        }
    }
}
