package dev.whence.ledger;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.whence.canonical.Jcs;
import dev.whence.canonical.JsonLimits;
import dev.whence.canonical.StrictJson;
import dev.whence.receipt.RefusedException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The right to write one data folder. An operating system's lock holds it, so that it ends with the process however that
 * ends; a file beside it says who has it, for those who are turned away and for commands that only want to read.
 */
public final class LedgerLock implements WriterLock {
    /**
     * Tells this process from all others, also from one that had its number before. A second lock in one process must
     * not even be tried: on POSIX systems, closing its file would end the first.
     */
    private static final String THIS_PROCESS = UUID.randomUUID().toString();

    private final LedgerPaths paths;
    private final FileChannel channel;
    private final FileLock lock;

    private LedgerLock(LedgerPaths paths, FileChannel channel, FileLock lock) {
        this.paths = paths;
        this.channel = channel;
        this.lock = lock;
    }

    /**
     * Who has the right, as they said it themselves.
     *
     * @param url where their server answers, once it does
     */
    public record Holder(long pid, Optional<String> url, String process) {
        /** Whether a process of that number runs here; one that crashed may have left its name behind. */
        public boolean mayBeAlive() {
            return ProcessHandle.of(pid).isPresent();
        }
    }

    /**
     * Takes the right.
     *
     * @throws LedgerInUseException where someone else has it
     */
    static LedgerLock take(LedgerPaths paths) throws IOException {
        Optional<Holder> holder = holder(paths.data());
        if (holder.isPresent() && holder.get().process().equals(THIS_PROCESS)) {
            throw new LedgerInUseException(holder);
        }
        FileChannel channel = FileChannel.open(paths.lock(), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = tryLock(channel);
        if (lock == null) {
            channel.close();
            throw new LedgerInUseException(holder);
        }
        LedgerLock taken = new LedgerLock(paths, channel, lock);
        taken.write(Optional.empty());
        return taken;
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException heldByThisProcess) {
            return null;
        }
    }

    @Override
    public void announce(String url) {
        try {
            write(Optional.of(url));
        } catch (IOException e) {
            throw new LedgerException("The file " + paths.writer() + " cannot be written: " + e.getMessage(), e);
        }
    }

    private void write(Optional<String> url) throws IOException {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("pid", ProcessHandle.current().pid());
        json.put("process", THIS_PROCESS);
        url.ifPresent(text -> json.put("url", text));
        Path unfinished = paths.data().resolve("writer.tmp");
        Files.write(unfinished, Jcs.canonicalize(json));
        Files.move(unfinished, paths.writer(), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** Who writes a data folder, without taking or touching the lock; may name a process that has crashed. */
    public static Optional<Holder> holder(Path data) {
        try {
            byte[] file = Files.readAllBytes(new LedgerPaths(data).writer());
            JsonNode json = StrictJson.parse(file, JsonLimits.DEFAULTS);
            Optional<String> url =
                    json.has("url") ? Optional.of(json.path("url").asText()) : Optional.empty();
            return Optional.of(new Holder(
                    json.path("pid").asLong(), url, json.path("process").asText()));
        } catch (IOException | RefusedException nobodySaidAnything) {
            return Optional.empty();
        }
    }

    /** Gives the right back. */
    @Override
    public void close() {
        try {
            Files.deleteIfExists(paths.writer());
            lock.release();
            channel.close();
        } catch (IOException e) {
            throw new LedgerException("The lock " + paths.lock() + " cannot be given back: " + e.getMessage(), e);
        }
    }
}
