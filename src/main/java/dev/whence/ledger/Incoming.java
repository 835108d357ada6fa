package dev.whence.ledger;

import dev.whence.ledger.Disk.Access;
import dev.whence.tlog.merkle.Tiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

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

    /**
     * Writes down which payloads are about to get their names, with the size that their step goes to: if the step is cut
     * off, they belong to no entry.
     */
    void note(DurableFiles files, long size, List<PayloadRef> payloads) throws IOException {
        String text =
                size + "\n" + payloads.stream().map(ref -> ref.sha256() + "\n").collect(Collectors.joining());
        files.replace(paths.unfinished(), paths.incomingPayloads(), text.getBytes(StandardCharsets.UTF_8));
    }

    /** Puts away what is of no use for a log of a size: what it has already, and payloads of a step that was cut off. */
    void settle(long size) throws IOException {
        undo(size);
        for (String name : disk.list(paths.incoming())) {
            if ((Long.parseLong(name) + 1) * Tiles.WIDTH <= size) {
                disk.delete(paths.incoming().resolve(name));
            }
        }
    }

    private void undo(long size) throws IOException {
        String text = new String(disk.read(paths.incomingPayloads()).orElse(new byte[0]), StandardCharsets.UTF_8);
        List<String> lines = text.lines().toList();
        if (!lines.isEmpty() && Long.parseLong(lines.get(0)) > size) {
            for (String sha256 : lines.subList(1, lines.size())) {
                disk.delete(paths.blob(sha256));
            }
        }
        disk.delete(paths.incomingPayloads());
    }

    /** Forgets all of them; the folder stays, because whoever writes into it has seen it there. */
    void clear() throws IOException {
        partial = new byte[0];
        for (String name : disk.list(paths.incoming())) {
            disk.delete(paths.incoming().resolve(name));
        }
    }
}
