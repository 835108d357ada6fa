package dev.whence.audit;

import dev.whence.tlog.merkle.Hash;
import java.util.Optional;

/**
 * How much is verified, and how.
 *
 * @param withPayloads whether payloads are read and hashed: receipt ids and blobs
 * @param since what was verified before; only what came later is looked at
 * @param parallel whether on all cores, or on the calling thread alone and in small steps
 * @param progress is told after each step
 */
public record VerifyOptions(boolean withPayloads, Optional<Since> since, boolean parallel, Progress progress) {
    /** Everything, on all cores. */
    public static final VerifyOptions ALL = new VerifyOptions(true, Optional.empty(), true, (done, all) -> {});

    /**
     * A checkpoint that was verified before.
     *
     * @param size of the log then
     * @param root of it then, where somebody has kept it; otherwise what the log's own checkpoint of that size says
     */
    public record Since(long size, Optional<Hash> root) {}

    /** Leaves payloads out: what lies in the log itself is checked. */
    public VerifyOptions withoutPayloads() {
        return new VerifyOptions(false, since, parallel, progress);
    }

    /** Trusts the log's checkpoint of a size, which was verified before, and what it covers. */
    public VerifyOptions since(long size) {
        return since(new Since(size, Optional.empty()));
    }

    public VerifyOptions since(Since verified) {
        return new VerifyOptions(withPayloads, Optional.of(verified), parallel, progress);
    }

    public VerifyOptions onOneThread() {
        return new VerifyOptions(withPayloads, since, false, progress);
    }

    public VerifyOptions telling(Progress listener) {
        return new VerifyOptions(withPayloads, since, parallel, listener);
    }
}
