package dev.whence.trail;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Follows the chain of a trail from its first line to its last, and compares it with the heads that were kept apart from it.
 * Works beside a server that writes: what came after the head was read is checked as far as it is whole. For use by one
 * thread.
 */
public final class TrailVerifier {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final TrailPaths paths;
    private final List<TrailHead> heads = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private TrailHead last = TrailHead.NONE;
    private long lines;

    private TrailVerifier(TrailPaths paths) {
        this.paths = paths;
    }

    /** The chain breaks at a place. */
    private static final class BreakException extends Exception {
        private static final long serialVersionUID = 1;

        private final String what;

        BreakException(String what) {
            super(what, null, false, false);
            this.what = what;
        }
    }

    /**
     * Verifies the trail of a data folder.
     *
     * @param remembered a head that somebody noted outside the folder; the trail has to hold that very line
     * @throws IOException where a file cannot be read
     */
    public static TrailCheck verify(Path data, Optional<TrailHead> remembered) throws IOException {
        return new TrailVerifier(new TrailPaths(data)).check(remembered);
    }

    private TrailCheck check(Optional<TrailHead> remembered) throws IOException {
        // Before the files: they reach at least as far as a head that was read first.
        Optional<TrailHead> kept = TrailHead.read(paths.head());
        kept.ifPresent(heads::add);
        remembered.ifPresent(heads::add);
        Optional<String> fault = Optional.empty();
        try {
            follow();
        } catch (BreakException broken) {
            fault = Optional.of(broken.what);
        }
        if (kept.isEmpty() && lines > 0) {
            notes.add("keys/audit.head is not there, so a tail that was cut off cannot be told");
        }
        Optional<TrailHead> reached = lines == 0 ? Optional.empty() : Optional.of(last);
        return new TrailCheck(lines, reached, fault, notes);
    }

    private void follow() throws IOException, BreakException {
        List<TrailPaths.Name> files = paths.files();
        for (int i = 0; i < files.size(); i++) {
            follow(files.get(i), i == files.size() - 1);
        }
        for (TrailHead head : heads) {
            if (head.seq() > last.seq()) {
                throw new BreakException("the trail ends at line " + last.seq() + " and was written up to line "
                        + head.seq() + ": its tail is missing");
            }
        }
    }

    private void follow(TrailPaths.Name name, boolean isNewest) throws IOException, BreakException {
        long number = 0;
        try (TrailLines in = new TrailLines(paths.file(name))) {
            for (byte[] line = in.next(); line != null; line = in.next()) {
                number++;
                String wrong = take(line);
                if (!wrong.isEmpty()) {
                    throw new BreakException("audit/" + name + " line " + number + ": " + wrong);
                }
            }
            if (in.isUnfinished() && !isNewest) {
                throw new BreakException("audit/" + name + " line " + (number + 1) + ": the line is cut short");
            }
            if (in.isUnfinished()) {
                notes.add("the last line of audit/" + name
                        + " is not whole: it is being written, or a crash cut it short");
            }
        }
    }

    /** @return what is wrong; empty where nothing is */
    private String take(byte[] line) {
        JsonNode json;
        try {
            json = JSON.readTree(line);
        } catch (IOException notJson) {
            return notJson instanceof JacksonException ? "this is not a line of the trail" : "this cannot be read";
        }
        long seq = json.path("seq").asLong(-1);
        String previous = json.path("prev").asText();
        if (seq < 0) {
            return "this is not a line of the trail";
        }
        if (lines == 0 && seq > 0) {
            notes.add("the trail begins at line " + seq + "; what came before is not in this folder");
        } else if (seq != last.seq() + 1) {
            return "line " + (last.seq() + 1) + " is due, and this says that it is " + seq;
        } else if (!previous.equals(last.hash())) {
            return "the line before this one is not the one that was written there";
        }
        last = TrailHead.of(seq, line);
        lines++;
        return heads.stream().anyMatch(head -> head.seq() == seq && !head.equals(last))
                ? "this is not the line that was written here"
                : "";
    }
}
