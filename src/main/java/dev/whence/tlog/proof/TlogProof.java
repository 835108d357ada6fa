package dev.whence.tlog.proof;

import dev.whence.receipt.ProblemType;
import dev.whence.receipt.RefusedException;
import dev.whence.tlog.merkle.Hash;
import dev.whence.tlog.merkle.ProofVerifier;
import dev.whence.tlog.note.Checkpoint;
import dev.whence.tlog.note.CheckpointTrust;
import dev.whence.tlog.note.SignedCheckpoint;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * A proof that can be checked without the log (C2SP tlog-proof): where the entry is, the way from its leaf to the root,
 * and the checkpoint that signs the root. There is one way to write each proof.
 *
 * @param extra what else a verifier needs to know the leaf, in base64; nothing vouches for it but the proof as a whole
 * @param index of the entry, from 0
 * @param hashes from the leaf's neighbour up to the root's child
 * @param checkpoint as the proof states it; trusted only when {@link #verify} has returned
 */
public record TlogProof(Optional<String> extra, long index, List<Hash> hashes, SignedCheckpoint checkpoint) {
    /** The first line. */
    public static final String HEADER = "c2sp.org/tlog-proof@v1";

    /** The usual ending of such a file's name. */
    public static final String SUFFIX = ".tlog-proof";

    private static final String EXTRA = "extra ";
    private static final String INDEX = "index ";

    public TlogProof {
        hashes = List.copyOf(hashes);
    }

    /** The extra data, decoded. */
    public Optional<byte[]> extraBytes() {
        return extra.map(text -> Base64.getDecoder().decode(text));
    }

    /** The file, with its last newline. */
    public String text() {
        StringBuilder text = new StringBuilder(HEADER).append('\n');
        extra.ifPresent(base64 -> text.append(EXTRA).append(base64).append('\n'));
        text.append(INDEX).append(index).append('\n');
        hashes.forEach(hash -> text.append(hash.base64()).append('\n'));
        return text.append('\n').append(checkpoint.note()).toString();
    }

    /**
     * Reads a file; nothing in it is trusted yet.
     *
     * @throws RefusedException naming the line that has not its form
     */
    public static TlogProof parse(byte[] file) throws RefusedException {
        ProofLines lines = ProofLines.of(file, "tlog-proof");
        if (!lines.next("the header").equals(HEADER)) {
            throw lines.refused("the first line is not " + HEADER);
        }
        Optional<String> extra = lines.startsWith(EXTRA)
                ? Optional.of(lines.base64(lines.next("the extra line").substring(EXTRA.length())))
                : Optional.empty();
        long index = lines.number(INDEX);
        return new TlogProof(extra, index, lines.hashes(), lines.checkpoint());
    }

    /**
     * Checks that the log has this leaf at the index, by all that the proof holds.
     *
     * @return the checkpoint, which can now be trusted
     * @throws RefusedException with the reason why this is no proof
     */
    public Checkpoint verify(Hash leaf, CheckpointTrust trust) throws RefusedException {
        Checkpoint trusted = open(trust);
        if (!leadsTo(trusted, leaf)) {
            throw refused(
                    "it leads from this entry to another root than the one that is signed; the entry, the index or a"
                            + " hash is not the log's");
        }
        return trusted;
    }

    /**
     * Checks all but the leaf: that the checkpoint is signed, that it covers the index, and that there are as many hashes
     * as there are steps to the root.
     *
     * @return the checkpoint, which can now be trusted; what it says of the leaf, {@link #leadsTo} tells
     */
    public Checkpoint open(CheckpointTrust trust) throws RefusedException {
        Checkpoint trusted = trust.open(checkpoint.note().getBytes(StandardCharsets.UTF_8));
        if (index >= trusted.size()) {
            throw refused(
                    "its index " + index + " lies beyond the checkpoint, which covers " + trusted.size() + " entries");
        }
        int length = ProofVerifier.inclusionLength(index, trusted.size());
        if (hashes.size() != length) {
            throw refused("it has " + hashes.size() + " hashes; from entry " + index + " to the root of "
                    + trusted.size() + " entries it takes " + length);
        }
        return trusted;
    }

    /** Whether the hashes lead from a leaf to a checkpoint's root. */
    public boolean leadsTo(Checkpoint trusted, Hash leaf) {
        return ProofVerifier.includes(index, trusted.size(), leaf, hashes, trusted.root());
    }

    private static RefusedException refused(String reason) {
        return new RefusedException(ProblemType.PROOF_REFUSED, "The proof does not hold: " + reason + ".");
    }
}
