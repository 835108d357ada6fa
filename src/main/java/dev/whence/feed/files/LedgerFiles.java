package dev.whence.feed.files;

import dev.whence.ledger.Log;
import dev.whence.ledger.PublishedLog;
import dev.whence.tlog.merkle.Tiles;
import dev.whence.tlog.note.SignedCheckpoint;
import dev.whence.tlog.tile.TilePath;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The log as it is published (C2SP tlog-tiles): tiles, bundles and, last, the newest checkpoint, which covers them all. */
public final class LedgerFiles {
    private static final String FOLDER = "ledger/";

    private final PublishedLog log;

    public LedgerFiles(Log log) {
        this.log = new PublishedLog(log);
    }

    public void write(StaticFolder folder) throws IOException {
        SignedCheckpoint newest = log.newest();
        for (int level = 0; Tiles.hashesAt(level, newest.size()) > 0; level++) {
            tiles(folder, level, Tiles.hashesAt(level, newest.size()), false);
        }
        tiles(folder, 0, newest.size(), true);
        keepPartial(folder, newest.size());
        if (log.key().isPresent()) {
            folder.put(FOLDER + "log.vkey", log.key().get());
        }
        folder.put(FOLDER + "checkpoint", newest.note().getBytes(StandardCharsets.UTF_8));
    }

    /** Whoever reads by an older checkpoint still needs a partial tile, until there is the full one (C2SP tlog-tiles). */
    private static void keepPartial(StaticFolder folder, long size) {
        for (String name : folder.names()) {
            Optional<TilePath> tile = name.startsWith(FOLDER)
                    ? TilePath.parse(name.substring(FOLDER.length())).filter(TilePath::isPartial)
                    : Optional.empty();
            boolean isNeeded = tile.isPresent()
                    && (tile.get().index() + 1) * Tiles.WIDTH
                            > Tiles.hashesAt(Math.max(tile.get().level(), 0), size);
            if (isNeeded) {
                folder.keep(name);
            }
        }
    }

    /** Full ones, and the last one in the width that it has: a partial tile of an older checkpoint is not needed. */
    private void tiles(StaticFolder folder, int level, long hashes, boolean bundles) throws IOException {
        for (long index = 0; index * Tiles.WIDTH < hashes; index++) {
            int width = (int) Math.min(Tiles.WIDTH, hashes - index * Tiles.WIDTH);
            TilePath path = bundles ? TilePath.bundle(index, width) : new TilePath(level, index, width);
            byte[] tile = log.tile(path)
                    .orElseThrow(
                            () -> new IOException("the log has no " + path.text() + ", which its checkpoint covers"));
            folder.put(FOLDER + path.text(), tile);
        }
    }
}
