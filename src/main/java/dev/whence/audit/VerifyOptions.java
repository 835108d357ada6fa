package dev.whence.audit;

import dev.whence.tlog.note.Checkpoint;
import java.util.OptionalLong;

/**
 * How much is verified, and how.
 *
 * @param withPayloads whether payloads are read and hashed: receipt ids and blobs
 * @param since the size of a checkpoint that was verified before; only what came later is looked at
 * @param parallel whether on all cores, or on the calling thread alone
 */
public record VerifyOptions(boolean withPayloads, OptionalLong since, boolean parallel, Progress progress) {
    /** Everything, on all cores. */
    public static final VerifyOptions ALL = new VerifyOptions(true, OptionalLong.empty(), true, (done, all) -> {});

    /** Leaves payloads out: what lies in the log itself is checked. */
    public VerifyOptions withoutPayloads() {
        return new VerifyOptions(false, since, parallel, progress);
    }

    /** Trusts the {@link Checkpoint} of a size, which was verified before, and what it covers. */
    public VerifyOptions since(long size) {
        return new VerifyOptions(withPayloads, OptionalLong.of(size), parallel, progress);
    }

    public VerifyOptions onOneThread() {
        return new VerifyOptions(withPayloads, since, false, progress);
    }

    public VerifyOptions telling(Progress listener) {
        return new VerifyOptions(withPayloads, since, parallel, listener);
    }
}
