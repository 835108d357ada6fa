package dev.whence.ledger;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.zip.CRC32C;

/**
 * A record of the write-ahead log, big-endian: length of the entry (4 bytes), sequence (8), CRC-32C of those twelve (4),
 * the entry, CRC-32C of the entry (4). The header has a sum of its own, so that a length can be believed before what it
 * measures is there.
 */
final class WalFormat {
    static final int HEADER_BYTES = 16;
    static final int TRAILER_BYTES = 4;

    private static final int SUMMED_HEADER_BYTES = 12;

    private WalFormat() {}

    /** All records of a batch, one behind the other. */
    static byte[] encode(List<Entry> entries) {
        int size = entries.stream()
                .mapToInt(entry -> HEADER_BYTES + entry.shared().length + TRAILER_BYTES)
                .sum();
        ByteBuffer out = ByteBuffer.allocate(size);
        for (Entry entry : entries) {
            byte[] bytes = entry.shared();
            int start = out.position();
            out.putInt(bytes.length).putLong(entry.sequence());
            out.putInt(crc(out.array(), start, SUMMED_HEADER_BYTES));
            out.put(bytes).putInt(crc(bytes, 0, bytes.length));
        }
        return out.array();
    }

    /** The length that a header tells. */
    static int length(byte[] segment, int start) {
        return ByteBuffer.wrap(segment).getInt(start);
    }

    /** The sequence number that a header tells. */
    static long sequence(byte[] segment, int start) {
        return ByteBuffer.wrap(segment).getLong(start + Integer.BYTES);
    }

    /** Whether the header at a place is as it was written. */
    static boolean isHeader(byte[] segment, int start) {
        int sum = ByteBuffer.wrap(segment).getInt(start + SUMMED_HEADER_BYTES);
        return sum == crc(segment, start, SUMMED_HEADER_BYTES);
    }

    /** Whether the entry behind a good header is as it was written. */
    static boolean isEntry(byte[] segment, int start, int length) {
        int entry = start + HEADER_BYTES;
        return ByteBuffer.wrap(segment).getInt(entry + length) == crc(segment, entry, length);
    }

    private static int crc(byte[] bytes, int offset, int length) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, offset, length);
        return (int) crc.getValue();
    }
}
