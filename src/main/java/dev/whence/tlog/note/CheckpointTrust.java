package dev.whence.tlog.note;

import dev.whence.receipt.RefusedException;

/** Decides whether a note is a checkpoint of one log that can be trusted. Implementations are thread safe. */
public interface CheckpointTrust {
    /** The log's name in every checkpoint. */
    String origin();

    /** The log's own key that signs its newest checkpoints; the log publishes it as {@code ledger/log.vkey}. */
    VerifierKey key();

    /**
     * Reads a note's file and checks it. What it does not know under the note says nothing.
     *
     * @throws RefusedException where it is not a checkpoint of this log, or its signatures are not those that are asked for
     */
    Checkpoint open(byte[] note) throws RefusedException;

    /**
     * Reads a file that the log keeps and checks all of it, so that no byte can be changed or added unseen: the log must
     * have signed it, and every signature line must be a right one by a key that this trust knows. Asks for no witness,
     * because a log publishes before its witnesses have answered; only {@link #open} asks for those.
     *
     * @throws RefusedException where the log has not signed it, and where a line is left that nobody accounts for
     */
    Checkpoint openWhole(byte[] note) throws RefusedException;
}
