package dev.whence.follow;

import dev.whence.testkit.StaticLog;
import dev.whence.tlog.merkle.TileTree;
import dev.whence.tlog.merkle.Tiles;
import dev.whence.tlog.merkle.TreeHasher;
import dev.whence.tlog.note.Checkpoint;
import dev.whence.tlog.note.LogSigner;
import dev.whence.tlog.tile.EntryBundle;
import dev.whence.tlog.tile.TilePath;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The files of a log that a key's holder has made of any bytes. */
final class ForgedLog implements StaticLog.Files404 {
    private final Map<String, byte[]> files = new HashMap<>();

    ForgedLog(LogSigner signer, List<byte[]> entries) {
        TileTree tree = new TileTree(
                (level, index, tile) -> files.put(TilePath.full(level, index).text(), tile));
        entries.forEach(entry -> tree.append(TreeHasher.leaf(entry)));
        for (int level = 0; level < tree.levels(); level++) {
            int width = Tiles.partialWidth(level, tree.size());
            if (width > 0) {
                TilePath path = new TilePath(level, Tiles.fullTiles(level, tree.size()), width);
                files.put(path.text(), tree.partialTile(level));
            }
        }
        for (int from = 0; from < entries.size(); from += Tiles.WIDTH) {
            List<byte[]> bundle = entries.subList(from, Math.min(from + Tiles.WIDTH, entries.size()));
            files.put(TilePath.bundle(from / Tiles.WIDTH, bundle.size()).text(), EntryBundle.encode(bundle));
        }
        Checkpoint checkpoint = new Checkpoint(signer.verifier().name(), tree.size(), tree.root());
        files.put("checkpoint", signer.sign(checkpoint).note().getBytes(StandardCharsets.UTF_8));
        files.put("log.vkey", (signer.verifier().line() + "\n").getBytes(StandardCharsets.UTF_8));
    }

    /** Serves other bytes under a name. */
    ForgedLog with(String name, byte[] bytes) {
        files.put(name, bytes);
        return this;
    }

    @Override
    public Optional<byte[]> file(String path) {
        return Optional.ofNullable(files.get(path)).map(byte[]::clone);
    }
}
