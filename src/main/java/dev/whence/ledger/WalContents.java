package dev.whence.ledger;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What the write-ahead log holds. A short last record is what a crash leaves behind: it was never acknowledged. Anything
 * else that does not fit is damage, and nothing behind it is read.
 *
 * @param records in order, their sequences without gaps
 * @param notice of a short last record
 */
record WalContents(List<WalEntry> records, Optional<Fault> notice, Optional<Fault> damage) {

    /** Whether there is nothing in it, as after a clean stop. */
    boolean isEmpty() {
        return records.isEmpty() && notice.isEmpty() && damage.isEmpty();
    }

    static WalContents read(LedgerPaths paths, Disk disk) throws IOException {
        Reader reader = new Reader(paths);
        List<String> segments =
                disk.list(paths.wal()).stream().filter(LedgerPaths::isSegment).toList();
        for (int i = 0; i < segments.size() && reader.damage.isEmpty(); i++) {
            Path file = paths.wal().resolve(segments.get(i));
            Optional<byte[]> bytes = disk.read(file);
            // The writer removes a segment when its entries are published; a reader beside it finds them there.
            if (bytes.isPresent()) {
                reader.read(file, LedgerPaths.firstSequence(segments.get(i)), bytes.get());
            }
        }
        return new WalContents(List.copyOf(reader.records), reader.notice, reader.damage);
    }

    /** Reads segment by segment. */
    private static final class Reader {
        private final LedgerPaths paths;
        private final List<WalEntry> records = new ArrayList<>();
        private Optional<Fault> notice = Optional.empty();
        private Optional<Fault> damage = Optional.empty();

        Reader(LedgerPaths paths) {
            this.paths = paths;
        }

        void read(Path file, long firstSequence, byte[] bytes) {
            if (notice.isPresent()) {
                damage = notice.map(
                        shortTail -> new Fault(shortTail.place(), "a record is short, though another segment follows"));
                return;
            }
            int at = 0;
            long expected = firstSequence;
            while (at < bytes.length && damage.isEmpty() && notice.isEmpty()) {
                at = readRecord(paths.place(file) + " byte " + at, bytes, at, expected);
                expected++;
            }
        }

        /** Reads one record and returns where the next begins. */
        private int readRecord(String place, byte[] segment, int at, long expected) {
            int rest = segment.length - at;
            if (rest < WalFormat.HEADER_BYTES) {
                return shortTail(place, rest, at);
            }
            int length = WalFormat.length(segment, at);
            if (!WalFormat.isHeader(segment, at) || length < 0 || length > Entry.MOST_BYTES) {
                return damaged(place, "the record's header is broken", at);
            }
            if (rest < WalFormat.HEADER_BYTES + length + WalFormat.TRAILER_BYTES) {
                return shortTail(place, rest, at);
            }
            if (!WalFormat.isEntry(segment, at, length)) {
                return damaged(place, "the record's checksum is wrong", at);
            }
            int start = at + WalFormat.HEADER_BYTES;
            byte[] entry = Arrays.copyOfRange(segment, start, start + length);
            add(place, WalFormat.sequence(segment, at), expected, entry);
            return start + length + WalFormat.TRAILER_BYTES;
        }

        private void add(String place, long sequence, long expected, byte[] bytes) {
            boolean follows =
                    records.isEmpty() || records.get(records.size() - 1).sequence() + 1 == sequence;
            if (sequence != expected || !follows) {
                damaged(place, "entry " + sequence + " stands where another should", 0);
                return;
            }
            try {
                Entry entry = Entry.parse(bytes);
                if (entry.sequence() != sequence) {
                    throw new MalformedEntryException("the event's seq is not the record's");
                }
                records.add(new WalEntry(place, sequence, entry));
            } catch (MalformedEntryException e) {
                damaged(place, String.valueOf(e.getMessage()), 0);
            }
        }

        private int shortTail(String place, int bytes, int at) {
            notice = Optional.of(new Fault(
                    place,
                    "the last record is short (" + bytes + " bytes): a crash cut it off before it was acknowledged"));
            return at;
        }

        private int damaged(String place, String message, int at) {
            damage = Optional.of(new Fault(place, message));
            return at;
        }
    }
}
