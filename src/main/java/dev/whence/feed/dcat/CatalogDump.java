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

    /** Its SHA-256 in hexadecimal, when it is whole; nothing where that takes longer. */
    public Optional<String> sha256(Duration longest) {
        return file.whole(longest).map(GrowingFile.Whole::sha256);
    }

    /** How many bytes it has; nothing where that is not known yet. */
    Optional<GrowingFile.Whole> whole(Duration longest) {
        return file.whole(longest);
    }

    GrowingFile file() {
        return file;
    }
}
