package dev.whence.witness;

import dev.whence.tlog.note.SignedNote;

/** What a witness answers to a checkpoint (C2SP tlog-witness, add-checkpoint). */
public sealed interface Verdict {
    /** The log has grown from what was signed before: status 200. */
    record Cosigned(SignedNote.Line line) implements Verdict {}

    /** The proof begins somewhere else than at the largest checkpoint that was signed: status 409, with its size. */
    record Elsewhere(long size) implements Verdict {}

    /** Not signed. */
    record Refused(Reason reason, String detail) implements Verdict {}

    /** Why a checkpoint is not signed. */
    enum Reason {
        /** The body is not what the protocol asks for, or the old size is greater than the checkpoint's. */
        MALFORMED(400),
        /** The log is known, and no key of it has signed, or a signature by one is wrong. */
        NOT_SIGNED(403),
        UNKNOWN_LOG(404),
        /** The checkpoint is signed, and is not shown to be the log's growth. */
        NOT_GROWN(422);

        private final int status;

        Reason(int status) {
            this.status = status;
        }

        public int status() {
            return status;
        }
    }
}
