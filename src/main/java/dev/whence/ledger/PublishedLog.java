package dev.whence.ledger;

import dev.whence.tlog.merkle.Tiles;
import dev.whence.tlog.note.SignedCheckpoint;
import dev.whence.tlog.tile.TilePath;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The log as the outside sees it: the files that the newest checkpoint covers, and nothing else of the folder. A tile that
 * is written but not signed yet is not there: whoever got it might keep it for ever. Thread safe.
 */
public final class PublishedLog {
    private final Log log;
    private final LedgerPaths paths;
    private final Disk disk = new OsDisk();

    public PublishedLog(Log log) {
        this.log = log;
        this.paths = log.paths();
    }

    /** The newest checkpoint. */
    public SignedCheckpoint newest() {
        return log.published();
    }

    /** The note of the checkpoint of a size; nothing where none was published. */
    public Optional<byte[]> checkpoint(long size) {
        SignedCheckpoint last = newest();
        if (size == last.size()) {
            return Optional.of(last.note().getBytes(StandardCharsets.UTF_8));
        }
        return size < 0 || size > last.size() ? Optional.empty() : read(paths.checkpoint(size));
    }

    /** The verifier key's line. */
    public Optional<byte[]> key() {
        return read(paths.publishedKey());
    }

    /** A tile or bundle; nothing where there is none of that width, or it is not published yet. */
    public Optional<byte[]> tile(TilePath tile) {
        return isCovered(tile, newest().size()) ? read(paths.tile(tile)) : Optional.empty();
    }

    private static boolean isCovered(TilePath tile, long size) {
        long hashes = Tiles.hashesAt(tile.isBundle() ? 0 : tile.level(), size);
        // An index near the end of its range would overflow where it is multiplied.
        return tile.index() <= hashes / Tiles.WIDTH && tile.index() * Tiles.WIDTH + tile.width() <= hashes;
    }

    private Optional<byte[]> read(Path file) {
        try {
            return disk.read(file);
        } catch (IOException e) {
            throw new LedgerException("The file " + file + " cannot be read: " + e.getMessage(), e);
        }
    }
}
