package dev.whence.ledger;

import dev.whence.canonical.Sha256;
import dev.whence.ledger.Disk.Access;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Payloads beside the log, named by their SHA-256. A payload is staged and forced before its entry, and gets its name
 * when the entry is on the disk: so a staged one without an entry is what a crash left, and every named one has an entry.
 */
final class BlobStore {
    private static final String STAGED = ".staged";

    private final LedgerPaths paths;
    private final Disk disk;
    private final DurableFiles files;

    BlobStore(LedgerPaths paths, Disk disk, DurableFiles files) {
        this.paths = paths;
        this.disk = disk;
        this.files = files;
    }

    /**
     * Forces payloads under their staged names. One that is there already is written again: that it can be read does not
     * say that it is on the disk.
     */
    void stage(Collection<Payload> payloads) throws IOException {
        if (payloads.isEmpty()) {
            return;
        }
        files.createFolders(paths.blobs());
        try (Disk.Folder names = disk.open(paths.blobs())) {
            for (Payload payload : payloads) {
                byte[] bytes = payload.shared();
                files.writeUnfinished(paths.stagedBlob(Sha256.hex(bytes)), bytes, Access.OWNER);
            }
            names.force();
        }
    }

    /** Gives a staged payload its name; its entry is on the disk. The name is forced by {@link #force}. */
    void place(PayloadRef ref) throws IOException {
        Path staged = paths.stagedBlob(ref.sha256());
        if (disk.exists(staged)) {
            disk.move(staged, paths.blob(ref.sha256()));
        }
    }

    /** Forces the names given by {@link #place}; until then, replay would give them again. */
    void force() throws IOException {
        if (disk.exists(paths.blobs())) {
            try (Disk.Folder names = disk.open(paths.blobs())) {
                names.force();
            }
        }
    }

    boolean exists(PayloadRef ref) {
        return disk.exists(paths.blob(ref.sha256())) || disk.exists(paths.stagedBlob(ref.sha256()));
    }

    /** Removes payloads; they are gone from the disk when this returns. */
    void remove(List<PayloadRef> refs) throws IOException {
        for (PayloadRef ref : refs) {
            disk.delete(paths.stagedBlob(ref.sha256()));
            disk.delete(paths.blob(ref.sha256()));
        }
        force();
    }

    /** Removes what was staged for entries that never came to be. */
    void dropStaged() throws IOException {
        for (String name : disk.list(paths.blobs())) {
            if (name.endsWith(STAGED)) {
                disk.delete(paths.blobs().resolve(name));
            }
        }
    }

    /**
     * A payload, or nothing where it was erased.
     *
     * @throws LedgerDamagedException where the file is not what was kept
     */
    Optional<byte[]> read(PayloadRef ref) throws IOException {
        Path file = paths.blob(ref.sha256());
        Optional<byte[]> bytes = disk.read(file);
        if (bytes.isPresent() && !isIntact(ref, bytes.get())) {
            throw new LedgerDamagedException(new Fault(paths.place(file), "its bytes are not those that were kept"));
        }
        return bytes;
    }

    static boolean isIntact(PayloadRef ref, byte[] bytes) {
        return bytes.length == ref.size() && Sha256.hex(bytes).equals(ref.sha256());
    }
}
