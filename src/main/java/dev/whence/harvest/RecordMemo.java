package dev.whence.harvest;

import dev.whence.receipt.RecordName;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What is kept of a record.
 *
 * @param digest of what it said when it was last seen
 * @param url where it stood then
 * @param name of the record here; absent where it was never taken
 * @param at when it became so, where the source says that
 * @param isThere whether the source had it when it was last looked at
 * @param refusal why what it says now was not taken, in lines; empty where it was
 */
record RecordMemo(
        String digest,
        String url,
        Optional<RecordName> name,
        Optional<Instant> at,
        boolean isThere,
        List<String> refusal) {
    RecordMemo {
        refusal = List.copyOf(refusal);
    }

    /** The source has it no more. */
    RecordMemo gone(Optional<Instant> when) {
        return new RecordMemo(digest, url, name, when.or(() -> at), false, List.of());
    }
}
