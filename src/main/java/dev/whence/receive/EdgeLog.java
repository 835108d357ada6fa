package dev.whence.receive;

import dev.whence.ledger.Log;
import dev.whence.lineage.EdgeLogReader;
import dev.whence.lineage.EdgeLogWriter;
import dev.whence.lineage.LineageIndex;
import dev.whence.lineage.Statement;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.function.LongPredicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The lineage index on disk, so that a start need not map the whole ledger again. It is a projection: whatever goes wrong
 * with it costs the next start some time and nobody an answer. For the sequencer's thread, and the start before it.
 */
final class EdgeLog implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(EdgeLog.class);

    private final Path file;
    private final String fingerprint;
    private Optional<EdgeLogWriter> writer = Optional.empty();
    private Optional<FileChannel> channel = Optional.empty();

    /** @param fingerprint of all that decides which lineage an entry gives */
    EdgeLog(Path file, String fingerprint) {
        this.file = file;
        this.fingerprint = fingerprint;
    }

    /**
     * Reads what is kept into an index, and stands ready to go on.
     *
     * @param erased entries that are to say nothing, in the index and in the file
     * @return the index as far as it goes: empty where the log does not fit this ledger
     */
    LineageIndex restore(IndexFactory empty, Log ledger, LongPredicate erased) {
        LineageIndex index = empty.create();
        long keep = 0;
        boolean holdsErased = false;
        if (Files.exists(file)) {
            try (InputStream in = Files.newInputStream(file)) {
                EdgeLogReader.Restored restored = EdgeLogReader.restore(in, fingerprint, index, erased);
                if (fits(restored, ledger)) {
                    keep = restored.validBytes();
                    holdsErased = restored.holdsErased();
                } else {
                    index = empty.create();
                }
            } catch (IOException unreadable) {
                log.info("the kept lineage index cannot be read and is made anew: {}", unreadable.getMessage());
                index = empty.create();
            }
        }
        open(keep);
        if (holdsErased) {
            erase(erased);
        }
        return index;
    }

    /** Makes an empty index. */
    interface IndexFactory {
        LineageIndex create();
    }

    private static boolean fits(EdgeLogReader.Restored restored, Log ledger) {
        return restored.size() <= ledger.size()
                && restored.eventHash()
                        .map(hash ->
                                hash.equals(ledger.entry(restored.size() - 1).eventHash()))
                        .orElse(true);
    }

    private void open(long keep) {
        try {
            Path folder = file.getParent();
            if (folder != null) {
                Files.createDirectories(folder);
            }
            FileChannel opened = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            opened.truncate(keep);
            opened.position(keep);
            BufferedOutputStream out = new BufferedOutputStream(Channels.newOutputStream(opened), 1 << 16);
            channel = Optional.of(opened);
            writer = Optional.of(keep > 0 ? EdgeLogWriter.resume(out) : EdgeLogWriter.begin(out, fingerprint));
        } catch (IOException unwritable) {
            giveUp(unwritable);
        }
    }

    void append(List<Statement> batch, String lastEventHash) {
        if (batch.isEmpty() || writer.isEmpty()) {
            return;
        }
        try {
            writer.get().append(batch, lastEventHash);
            writer.get().flush();
        } catch (IOException unwritable) {
            giveUp(unwritable);
        }
    }

    /**
     * Writes the file anew without what these entries said. Where a crash comes before, the next start does it.
     *
     * @param erased entries that are to say nothing
     */
    void erase(LongPredicate erased) {
        if (writer.isEmpty()) {
            return;
        }
        close();
        Path anew = file.resolveSibling(file.getFileName() + ".new");
        try {
            try (InputStream in = Files.newInputStream(file);
                    OutputStream out = new BufferedOutputStream(Files.newOutputStream(anew), 1 << 16)) {
                EdgeLogReader.copy(in, out, fingerprint, erased);
            }
            Files.move(anew, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
            open(Files.size(file));
        } catch (IOException unwritable) {
            giveUp(unwritable);
        }
    }

    private void giveUp(IOException why) {
        log.warn(
                "the lineage index is not kept on disk from here on; the next start will take longer: {}",
                why.getMessage());
        close();
        writer = Optional.empty();
    }

    @Override
    public void close() {
        try {
            if (writer.isPresent()) {
                writer.get().flush();
            }
            if (channel.isPresent()) {
                channel.get().close();
            }
        } catch (IOException harmless) {
            log.debug("closing the lineage index' file failed", harmless);
        }
        channel = Optional.empty();
    }
}
