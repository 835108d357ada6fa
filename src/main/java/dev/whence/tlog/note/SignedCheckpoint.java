package dev.whence.tlog.note;

/**
 * A checkpoint with the signed note that carries it.
 *
 * @param note the whole file, signatures included
 */
public record SignedCheckpoint(Checkpoint checkpoint, String note) {
    public long size() {
        return checkpoint.size();
    }
}
