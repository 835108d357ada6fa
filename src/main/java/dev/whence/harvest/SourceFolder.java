package dev.whence.harvest;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.whence.harvest.read.SourceKind;
import java.io.IOException;
import java.io.Writer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * What is kept of a source, in a folder that its owner alone can read: {@code source.json}, {@code records.ndjson} and
 * {@code pages.ndjson}. While a harvest goes on the last two grow, the records of a document before the document, so that a
 * harvest that is killed has forgotten one document at most; at its end they are written anew. Of two lines of one name the
 * later one holds; a line that was cut short is none. One process has it at a time.
 */
public final class SourceFolder implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String SOURCE = "source.json";
    private static final String RECORDS = "records.ndjson";
    private static final String PAGES = "pages.ndjson";

    private final Path folder;
    private final FileChannel channel;
    private final FileLock lock;

    private SourceFolder(Path folder, FileChannel channel, FileLock lock) {
        this.folder = folder;
        this.channel = channel;
        this.lock = lock;
    }

    /**
     * Opens the folder; makes it where it is not there.
     *
     * @param all {@code DATA/harvest}
     * @throws IOException also where another process harvests this source
     */
    public static SourceFolder open(Path all, SourceName name) throws IOException {
        Path folder = all.resolve(name.text());
        makePrivate(folder);
        FileChannel channel =
                FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            FileLock lock = channel.tryLock();
            if (lock != null) {
                return new SourceFolder(folder, channel, lock);
            }
        } catch (OverlappingFileLockException here) {
            // Told below.
        }
        channel.close();
        throw new IOException("the source " + name.text() + " is being harvested by another process");
    }

    private static void makePrivate(Path folder) throws IOException {
        if (Files.getFileStore(existing(folder)).supportsFileAttributeView("posix")) {
            Files.createDirectories(
                    folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        } else {
            Files.createDirectories(folder);
        }
    }

    private static Path existing(Path path) {
        Path at = path.toAbsolutePath();
        Path above = at.getParent();
        while (!Files.exists(at) && above != null) {
            at = above;
            above = at.getParent();
        }
        return at;
    }

    /**
     * What the source was when it was harvested before.
     *
     * @param url where it begins
     */
    public record Source(String url, Optional<SourceKind> kind) {}

    /** Nothing where it never was harvested. */
    public Optional<Source> source() throws IOException {
        Path file = folder.resolve(SOURCE);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        JsonNode json = JSON.readTree(Files.readAllBytes(file));
        return Optional.of(new Source(
                json.path("url").asText(), SourceKind.named(json.path("kind").asText())));
    }

    void keep(Source source) throws IOException {
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("url", source.url());
        source.kind().ifPresent(kind -> json.put("kind", kind.label()));
        replace(SOURCE, out -> out.write(json + "\n"));
    }

    void readPages(Map<String, PageMemo> into) throws IOException {
        read(PAGES, line -> into.put(line.path("url").asText(), Memos.page(line)));
    }

    void readRecords(Map<String, RecordMemo> into) throws IOException {
        read(RECORDS, line -> into.put(line.path("id").asText(), Memos.record(line)));
    }

    private void read(String name, Consumer<JsonNode> each) throws IOException {
        Path file = folder.resolve(name);
        if (Files.exists(file)) {
            // A line that was cut short may end within a character.
            new String(Files.readAllBytes(file), StandardCharsets.UTF_8)
                    .lines()
                    .flatMap(SourceFolder::whole)
                    .forEach(each);
        }
    }

    private static Stream<JsonNode> whole(String line) {
        try {
            JsonNode read = JSON.readTree(line);
            return read == null || !read.isObject() ? Stream.empty() : Stream.of(read);
        } catch (JacksonException cutShort) {
            return Stream.empty();
        }
    }

    /** First the records, then the documents that say that those are known. */
    void append(Map<String, RecordMemo> records, Map<String, PageMemo> pages) throws IOException {
        append(RECORDS, records, Memos::json);
        append(PAGES, pages, Memos::json);
    }

    private <T> void append(String name, Map<String, T> memos, BiFunction<String, T, ObjectNode> json)
            throws IOException {
        if (memos.isEmpty()) {
            return;
        }
        // Begun on a line of its own, whatever was cut short before.
        StringBuilder lines = new StringBuilder("\n");
        memos.forEach((key, memo) -> lines.append(json.apply(key, memo)).append('\n'));
        Files.writeString(folder.resolve(name), lines, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    void replace(Map<String, RecordMemo> records, Map<String, PageMemo> pages) throws IOException {
        replace(RECORDS, out -> writeAll(out, records, Memos::json));
        replace(PAGES, out -> writeAll(out, pages, Memos::json));
    }

    private static <T> void writeAll(Writer out, Map<String, T> memos, BiFunction<String, T, ObjectNode> json)
            throws IOException {
        List<String> keys = memos.keySet().stream().sorted().toList();
        for (String key : keys) {
            out.write(json.apply(key, memos.get(key)) + "\n");
        }
    }

    private interface Content {
        void write(Writer out) throws IOException;
    }

    private void replace(String name, Content content) throws IOException {
        Path unfinished = folder.resolve(name + ".tmp");
        try (Writer out = Files.newBufferedWriter(unfinished, StandardCharsets.UTF_8)) {
            content.write(out);
        }
        try (FileChannel file = FileChannel.open(unfinished, StandardOpenOption.WRITE)) {
            file.force(true);
        }
        Files.move(
                unfinished, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    @Override
    public void close() throws IOException {
        lock.release();
        channel.close();
    }
}
