package dev.whence.trail;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Finds where the trail goes on. A line that a crash cut short is dropped. Where lines are missing that are known to have
 * been written, the numbers go on from those, so that the gap stays to be found.
 *
 * @param last after which the next line comes
 * @param newest the file that it lies in
 * @param notices what was not as a clean stop leaves it
 */
record TrailOpening(TrailHead last, Optional<TrailPaths.Name> newest, List<String> notices) {

    static TrailOpening of(TrailPaths paths) throws IOException {
        List<String> notices = new ArrayList<>();
        List<TrailPaths.Name> files = paths.files();
        TrailHead written = TrailHead.NONE;
        for (int i = files.size() - 1; i >= 0 && written.equals(TrailHead.NONE); i--) {
            written = lastOf(paths.file(files.get(i)), i == files.size() - 1, notices);
        }
        TrailHead kept = TrailHead.read(paths.head()).orElse(TrailHead.NONE);
        if (kept.seq() > written.seq()) {
            notices.add("the audit trail ends at line " + written.seq() + " and was written up to line " + kept.seq()
                    + "; the lines between are missing");
        }
        Optional<TrailPaths.Name> newest =
                files.isEmpty() ? Optional.empty() : Optional.of(files.get(files.size() - 1));
        return new TrailOpening(kept.seq() > written.seq() ? kept : written, newest, List.copyOf(notices));
    }

    private static TrailHead lastOf(Path file, boolean isNewest, List<String> notices) throws IOException {
        byte[] last = new byte[0];
        long whole;
        boolean unfinished;
        try (TrailLines lines = new TrailLines(file)) {
            for (byte[] line = lines.next(); line != null; line = lines.next()) {
                last = line;
            }
            whole = lines.read();
            unfinished = lines.isUnfinished();
        }
        if (unfinished && isNewest) {
            drop(file, whole);
            notices.add("a line at the end of " + file.getFileName() + " was cut short by a crash; it is dropped");
        }
        return last.length == 0 ? TrailHead.NONE : TrailHead.of(seqOf(last, file), last);
    }

    private static void drop(Path file, long whole) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.truncate(whole);
            channel.force(true);
        }
    }

    private static long seqOf(byte[] line, Path file) throws IOException {
        try {
            long seq = new ObjectMapper().readTree(line).path("seq").asLong(-1);
            if (seq >= 0) {
                return seq;
            }
        } catch (JacksonException damaged) {
            // Told below.
        }
        throw new TrailException("The last line of " + file + " cannot be read, so the audit trail cannot go on. Keep "
                + "what is there: move the folder audit and keys/audit.head elsewhere, then start again.");
    }
}
