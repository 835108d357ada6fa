package dev.whence.feed.dcat;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** The whole catalog as one gzipped file of N-Quads, whole or still in the making. */
public final class CatalogDump {
    public static final String NAME = "catalog.nq.gz";

    private final String tag;
    private final Optional<Instant> modified;
    private final GrowingFile file;

    CatalogDump(String tag, Optional<Instant> modified, GrowingFile file) {
        this.tag = tag;
        this.modified = modified;
        this.file = file;
    }

    /** A strong validator, without quotation marks; known before the first byte is made. */
    public String tag() {
        return tag;
    }

    /** When the catalog last changed. */
    public Optional<Instant> modified() {
        return modified;
    }

    /** Writes it; waits for what is still being made. */
    public void writeTo(OutputStream out) throws IOException {
        file.copyTo(out);
    }

    /** What is known of it when it is whole; nothing where that takes longer. */
    public Optional<Whole> whole(Duration longest) {
        return file.whole(longest);
    }

    /**
     * A whole dump.
     *
     * @param sha256 in hexadecimal
     */
    public record Whole(String sha256, long bytes) {}

    GrowingFile file() {
        return file;
    }
}
