package dev.whence.witness;

import dev.whence.canonical.Sha256;
import dev.whence.tlog.note.Cosigner;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * The folder of a witness: its key, and for each log the largest checkpoint that it has signed. One process has it. What a
 * method has written is on the disk when it returns.
 *
 * <pre>
 * keys/witness.key                      PRIVATE+KEY+name+id+base64(04 ‖ seed), mode 0600
 * keys/witness.vkey                     name+id+base64(04 ‖ public key), one line
 * logs/&lt;hex of SHA-256(origin)&gt;/checkpoint   the note, with the log's signatures and the witness's
 * </pre>
 */
public final class WitnessFolder implements AutoCloseable {
    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");
    private static final String UNFINISHED = ".unfinished";

    private final Path folder;
    private final FileChannel channel;
    private final FileLock lock;

    private WitnessFolder(Path folder, FileChannel channel, FileLock lock) {
        this.folder = folder;
        this.channel = channel;
        this.lock = lock;
    }

    /**
     * Takes a folder; makes it where it is not there.
     *
     * @throws IOException where it cannot be used, or another process has it
     */
    public static WitnessFolder open(Path folder) throws IOException {
        Files.createDirectories(folder);
        FileChannel channel =
                FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            FileLock lock = channel.tryLock();
            if (lock != null) {
                return new WitnessFolder(folder, channel, lock);
            }
        } catch (OverlappingFileLockException heldByThisProcess) {
            channel.close();
            throw new IOException("another witness has the folder " + folder, heldByThisProcess);
        }
        channel.close();
        throw new IOException("another witness has the folder " + folder);
    }

    /**
     * The witness's key; made where there is none.
     *
     * @param name of a key that is made, chosen when its public bytes are known
     */
    public Cosigner key(Function<byte[], String> name) throws IOException {
        Path file = folder.resolve("keys").resolve("witness.key");
        if (!Files.exists(file)) {
            Cosigner made = Cosigner.generate(name, new SecureRandom());
            write(
                    folder.resolve("keys").resolve("witness.vkey"),
                    made.verifier().line() + "\n",
                    false);
            write(file, made.line() + "\n", true);
        }
        if (isPosix(file) && !OWNER_ONLY.containsAll(Files.getPosixFilePermissions(file))) {
            throw new IOException(
                    "the key file " + file + " can be read by others than its owner (chmod 600 mends that)");
        }
        return Cosigner.parse(Files.readString(file, StandardCharsets.UTF_8).stripTrailing())
                .orElseThrow(() ->
                        new IOException("the key file " + file + " is not a witness's private key, or is cut short"));
    }

    /** The largest note that was signed of a log. */
    Optional<byte[]> read(String origin) throws IOException {
        Path file = checkpoint(origin);
        return Files.exists(file) ? Optional.of(Files.readAllBytes(file)) : Optional.empty();
    }

    void write(String origin, String note) throws IOException {
        write(checkpoint(origin), note, false);
    }

    private Path checkpoint(String origin) {
        return folder.resolve("logs").resolve(hash(origin)).resolve("checkpoint");
    }

    /** The name that a log goes by in paths. */
    static String hash(String origin) {
        return Sha256.hex(origin.getBytes(StandardCharsets.UTF_8));
    }

    /** Written under another name, forced, renamed, and the folder forced: after a crash there is the old or the new. */
    private void write(Path file, String text, boolean isSecret) throws IOException {
        Path parent = parentOf(file);
        createFolders(parent);
        Path unfinished = parent.resolve(UNFINISHED);
        Files.deleteIfExists(unfinished);
        if (isSecret && isPosix(file)) {
            Files.createFile(unfinished, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
        }
        try (FileChannel out = FileChannel.open(unfinished, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            ByteBuffer bytes = StandardCharsets.UTF_8.encode(text);
            while (bytes.hasRemaining()) {
                out.write(bytes);
            }
            out.force(true);
        }
        try (FileChannel names = FileChannel.open(parent, StandardOpenOption.READ)) {
            Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            names.force(true);
        }
    }

    private static void createFolders(Path wanted) throws IOException {
        if (Files.isDirectory(wanted)) {
            return;
        }
        Path parent = parentOf(wanted);
        createFolders(parent);
        Files.createDirectories(wanted);
        try (FileChannel names = FileChannel.open(parent, StandardOpenOption.READ)) {
            names.force(true);
        }
    }

    private static Path parentOf(Path file) {
        Path parent = file.toAbsolutePath().getParent();
        if (parent == null) {
            throw new IllegalArgumentException(file + " lies in no folder");
        }
        return parent;
    }

    private static boolean isPosix(Path file) {
        return file.getFileSystem().supportedFileAttributeViews().contains("posix");
    }

    @Override
    public void close() throws IOException {
        lock.release();
        channel.close();
    }
}
