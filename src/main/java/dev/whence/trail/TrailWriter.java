package dev.whence.trail;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts lines at the end of the newest file, begins the next file when it is time, and forces. For use by one thread, but
 * {@link #forced} and {@link #trouble} may be asked by any.
 */
final class TrailWriter {
    private static final Logger log = LoggerFactory.getLogger(TrailWriter.class);
    private static final Duration FORCE_WITHIN = Duration.ofSeconds(1);
    private static final Duration IDLE = Duration.ofHours(1);

    private final TrailPaths paths;
    private final TrailSettings settings;
    private final Clock clock;
    private final TrailFile.Opener opener;
    private final LineWriter lines;
    private TrailHead written;
    private Optional<TrailPaths.Name> newest;
    private @Nullable TrailFile file;
    private long forceAt;
    private boolean isDirty;
    private volatile boolean broken;
    private volatile Optional<TrailHead> forced = Optional.empty();
    private volatile Optional<String> trouble = Optional.empty();

    private TrailWriter(
            TrailPaths paths,
            TrailSettings settings,
            Clock clock,
            TrailFile.Opener opener,
            Hiding hiding,
            TrailOpening opening) {
        this.paths = paths;
        this.settings = settings;
        this.clock = clock;
        this.opener = opener;
        this.lines = new LineWriter(hiding, opening.last());
        this.written = opening.last();
        this.newest = opening.newest();
    }

    /** Opens, and writes the line that says so: a trail that cannot be written is found at the start. */
    static TrailWriter open(TrailPaths paths, TrailSettings settings, Clock clock, TrailFile.Opener opener)
            throws IOException {
        PrivateFiles.createFolder(paths.folder());
        PrivateFiles.createFolder(paths.keys());
        TrailOpening opening = TrailOpening.of(paths);
        opening.notices().forEach(log::warn);
        TrailWriter writer = new TrailWriter(paths, settings, clock, opener, Hiding.by(paths.key()), opening);
        byte[] start = writer.lines.start(clock.instant());
        writer.append(withNewline(start));
        writer.force();
        return writer;
    }

    private static byte[] withNewline(byte[] line) {
        byte[] ended = java.util.Arrays.copyOf(line, line.length + 1);
        ended[line.length] = '\n';
        return ended;
    }

    /** @param lost how many came before them that could not be recorded */
    byte[] lines(List<Act> acts, long lost) {
        ByteArrayOutputStream all = new ByteArrayOutputStream(512 * (acts.size() + 1));
        if (lost > 0) {
            all.writeBytes(withNewline(lines.lost(clock.instant(), lost)));
        }
        acts.forEach(act -> all.writeBytes(withNewline(lines.act(act))));
        return all.toByteArray();
    }

    /** @return false where the disk does not take them; the same may be tried again */
    boolean write(byte[] bytes) {
        if (broken) {
            return false;
        }
        if (bytes.length == 0) {
            return true;
        }
        try {
            append(bytes);
        } catch (IOException failed) {
            tell("The audit trail cannot be written: " + failed.getMessage());
            return false;
        }
        if (trouble.isPresent()) {
            log.info("the audit trail is written again");
            trouble = Optional.empty();
        }
        return true;
    }

    private void tell(String what) {
        if (trouble.isEmpty()) {
            log.error("{}; what changes something is refused until it can be", what);
        }
        trouble = Optional.of(what);
    }

    private void append(byte[] bytes) throws IOException {
        TrailFile open = current();
        open.append(bytes);
        written = lines.last();
        if (!isDirty) {
            isDirty = true;
            forceAt = System.nanoTime() + FORCE_WITHIN.toNanos();
        }
    }

    private TrailFile current() throws IOException {
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        TrailFile open = file;
        boolean isOfToday = newest.filter(name -> !today.isAfter(name.day())).isPresent();
        if (open == null && isOfToday) {
            open = opener.open(paths.file(newest.get()));
            file = open;
        }
        if (open != null && isOfToday && open.size() < settings.fileBytes()) {
            return open;
        }
        TrailPaths.Name next = newest.map(name -> name.next(today)).orElse(new TrailPaths.Name(today, 1));
        if (open != null) {
            // Before a line refers to it from the next file.
            force();
            open.close();
            file = null;
        }
        TrailFile begun = opener.open(paths.file(next));
        file = begun;
        newest = Optional.of(next);
        return begun;
    }

    /** What was made and could not be written never was; the next line follows what is on the disk. */
    void forget() {
        lines.goBack(written);
    }

    void forceWhenDue() {
        if (!isDirty || broken || System.nanoTime() - forceAt < 0) {
            return;
        }
        try {
            force();
            trouble = Optional.empty();
        } catch (IOException failed) {
            forceAt = System.nanoTime() + FORCE_WITHIN.toNanos();
            tell("The audit trail cannot be forced to the disk: " + failed.getMessage());
        }
    }

    private void force() throws IOException {
        TrailFile open = file;
        if (open == null || !isDirty) {
            return;
        }
        try {
            open.force();
        } catch (IOException failed) {
            // Nobody can say what is on the disk after this; the next start finds out.
            broken = true;
            throw new IOException(failed.getMessage() + ". Mend the disk and start again", failed);
        }
        written.write(paths.head());
        isDirty = false;
        forced = Optional.of(written);
    }

    /** How long nothing need be done. */
    Duration untilForce() {
        return isDirty && !broken ? Duration.ofNanos(Math.max(forceAt - System.nanoTime(), 1_000_000)) : IDLE;
    }

    boolean isBroken() {
        return broken;
    }

    Optional<TrailHead> forced() {
        return forced;
    }

    Optional<String> trouble() {
        return trouble;
    }

    void close() {
        try {
            if (!broken) {
                force();
            }
            TrailFile open = file;
            if (open != null) {
                open.close();
            }
        } catch (IOException failed) {
            log.error("the end of the audit trail may not be on the disk", failed);
        }
    }
}
