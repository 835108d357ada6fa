package dev.whence.authenticate;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** {@code api-keys.json} on the disk. Readers need no lock; those who change it take turns, also across processes. */
final class ApiKeyFile {
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(10);
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    private final Path file;
    private final Path lock;
    private final ApiKeyJson json = new ApiKeyJson();

    ApiKeyFile(Path folder) {
        this.file = folder.resolve("api-keys.json");
        this.lock = folder.resolve("api-keys.lock");
    }

    /** Tells one state of the file from another: every change is a new file. */
    record Stamp(@Nullable Object key, long modified, long size) {}

    boolean exists() {
        return Files.exists(file);
    }

    /** Nothing where there is no file. */
    Optional<Stamp> stamp() throws IOException {
        try {
            BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
            return Optional.of(new Stamp(now.fileKey(), now.lastModifiedTime().to(TimeUnit.NANOSECONDS), now.size()));
        } catch (NoSuchFileException absent) {
            return Optional.empty();
        }
    }

    /**
     * The keys; none where there is no file.
     *
     * @throws IOException where it cannot be read or is no list of keys
     */
    List<ApiKey> read() throws IOException {
        try {
            return json.read(Files.readAllBytes(file));
        } catch (NoSuchFileException absent) {
            return List.of();
        } catch (IOException unreadable) {
            throw new IOException(file + " cannot be used: " + unreadable.getMessage(), unreadable);
        }
    }

    /** Changes the list, while nobody else does, and gives what came of it. On the disk when this returns. */
    List<ApiKey> change(UnaryOperator<List<ApiKey>> step) throws IOException {
        PrivateFile.make(lock);
        try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.WRITE);
                FileLock held = take(channel)) {
            List<ApiKey> changed = step.apply(read());
            PrivateFile.replace(file, json.write(changed));
            return changed;
        }
    }

    private FileLock take(FileChannel channel) throws IOException {
        long begun = System.nanoTime();
        while (System.nanoTime() - begun < PATIENCE_NANOS) {
            FileLock taken = tryTake(channel);
            if (taken != null) {
                return taken;
            }
            LockSupport.parkNanos(PAUSE_NANOS);
        }
        throw new IOException("another process is changing " + file);
    }

    private static @Nullable FileLock tryTake(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException heldByThisProcess) {
            return null;
        }
    }
}
