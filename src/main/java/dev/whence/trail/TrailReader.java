package dev.whence.trail;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Reads the end of a trail, also while a server writes it; checks nothing. For use by one thread. */
public final class TrailReader {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final TrailPaths paths;
    private final Predicate<JsonNode> wanted;
    private Optional<TrailPaths.Name> at = Optional.empty();
    private long offset;

    /** @param wanted which lines are given */
    public TrailReader(Path data, Predicate<JsonNode> wanted) {
        this.paths = new TrailPaths(data);
        this.wanted = wanted;
    }

    /** The last lines, the newest last; {@link #more} goes on from there. */
    public List<JsonNode> last(int count) throws IOException {
        List<TrailPaths.Name> files = paths.files();
        Deque<JsonNode> found = new ArrayDeque<>();
        for (int i = files.size() - 1; i >= 0 && found.size() < count; i--) {
            Deque<JsonNode> here = new ArrayDeque<>();
            long end = read(files.get(i), 0, line -> {
                here.addLast(line);
                if (here.size() > count) {
                    here.removeFirst();
                }
            });
            if (i == files.size() - 1) {
                at = Optional.of(files.get(i));
                offset = end;
            }
            while (found.size() < count && !here.isEmpty()) {
                found.addFirst(here.removeLast());
            }
        }
        return List.copyOf(found);
    }

    /** What has come since the last call. */
    public List<JsonNode> more() throws IOException {
        List<JsonNode> come = new ArrayList<>();
        for (TrailPaths.Name name : paths.files()) {
            int order = at.map(name::compareTo).orElse(1);
            if (order >= 0) {
                offset = read(name, order == 0 ? offset : 0, come::add);
                at = Optional.of(name);
            }
        }
        return come;
    }

    private interface Sink {
        void take(JsonNode line);
    }

    /** @return where the whole lines end */
    private long read(TrailPaths.Name name, long from, Sink sink) throws IOException {
        Path file = paths.file(name);
        if (Files.size(file) < from) {
            // A line that was not whole was dropped by a start.
            return Files.size(file);
        }
        try (TrailLines in = new TrailLines(file, from)) {
            for (byte[] line = in.next(); line != null; line = in.next()) {
                Optional<JsonNode> json = parse(line);
                json.filter(wanted).ifPresent(sink::take);
            }
            return in.read();
        }
    }

    /** A damaged line is for the verifier to tell. */
    private static Optional<JsonNode> parse(byte[] line) throws IOException {
        try {
            return Optional.of(JSON.readTree(line));
        } catch (JacksonException damaged) {
            return Optional.empty();
        }
    }
}
