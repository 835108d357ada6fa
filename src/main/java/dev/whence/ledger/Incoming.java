package dev.whence.ledger;

import dev.whence.ledger.Disk.Access;
import dev.whence.tlog.merkle.Tiles;
import java.io.IOException;
import java.util.Optional;

/**
 * Bundles of another log that have come and are not proved yet. Full ones wait on the disk, so that neither a long way nor
 * a kill costs memory or the way; nothing here is forced, and nothing here is believed: what is read again is hashed again.
 * Not thread safe.
 */
final class Incoming {
    private final LedgerPaths paths;
    private final Disk disk;
    /** The last one, where it is not full: its file would have to be replaced with every step. */
    private byte[] partial = new byte[0];

    Incoming(LedgerPaths paths, Disk disk) {
        this.paths = paths;
        this.disk = disk;
    }

    /** Keeps a bundle of a width. */
    void put(long index, int width, byte[] file) throws IOException {
        if (width < Tiles.WIDTH) {
            partial = file;
            return;
        }
        disk.createFolder(paths.incoming());
        try (Disk.Output output = disk.create(paths.incoming(index), Access.EVERYONE)) {
            output.write(file);
        }
    }

    /** A bundle as it was kept; one that an earlier process kept may be cut short. */
    Optional<byte[]> get(long index, int width) throws IOException {
        return width < Tiles.WIDTH ? Optional.of(partial) : disk.read(paths.incoming(index));
    }

    /** Forgets all of them. */
    void clear() throws IOException {
        partial = new byte[0];
        for (String name : disk.list(paths.incoming())) {
            disk.delete(paths.incoming().resolve(name));
        }
        disk.delete(paths.incoming());
    }
}
