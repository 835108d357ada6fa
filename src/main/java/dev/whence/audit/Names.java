package dev.whence.audit;

import dev.whence.tlog.tile.TilePath;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/** What files are called in a data folder, as {@code ledger.md} says; written down here a second time on purpose. */
final class Names {
    static final String LEDGER = "ledger";
    static final String CHECKPOINT = "ledger/checkpoint";
    static final String CHECKPOINTS = "ledger/checkpoints";
    static final String PUBLISHED_KEY = "ledger/log.vkey";
    static final String TILES = "ledger/tile";
    static final String WAL = "ledger/wal";
    static final String UNFINISHED = "ledger/wal/unfinished.tmp";
    static final String BLOBS = "blobs";
    static final String TRUSTED_KEY = "keys/log.vkey";
    static final String POLICY = "keys/policy";
    static final String WRITER = "writer.json";
    static final String FOLLOWS = "follows.json";
    static final String MISSING_PAYLOADS = "missing-payloads";

    private static final String BLOB_PREFIX = "blobs/sha256/";
    private static final Pattern CHECKPOINT_FORM = Pattern.compile("ledger/checkpoints/(0|[1-9][0-9]{0,18})");
    private static final Pattern SEGMENT_FORM = Pattern.compile("ledger/wal/([0-9]{20})\\.wal");

    private static final Pattern STAGED_FORM = Pattern.compile(BLOB_PREFIX + "[0-9a-f]{64}\\.staged");

    private Names() {}

    static String checkpoint(long size) {
        return CHECKPOINTS + "/" + size;
    }

    /** The size that the name of a kept checkpoint stands for; nothing where it is not one's name. */
    static OptionalLong checkpointSize(String name) {
        return number(CHECKPOINT_FORM, name);
    }

    /** The sequence number that a segment of the write-ahead log begins with, by its name. */
    static OptionalLong firstSequence(String name) {
        return number(SEGMENT_FORM, name);
    }

    private static OptionalLong number(Pattern form, String name) {
        var matcher = form.matcher(name);
        try {
            return matcher.matches() ? OptionalLong.of(Long.parseLong(matcher.group(1))) : OptionalLong.empty();
        } catch (NumberFormatException beyondLong) {
            return OptionalLong.empty();
        }
    }

    static String tile(TilePath tile) {
        return LEDGER + "/" + tile.text();
    }

    /** A payload beside the log. */
    static String blob(String sha256) {
        return BLOB_PREFIX + sha256;
    }

    /** A payload whose entry is not known to be on the disk. */
    static String stagedBlob(String sha256) {
        return blob(sha256) + ".staged";
    }

    static boolean isStagedBlob(String name) {
        return STAGED_FORM.matcher(name).matches();
    }
}
