package dev.whence.tlog.note;

import dev.whence.receipt.RefusedException;

/** Decides whether a note is a checkpoint of one log that can be trusted. Implementations are thread safe. */
public interface CheckpointTrust {
    /** The log's name in every checkpoint. */
    String origin();

    /**
     * Reads a note's file and checks it.
     *
     * @throws RefusedException where it is not a checkpoint of this log, or its signatures are not those that are asked for
     */
    Checkpoint open(byte[] note) throws RefusedException;
}
