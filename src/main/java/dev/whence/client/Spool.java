package dev.whence.client;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.whence.receipt.Violation;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

/**
 * Messages that the server has not got yet, in a folder: each is forced to the disk before {@link #add} returns, and the
 * order is kept. One process uses a spool at a time. Safe for use by several threads.
 *
 * <p>{@code <number>.acts} hold the messages, one a line; {@code position} says how far they were delivered, and need not be
 * forced: what is sent again has the same key. {@code refused.jsonl} holds what the server did not want, with its reason.
 */
final class Spool implements AutoCloseable {
    private static final long SEGMENT_BYTES = 1 << 20;

    private final SpoolFolder folder;
    private final long mostBytes;
    private final FileChannel lock;
    private final Deque<Kept> waiting = new ArrayDeque<>();
    private long bytes;
    private long next;
    private boolean closed;

    /**
     * A message and its number in the spool.
     *
     * @param outcome what became of it, as soon as that is known
     */
    record Kept(long number, Message message, CompletableFuture<Attempt> outcome) {
        static Kept of(long number, Message message) {
            return new Kept(number, message, new CompletableFuture<>());
        }
    }

    private Spool(SpoolFolder folder, long mostBytes, FileChannel lock) throws IOException {
        this.folder = folder;
        this.mostBytes = mostBytes;
        this.lock = lock;
        List<Kept> left = folder.read();
        left.forEach(this::enqueue);
        this.next = Math.max(
                        folder.position(),
                        left.isEmpty() ? 0 : left.get(left.size() - 1).number())
                + 1;
    }

    /**
     * Opens a spool, and makes it where it is not there.
     *
     * @throws SpoolException where another process has it, or it cannot be read
     */
    static Spool open(Path path, long mostBytes) {
        try {
            createFolder(path);
            FileChannel lock = lock(path);
            try {
                return new Spool(new SpoolFolder(path), mostBytes, lock);
            } catch (IOException | RuntimeException failed) {
                lock.close();
                throw failed;
            }
        } catch (IOException failed) {
            throw new SpoolException("The spool " + path + " cannot be opened: " + failed.getMessage(), failed);
        }
    }

    /** What waits is not for the eyes of others on the machine. */
    private static void createFolder(Path path) throws IOException {
        boolean hasModes = path.getFileSystem().supportedFileAttributeViews().contains("posix");
        if (hasModes && !Files.isDirectory(path)) {
            Files.createDirectories(
                    path, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        } else {
            Files.createDirectories(path);
        }
    }

    private static FileChannel lock(Path path) throws IOException {
        FileChannel channel =
                FileChannel.open(path.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            FileLock held = channel.tryLock();
            if (held != null) {
                return channel;
            }
        } catch (OverlappingFileLockException here) {
            // The same process has it open; told as if it were another.
        }
        channel.close();
        throw new SpoolException(
                "The spool " + path + " is in use by another client; give each client a spool of its own.");
    }

    private void enqueue(Kept kept) {
        waiting.addLast(kept);
        bytes += kept.message().body().length();
    }

    /**
     * Keeps messages, all or none; they are on the disk when this returns.
     *
     * @return how they are kept, in their order
     * @throws SpoolException where there is no room for them, or the disk fails
     */
    synchronized List<Kept> add(List<Message> messages) {
        if (closed) {
            throw new SpoolException("The client is closed; nothing more can be told.");
        }
        long more =
                messages.stream().mapToLong(message -> message.body().length()).sum();
        if (bytes + more > mostBytes) {
            throw new SpoolException("The spool " + folder.path() + " is full: " + waiting.size()
                    + " messages wait for the server, and more than " + mostBytes
                    + " bytes are not kept. Nothing was told; see that the server can be reached.");
        }
        long first = next;
        List<Kept> kept = IntStream.range(0, messages.size())
                .mapToObj(i -> Kept.of(first + i, messages.get(i)))
                .toList();
        try {
            folder.append(kept);
        } catch (IOException failed) {
            throw new SpoolException(
                    "The spool " + folder.path() + " cannot be written, so nothing was told: " + failed.getMessage(),
                    failed);
        }
        next += messages.size();
        kept.forEach(this::enqueue);
        notifyAll();
        return kept;
    }

    /** The oldest message, as soon as there is one; nothing when the spool was closed. */
    synchronized Optional<Kept> await() throws InterruptedException {
        while (waiting.isEmpty() && !closed) {
            wait();
        }
        return closed ? Optional.empty() : Optional.of(waiting.getFirst());
    }

    /** The server has the oldest message. */
    synchronized void delivered() throws IOException {
        Kept done = waiting.removeFirst();
        bytes -= done.message().body().length();
        folder.delivered(done.number(), waiting.isEmpty(), SEGMENT_BYTES);
        notifyAll();
    }

    /** The server does not want the oldest message: it is set aside. */
    synchronized void refused(Refusal refusal, Instant time) throws IOException {
        folder.setAside(render(waiting.getFirst().message(), refusal, time));
        delivered();
    }

    private static ObjectNode render(Message message, Refusal refusal, Instant time) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("time", time.toString()).put("path", message.path()).put("key", message.key());
        json.put("body", message.body());
        ObjectNode problem = json.putObject("problem");
        problem.put("status", refusal.status()).put("type", refusal.type()).put("detail", refusal.detail());
        var errors = problem.putArray("errors");
        for (Violation violation : refusal.violations()) {
            errors.addObject()
                    .put("pointer", violation.pointer())
                    .put("rule", violation.rule())
                    .put("message", violation.message());
        }
        return json;
    }

    /** How many messages the server has not got. */
    synchronized int size() {
        return waiting.size();
    }

    /** Waits until the server has everything, but not until more than this has passed. */
    synchronized boolean awaitEmpty(long millis) throws InterruptedException {
        long end = System.nanoTime() + millis * 1_000_000;
        while (!waiting.isEmpty()) {
            long left = (end - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                return false;
            }
            wait(left);
        }
        return true;
    }

    /** Takes nothing more, and lets nobody wait for more. */
    synchronized void stop() {
        closed = true;
        notifyAll();
    }

    @Override
    public synchronized void close() {
        stop();
        try {
            folder.close();
            lock.close();
        } catch (IOException failed) {
            throw new SpoolException("The spool " + folder.path() + " cannot be closed.", failed);
        }
    }
}
