package dev.whence.client;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * The files of a spool. A line of {@code <number>.acts} is the CRC-32 of its JSON in eight hexadecimal digits, a space, and
 * the JSON; one that a crash cut short was never promised to anybody and is dropped. For use by one thread at a time.
 */
final class SpoolFolder {
    private static final String SUFFIX = ".acts";
    private static final int CRC_DIGITS = 8;
    private static final int POSITION_DIGITS = 20;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path path;
    private @Nullable FileChannel segment;
    private long size;
    private long position;
    private boolean broken;

    SpoolFolder(Path path) throws IOException {
        this.path = path;
        this.position = readPosition();
    }

    Path path() {
        return path;
    }

    /** The number of the last message that was delivered, as far as is known. */
    long position() {
        return position;
    }

    private Path positionFile() {
        return path.resolve("position");
    }

    private long readPosition() throws IOException {
        if (!Files.exists(positionFile())) {
            return 0;
        }
        String text =
                Files.readString(positionFile(), StandardCharsets.ISO_8859_1).strip();
        // After a loss of power anything may be in it; then everything that is there is sent again.
        return text.matches("[0-9]{1," + (POSITION_DIGITS - 2) + "}") ? Long.parseLong(text) : 0;
    }

    /**
     * What was kept and not delivered, in order.
     *
     * @throws IOException also where a line is damaged: it was promised, so it is not left out in silence
     */
    List<Spool.Kept> read() throws IOException {
        List<Spool.Kept> all = new ArrayList<>();
        for (Path file : segments()) {
            for (String line : wholeLines(file)) {
                Spool.Kept kept = parse(line)
                        .orElseThrow(() -> new IOException(
                                file + " holds a damaged line; move the file elsewhere to go on without it"));
                if (kept.number() > position) {
                    all.add(kept);
                }
            }
        }
        return all;
    }

    /** A line at the end that a crash cut short is taken off, so that the next one does not stand behind it. */
    private static List<String> wholeLines(Path file) throws IOException {
        String text = Files.readString(file, StandardCharsets.UTF_8);
        String whole = text.substring(0, text.lastIndexOf('\n') + 1);
        if (whole.length() < text.length()) {
            try (FileChannel out = FileChannel.open(file, StandardOpenOption.WRITE)) {
                out.truncate(whole.getBytes(StandardCharsets.UTF_8).length);
                out.force(true);
            }
        }
        return whole.lines().toList();
    }

    private List<Path> segments() throws IOException {
        try (Stream<Path> files = Files.list(path)) {
            return files.filter(file -> file.getFileName().toString().endsWith(SUFFIX))
                    .sorted()
                    .toList();
        }
    }

    private static Optional<Spool.Kept> parse(String line) {
        if (line.length() <= CRC_DIGITS || !line.substring(0, CRC_DIGITS).equals(crc(line.substring(CRC_DIGITS + 1)))) {
            return Optional.empty();
        }
        try {
            JsonNode json = JSON.readTree(line.substring(CRC_DIGITS + 1));
            Message message = new Message(
                    json.path("key").asText(),
                    json.path("path").asText(),
                    json.path("body").asText());
            return Optional.of(Spool.Kept.of(json.path("n").asLong(), message));
        } catch (JacksonException notALine) {
            return Optional.empty();
        }
    }

    private static String crc(String json) {
        CRC32 crc = new CRC32();
        crc.update(json.getBytes(StandardCharsets.UTF_8));
        return String.format(Locale.ROOT, "%08x", crc.getValue());
    }

    /** Writes messages and forces them; after a failure none of them is there. */
    void append(List<Spool.Kept> messages) throws IOException {
        if (broken) {
            throw new IOException("an earlier force failed; mend the disk and start again");
        }
        ByteArrayOutputStream lines = new ByteArrayOutputStream();
        messages.forEach(kept -> lines.writeBytes(line(kept)));
        FileChannel out = segment(messages.get(0).number());
        if (out.size() != size) {
            // What an earlier attempt left.
            out.truncate(size);
        }
        writeAll(out, lines.toByteArray());
        force(out);
        size += lines.size();
    }

    private void force(FileChannel out) throws IOException {
        try {
            out.force(false);
        } catch (IOException failed) {
            // Nobody can say what is on the disk now.
            broken = true;
            throw failed;
        }
    }

    private static byte[] line(Spool.Kept kept) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("n", kept.number()).put("key", kept.message().key());
        json.put("path", kept.message().path()).put("body", kept.message().body());
        String text = json.toString();
        return (crc(text) + " " + text + "\n").getBytes(StandardCharsets.UTF_8);
    }

    private static void writeAll(FileChannel out, byte[] bytes) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        while (buffer.hasRemaining()) {
            out.write(buffer);
        }
    }

    /** A new file for each process: the end of an old one may be cut short. */
    private FileChannel segment(long first) throws IOException {
        FileChannel open = segment;
        if (open == null) {
            Path file = path.resolve(String.format(Locale.ROOT, "%020d", first) + SUFFIX);
            open = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            size = open.size();
            forceNames();
            segment = open;
        }
        return open;
    }

    private void forceNames() throws IOException {
        try (FileChannel names = FileChannel.open(path, StandardOpenOption.READ)) {
            names.force(true);
        }
    }

    /**
     * Notes that everything up to a message was delivered, and drops files that are not needed any more.
     *
     * @param all whether nothing is left
     * @param enough from which size on a file is dropped, and another begun
     */
    void delivered(long number, boolean all, long enough) throws IOException {
        position = number;
        Files.writeString(positionFile(), String.format(Locale.ROOT, "%018d", number), StandardCharsets.ISO_8859_1);
        if (all && (segment == null || size >= enough)) {
            closeSegment();
            for (Path file : segments()) {
                Files.delete(file);
            }
        }
    }

    /** Appends to what was refused, forced. */
    void setAside(ObjectNode line) throws IOException {
        try (FileChannel out =
                FileChannel.open(path.resolve("refused.jsonl"), StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            writeAll(out, (line + "\n").getBytes(StandardCharsets.UTF_8));
            out.force(true);
        }
    }

    private void closeSegment() throws IOException {
        FileChannel open = segment;
        if (open != null) {
            open.close();
            segment = null;
        }
    }

    void close() throws IOException {
        closeSegment();
        if (position > 0 && read().isEmpty()) {
            for (Path file : segments()) {
                Files.delete(file);
            }
        }
    }
}
