package dev.whence.serve.oap;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.whence.access.Sight;
import dev.whence.canonical.JsonLimits;
import dev.whence.canonical.StrictJson;
import dev.whence.ledger.Entry;
import dev.whence.ledger.Log;
import dev.whence.receipt.ProblemType;
import dev.whence.receipt.RefusedException;
import java.util.Optional;

/** Reads records back from the ledger as the objects that they were. Thread safe. */
final class Library {
    /** A record was judged when it came in. */
    private static final JsonLimits NO_LIMITS = new JsonLimits(Integer.MAX_VALUE - 16, 500);

    private final Log log;

    Library(Log log) {
        this.log = log;
    }

    /** A record with its entry. */
    record Stored(Entry entry, ObjectNode json) {}

    /** Nothing where the record was erased, or is not for these eyes. */
    Optional<Stored> stored(long sequence, Sight sight) {
        return sight.sees(sequence) ? read(sequence) : Optional.empty();
    }

    private Optional<Stored> read(long sequence) {
        Entry entry = log.entry(sequence);
        return log.payload(entry).map(payload -> new Stored(entry, parse(payload)));
    }

    /**
     * A record that the caller handed in a moment ago, or whose request has come again: it knows it, whether or not it may
     * read it later.
     *
     * @throws RefusedException where it was erased since
     */
    Stored required(long sequence) throws RefusedException {
        return read(sequence)
                .orElseThrow(() -> new RefusedException(
                        ProblemType.ERASED, "What this request wrote was erased; its entry is still in the ledger."));
    }

    static ObjectNode parse(byte[] payload) {
        try {
            return (ObjectNode) StrictJson.parse(payload, NO_LIMITS);
        } catch (RefusedException impossible) {
            throw new IllegalStateException("a record in the ledger is not JSON any more", impossible);
        }
    }
}
