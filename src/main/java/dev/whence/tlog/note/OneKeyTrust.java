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
    public VerifierKey key() {
        return key;
    }

    @Override
    public Checkpoint open(byte[] note) throws RefusedException {
        return checkpoint(verifier.open(note));
    }

    @Override
    public Checkpoint openWhole(byte[] note) throws RefusedException {
        SignedNote signed = verifier.open(note);
        // One line, and it is the key's. A note that was read has one spelling, so the file holds nothing else.
        if (signed.lines().size() != 1) {
            throw refused("The note holds more than the checkpoint and the log's signature.");
        }
        return checkpoint(signed);
    }

    private Checkpoint checkpoint(SignedNote note) throws RefusedException {
        return Checkpoint.parse(note.text())
                .filter(checkpoint -> checkpoint.origin().equals(key.name()))
                .orElseThrow(() -> refused("The note is not a checkpoint of the log " + key.name() + "."));
    }

    private static RefusedException refused(String detail) {
        return new RefusedException(ProblemType.BAD_REQUEST, detail);
    }
}
