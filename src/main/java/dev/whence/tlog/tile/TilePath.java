package dev.whence.tlog.tile;

import dev.whence.tlog.merkle.Hash;
import dev.whence.tlog.merkle.Tiles;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The name of a tile or of an entry bundle below {@code ledger/} (C2SP tlog-tiles).
 *
 * @param level of the tree, from 0, or {@link #ENTRIES}
 * @param index from 0
 * @param width how many hashes or entries it holds; {@link Tiles#WIDTH} is a full one
 */
public record TilePath(int level, long index, int width) {
    /** The level that stands for bundles of entries. */
    public static final int ENTRIES = -1;

    private static final int MOST_LEVELS = 63;
    private static final int GROUP = 1000;
    private static final Pattern FORM =
            Pattern.compile("tile/(entries|0|[1-9][0-9]?)/((?:x[0-9]{3}/)*[0-9]{3})(?:\\.p/([1-9][0-9]{0,2}))?");

    public TilePath {
        if (level < ENTRIES || level > MOST_LEVELS || index < 0 || width < 1 || width > Tiles.WIDTH) {
            throw new IllegalArgumentException("no tile has level " + level + ", index " + index + ", width " + width);
        }
    }

    public static TilePath full(int level, long index) {
        return new TilePath(level, index, Tiles.WIDTH);
    }

    public static TilePath bundle(long index, int width) {
        return new TilePath(ENTRIES, index, width);
    }

    /** Reads what {@link #text()} writes, and nothing else. */
    public static Optional<TilePath> parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches() || matcher.group(2).length() > 27) {
            return Optional.empty();
        }
        String level = matcher.group(1);
        int number = level.equals("entries") ? ENTRIES : Integer.parseInt(level);
        long index = Long.parseLong(matcher.group(2).replace("x", "").replace("/", ""));
        int width = matcher.group(3) == null ? Tiles.WIDTH : Integer.parseInt(matcher.group(3));
        if (number > MOST_LEVELS || width > Tiles.WIDTH) {
            return Optional.empty();
        }
        TilePath path = new TilePath(number, index, width);
        // Leading groups of zeros, and a partial tile of full width, are other spellings of the same tile.
        return path.text().equals(text) ? Optional.of(path) : Optional.empty();
    }

    public boolean isBundle() {
        return level == ENTRIES;
    }

    public boolean isPartial() {
        return width < Tiles.WIDTH;
    }

    public TilePath full() {
        return full(level, index);
    }

    /** How many bytes of hashes the tile has; means nothing for a bundle. */
    public int bytes() {
        return width * Hash.LENGTH;
    }

    /** {@code tile/0/x001/067}, {@code tile/entries/000.p/5}. */
    public String text() {
        return folder() + (isPartial() ? "/" + width : "");
    }

    /** The full tile's name, or the folder of the partial ones. */
    private String folder() {
        StringBuilder path = new StringBuilder(String.format(Locale.ROOT, "%03d", index % GROUP));
        for (long rest = index / GROUP; rest > 0; rest /= GROUP) {
            path.insert(0, String.format(Locale.ROOT, "x%03d/", rest % GROUP));
        }
        return "tile/" + (isBundle() ? "entries" : level) + "/" + path + (isPartial() ? ".p" : "");
    }
}
