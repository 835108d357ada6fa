package dev.whence.tlog.note;

import dev.whence.canonical.Sha256;
import dev.whence.tlog.merkle.Hash;
import dev.whence.tlog.merkle.TreeHasher;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a log says of itself at one size (C2SP tlog-checkpoint), without extension lines.
 *
 * @param origin the log's name
 * @param size how many entries it has
 * @param root the Merkle tree hash over them
 */
public record Checkpoint(String origin, long size, Hash root) {
    private static final Pattern FORM = Pattern.compile("([^\n]+)\n(0|[1-9][0-9]{0,18})\n([^\n]+)\n");

    /** Reads what {@link #text()} writes, and nothing else. */
    public static Optional<Checkpoint> parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        try {
            long size = Long.parseLong(matcher.group(2));
            return Hash.parseBase64(matcher.group(3)).map(root -> new Checkpoint(matcher.group(1), size, root));
        } catch (NumberFormatException beyondLong) {
            return Optional.empty();
        }
    }

    /** Of the log without entries. */
    public static Checkpoint empty(String origin) {
        return new Checkpoint(origin, 0, TreeHasher.EMPTY_ROOT);
    }

    /** The three lines that are signed. */
    public String text() {
        return origin + "\n" + size + "\n" + root.base64() + "\n";
    }

    /** {@code sha256:} and the hash of the unsigned text; cosignatures do not change it. */
    public String anchorHash() {
        return "sha256:" + Sha256.hex(text().getBytes(StandardCharsets.UTF_8));
    }
}
