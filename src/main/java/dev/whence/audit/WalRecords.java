package dev.whence.audit;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.zip.CRC32C;

/**
 * What the write-ahead log holds. A short last record is what a crash leaves behind: it was never acknowledged. Anything
 * else that does not fit is damage, and nothing behind it is read.
 *
 * <p>A record, big-endian: length of the entry (4 bytes), sequence (8), CRC-32C of those twelve (4), the entry, CRC-32C
 * of the entry (4).
 */
final class WalRecords {
    private static final int SUMMED_BYTES = 12;
    private static final int HEADER_BYTES = 16;
    private static final int SUM_BYTES = 4;

    private final List<WalRecord> records = new ArrayList<>();
    private Optional<Fault> notice = Optional.empty();
    private Optional<Fault> damage = Optional.empty();

    private WalRecords() {}

    /**
     * One record.
     *
     * @param place of its first byte
     */
    record WalRecord(String place, long sequence, byte[] bytes, Entry entry) {}

    static WalRecords read(LogFiles files) throws IOException {
        WalRecords wal = new WalRecords();
        for (String name : files.below(Names.WAL)) {
            OptionalLong first = Names.firstSequence(name);
            // The writer removes a segment when its entries are published; a reader beside it finds them there.
            Optional<byte[]> segment = first.isPresent() ? files.read(name) : Optional.empty();
            if (segment.isPresent() && wal.damage.isEmpty()) {
                wal.readSegment(name, first.getAsLong(), ByteBuffer.wrap(segment.get()));
            }
        }
        return wal;
    }

    /** In order, their sequences without gaps. */
    List<WalRecord> records() {
        return records;
    }

    /** Of a short last record. */
    Optional<Fault> notice() {
        return notice;
    }

    Optional<Fault> damage() {
        return damage;
    }

    /** Whether there is nothing in it, as after a clean stop. */
    boolean isEmpty() {
        return records.isEmpty() && notice.isEmpty() && damage.isEmpty();
    }

    private void readSegment(String name, long firstSequence, ByteBuffer segment) {
        if (notice.isPresent()) {
            damage = notice.map(tail -> new Fault(tail.place(), "a record is short, though another segment follows"));
            return;
        }
        long expected = firstSequence;
        while (segment.hasRemaining() && damage.isEmpty() && notice.isEmpty()) {
            readRecord(name + " byte " + segment.position(), segment, expected++);
        }
    }

    private void readRecord(String place, ByteBuffer segment, long expected) {
        int start = segment.position();
        int rest = segment.remaining();
        if (rest < HEADER_BYTES) {
            shortTail(place, rest);
            return;
        }
        int length = segment.getInt();
        long sequence = segment.getLong();
        if (segment.getInt() != crc(segment, start, SUMMED_BYTES) || length < 0 || length > Entry.MOST_BYTES) {
            damaged(place, "the record's header is broken");
        } else if (rest < HEADER_BYTES + length + SUM_BYTES) {
            shortTail(place, rest);
        } else {
            readEntry(new Header(place, sequence, expected), segment, length);
        }
    }

    /** What is known of a record before its entry is read. */
    private record Header(String place, long sequence, long expected) {}

    private void readEntry(Header header, ByteBuffer segment, int length) {
        int start = segment.position();
        byte[] bytes = Arrays.copyOfRange(segment.array(), start, start + length);
        segment.position(start + length);
        boolean follows = records.isEmpty() || records.get(records.size() - 1).sequence() + 1 == header.sequence();
        if (segment.getInt() != crc(segment, start, length)) {
            damaged(header.place(), "the record's checksum is wrong");
        } else if (header.sequence() != header.expected() || !follows) {
            damaged(header.place(), "entry " + header.sequence() + " stands where another should");
        } else {
            add(header, bytes);
        }
    }

    private void add(Header header, byte[] bytes) {
        try {
            Entry entry = Entry.parse(bytes);
            if (entry.event().sequence() != header.sequence()) {
                throw new MalformedException("the event's seq is not the record's");
            }
            records.add(new WalRecord(header.place(), header.sequence(), bytes, entry));
        } catch (MalformedException e) {
            damaged(header.place(), e.reason());
        }
    }

    private void shortTail(String place, int bytes) {
        notice = Optional.of(new Fault(
                place,
                "the last record is short (" + bytes + " bytes): a crash cut it off before it was acknowledged"));
    }

    private void damaged(String place, String message) {
        damage = Optional.of(new Fault(place, message));
    }

    private static int crc(ByteBuffer segment, int from, int length) {
        CRC32C crc = new CRC32C();
        crc.update(segment.array(), from, length);
        return (int) crc.getValue();
    }
}
