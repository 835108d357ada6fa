package dev.whence.ledger;

import dev.whence.receipt.LedgerFacts;
import dev.whence.tlog.merkle.Hash;
import dev.whence.tlog.merkle.TreeHasher;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One entry of the log: the event line, a newline, and the payload as it was received, unless the event refers to a blob.
 * Immutable and safe to share.
 */
public final class Entry {
    /** The longest entry: tlog-tiles counts it in 16 bits. */
    public static final int MOST_BYTES = 65_535;

    /** The longest payload that lies in the log itself. */
    public static final int MOST_INLINE_BYTES = 48 * 1024;

    /** What stands between the event line and the payload. */
    static final byte LINE_END = '\n';

    private final Event event;
    private final byte[] bytes;
    private final int lineLength;
    /** Computed when first asked for; two threads that both do it find the same. */
    private @Nullable Hash leafHash;

    private Entry(Event event, byte[] bytes, int lineLength) {
        this.event = event;
        this.bytes = bytes;
        this.lineLength = lineLength;
    }

    /** Puts an entry together; the line has been checked to be short enough, the payload to be an inline one. */
    static Entry of(Event event, byte[] line, byte[] inlinePayload) {
        byte[] bytes = Arrays.copyOf(line, line.length + 1 + inlinePayload.length);
        bytes[line.length] = LINE_END;
        System.arraycopy(inlinePayload, 0, bytes, line.length + 1, inlinePayload.length);
        return new Entry(event, bytes, line.length);
    }

    /** Reads an entry; the array is kept. */
    static Entry parse(byte[] bytes) throws MalformedEntryException {
        int lineLength = lineLength(bytes);
        Event event = EventLine.read(Arrays.copyOf(bytes, lineLength));
        if (event.payloadRef().isPresent() && bytes.length > lineLength + 1) {
            throw new MalformedEntryException("the entry refers to a blob and holds a payload too");
        }
        return new Entry(event, bytes, lineLength);
    }

    /** How long the event line is that an entry begins with. */
    private static int lineLength(byte[] source) throws MalformedEntryException {
        int most = Math.min(source.length, Event.MOST_BYTES + 1);
        for (int i = 0; i < most; i++) {
            if (source[i] == LINE_END) {
                return i;
            }
        }
        throw new MalformedEntryException("the entry has no event line");
    }

    public Event event() {
        return event;
    }

    public long sequence() {
        return event.sequence();
    }

    /** The bytes that are hashed. */
    public byte[] bytes() {
        return bytes.clone();
    }

    /** For this package, which does not change them. */
    byte[] shared() {
        return bytes;
    }

    byte[] line() {
        return Arrays.copyOf(bytes, lineLength);
    }

    /** The RFC 6962 leaf hash. */
    public Hash leafHash() {
        Hash known = leafHash;
        if (known == null) {
            known = TreeHasher.leaf(bytes);
            leafHash = known;
        }
        return known;
    }

    /** {@code sha256:} and the leaf hash. */
    public String eventHash() {
        return eventHash(leafHash());
    }

    static String eventHash(Hash leafHash) {
        return "sha256:" + leafHash.hex();
    }

    /** The payload, where it lies in the log itself; {@link Ledger#payload} finds the others. */
    public Optional<byte[]> inlinePayload() {
        return event.payloadRef().isPresent()
                ? Optional.empty()
                : Optional.of(Arrays.copyOfRange(bytes, lineLength + 1, bytes.length));
    }

    /** What the mapping says of this entry. */
    public LedgerFacts facts() {
        return new LedgerFacts(
                event.sequence(), eventHash(), event.time(), event.org(), event.label(), event.supersedes());
    }
}
