package dev.whence.tlog.note;

import dev.whence.receipt.ProblemType;
import dev.whence.receipt.RefusedException;
import java.util.List;

/** Trusts what one key signed, whoever else signed it too. */
public final class OneKeyTrust implements CheckpointTrust {
    private final VerifierKey key;
    private final NoteVerifier verifier;

    public OneKeyTrust(VerifierKey key) {
        this.key = key;
        this.verifier = new NoteVerifier(List.of(key));
    }

    @Override
    public String origin() {
        return key.name();
    }

    @Override
    public Checkpoint open(byte[] note) throws RefusedException {
        return Checkpoint.parse(verifier.open(note).text())
                .filter(checkpoint -> checkpoint.origin().equals(key.name()))
                .orElseThrow(() -> new RefusedException(
                        ProblemType.BAD_REQUEST, "The note is not a checkpoint of the log " + key.name() + "."));
    }
}
