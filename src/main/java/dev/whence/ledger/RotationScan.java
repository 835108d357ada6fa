package dev.whence.ledger;

import dev.whence.receipt.RefusedException;
import dev.whence.tlog.merkle.Tiles;
import dev.whence.tlog.note.KeyHistory;
import dev.whence.tlog.note.KeyRotation;
import dev.whence.tlog.note.VerifierKey;
import dev.whence.tlog.tile.EntryBundle;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Finds the log's key rotations by looking through all its entries, for a folder whose list of keys was lost, or is of
 * another day than its log.
 */
final class RotationScan {
    private static final byte[] MARK = ("\"kind\":\"" + KeyRotation.KIND + "\"").getBytes(StandardCharsets.UTF_8);

    private final TileFiles tiles;

    RotationScan(TileFiles tiles) {
        this.tiles = tiles;
    }

    /**
     * The keys of the log up to a size; nothing where its rotations do not lead to or from the key that is known.
     *
     * @throws LedgerDamagedException where a bundle is missing or cannot be read
     */
    Optional<KeyHistory> history(long size, VerifierKey known) {
        List<Entry> found = new ArrayList<>();
        for (long index = 0; index * Tiles.WIDTH < size; index++) {
            int width = (int) Math.min(Tiles.WIDTH, size - index * Tiles.WIDTH);
            EntryBundle bundle = tiles.bundle(index, width);
            for (int i = 0; i < width; i++) {
                rotation(bundle, i).ifPresent(found::add);
            }
        }
        try {
            KeyHistory history = KeyHistory.of(
                    found.isEmpty() ? known : rotation(found.get(0)).oldKey());
            for (Entry entry : found) {
                history = history.with(entry.sequence(), rotation(entry));
            }
            return history.names(known) ? Optional.of(history) : Optional.empty();
        } catch (RefusedException broken) {
            return Optional.empty();
        }
    }

    private static Optional<Entry> rotation(EntryBundle bundle, int position) {
        byte[] line = bundle.bytesBefore(position, Entry.LINE_END);
        if (!holds(line)) {
            return Optional.empty();
        }
        try {
            return Optional.of(Entry.parse(bundle.bytes(position)))
                    .filter(entry -> entry.event().kind().equals(KeyRotation.KIND));
        } catch (MalformedEntryException told) {
            // Whoever reads that entry tells of it, with its place.
            return Optional.empty();
        }
    }

    private static boolean holds(byte[] line) {
        for (int i = 0; i + MARK.length <= line.length; i++) {
            if (java.util.Arrays.equals(line, i, i + MARK.length, MARK, 0, MARK.length)) {
                return true;
            }
        }
        return false;
    }

    static KeyRotation rotation(Entry entry) throws RefusedException {
        return KeyRotation.parse(entry.inlinePayload().orElse(new byte[0]));
    }
}
