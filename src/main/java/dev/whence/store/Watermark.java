package dev.whence.store;

/**
 * How far the graph has come: it says what the first {@code size} ledger entries say, apart from those that were
 * {@linkplain GraphStore#skipped() skipped}.
 *
 * @param size number of ledger entries that are in the graph; also the sequence of the next one
 * @param eventHash {@code event_hash} of the last of them, or 64 zeros when there is none, as the ledger's chain has it
 */
public record Watermark(long size, String eventHash) {
    private static final String ZEROS = "0".repeat(64);

    /** The watermark of an empty graph. */
    public static final Watermark EMPTY = new Watermark(0, ZEROS);

    public Watermark {
        if (size < 0) {
            throw new IllegalArgumentException("a watermark counts entries: " + size);
        }
    }
}
