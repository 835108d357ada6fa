package dev.whence.lineage;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UTFDataFormatException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongPredicate;
import java.util.zip.CRC32C;

/**
 * Reads an edge log back into an empty index, as far as it is whole. What is damaged, or was made by another mapper, is
 * not an error: the caller replays the ledger from where the index then stands.
 *
 * <p>The caller must compare the event hash with the ledger's, and begin with a new index and no log where they differ.
 */
public final class EdgeLogReader {
    private EdgeLogReader() {}

    /**
     * How far the log went.
     *
     * @param size the ledger size that the index now shows
     * @param eventHash of the last entry read; absent when none was
     * @param validBytes where the next frame belongs; 0 when the log is of no use and must be begun anew
     * @param holdsErased whether it says what was erased, and must be {@linkplain #copy copied} without it
     */
    public record Restored(long size, Optional<String> eventHash, long validBytes, boolean holdsErased) {
        private static final Restored NOTHING = new Restored(0, Optional.empty(), 0, false);
    }

    private record Frame(List<Statement> batch, String eventHash, int bytes) {}

    /**
     * Reads as far as the log is whole.
     *
     * @param erased entries that are to say nothing, whatever the log has
     * @throws IOException when the stream itself fails
     */
    public static Restored restore(InputStream stream, String fingerprint, LineageIndex index, LongPredicate erased)
            throws IOException {
        DataInputStream in = new DataInputStream(new BufferedInputStream(stream, 1 << 16));
        Optional<Long> header = header(in, fingerprint);
        if (header.isEmpty()) {
            return Restored.NOTHING;
        }
        Restored restored = new Restored(0, Optional.empty(), header.get(), false);
        Optional<Frame> frame = frame(in, index.size());
        while (frame.isPresent()) {
            Frame whole = frame.get();
            without(whole.batch(), erased).forEach(index::add);
            restored = new Restored(
                    index.size(),
                    Optional.of(whole.eventHash()),
                    restored.validBytes() + whole.bytes(),
                    restored.holdsErased() || holdsErased(whole.batch(), erased));
            frame = frame(in, index.size());
        }
        return restored;
    }

    /**
     * Copies a log as far as it is whole, without what was erased.
     *
     * @throws IOException when a stream fails
     */
    public static void copy(InputStream stream, OutputStream to, String fingerprint, LongPredicate erased)
            throws IOException {
        DataInputStream in = new DataInputStream(new BufferedInputStream(stream, 1 << 16));
        EdgeLogWriter out = EdgeLogWriter.begin(to, fingerprint);
        Optional<Frame> frame = header(in, fingerprint).isEmpty() ? Optional.empty() : frame(in, 0);
        for (long size = 0; frame.isPresent(); frame = frame(in, size)) {
            Frame whole = frame.get();
            out.append(without(whole.batch(), erased), whole.eventHash());
            size += whole.batch().size();
        }
        out.flush();
    }

    private static List<Statement> without(List<Statement> batch, LongPredicate erased) {
        return batch.stream()
                .map(statement -> erased.test(statement.sequence()) ? statement.erased() : statement)
                .toList();
    }

    private static boolean holdsErased(List<Statement> batch, LongPredicate erased) {
        return batch.stream().anyMatch(statement -> erased.test(statement.sequence()) && !statement.saysNothing());
    }

    /** The header's length, where it is ours. */
    private static Optional<Long> header(DataInputStream in, String fingerprint) throws IOException {
        try {
            if (in.readInt() != EdgeLogFormat.MAGIC || !in.readUTF().equals(fingerprint)) {
                return Optional.empty();
            }
            return Optional.of(4L + 2 + utfLength(fingerprint));
        } catch (EOFException | UTFDataFormatException damaged) {
            return Optional.empty();
        }
    }

    private static int utfLength(String text) {
        return text.chars()
                .map(c -> c >= 1 && c <= 0x7F ? 1 : c <= 0x7FF ? 2 : 3)
                .sum();
    }

    /** The next frame, where it is whole and goes on at this size. */
    private static Optional<Frame> frame(DataInputStream in, long size) throws IOException {
        byte[] head = in.readNBytes(8);
        if (head.length < 8) {
            return Optional.empty();
        }
        ByteBuffer numbers = ByteBuffer.wrap(head);
        int length = numbers.getInt();
        int crc = numbers.getInt();
        if (length <= 0 || length > EdgeLogFormat.LONGEST_FRAME) {
            return Optional.empty();
        }
        byte[] body = in.readNBytes(length);
        return body.length == length && crc == crc(body) ? decode(body, size) : Optional.empty();
    }

    private static int crc(byte[] body) {
        CRC32C crc = new CRC32C();
        crc.update(body);
        return (int) crc.getValue();
    }

    private static Optional<Frame> decode(byte[] body, long size) throws IOException {
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(body));
        List<Statement> batch = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            Statement statement = EdgeLogFormat.read(in);
            if (statement.sequence() != size + batch.size()) {
                return Optional.empty();
            }
            batch.add(statement);
        }
        return Optional.of(new Frame(batch, in.readUTF(), 8 + body.length));
    }
}
