package dev.whence.ledger;

import dev.whence.tlog.note.Checkpoint;
import dev.whence.tlog.note.LogSigner;
import dev.whence.tlog.note.SignedCheckpoint;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Signs a checkpoint, keeps it under its size, and then makes it the newest. */
final class CheckpointWriter {
    private final LedgerPaths paths;
    private final DurableFiles files;
    private final LogSigner signer;

    CheckpointWriter(LedgerPaths paths, DurableFiles files, LogSigner signer) {
        this.paths = paths;
        this.files = files;
        this.signer = signer;
    }

    /** The name that the log has in its checkpoints. */
    String origin() {
        return signer.verifier().name();
    }

    SignedCheckpoint write(Checkpoint checkpoint) throws IOException {
        SignedCheckpoint signed = signer.sign(checkpoint);
        byte[] note = signed.note().getBytes(StandardCharsets.UTF_8);
        files.replace(paths.unfinished(), paths.checkpoint(checkpoint.size()), note);
        files.replace(paths.unfinished(), paths.checkpoint(), note);
        return signed;
    }
}
