package dev.whence.store;

import java.util.function.Consumer;

/**
 * Where a store gets its quads again: the ledger, mapped. Implementations must be able to read every entry that was
 * ever projected, also those that no checkpoint covers yet, and may be called from any thread.
 */
public interface QuadSource {

    /** Where the ledger ends now. Everything below its size can be read. */
    Watermark end();

    /**
     * Hands over the entries {@code from} (inclusive) to {@code to} (exclusive) in the order of their sequences, none
     * left out; one without quads comes with an empty list.
     */
    void forEach(long from, long to, Consumer<EntryQuads> consumer);
}
