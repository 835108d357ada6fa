package dev.whence.serve;

import dev.whence.canonical.Sha256;
import io.javalin.http.Context;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;

/**
 * Answers with the bytes of a file, as a static file server would: a strong tag for each encoding, and how long the file
 * may be kept.
 */
final class StaticFile {
    private static final Pattern COMMA = Pattern.compile(",");
    private static final Pattern REFUSED = Pattern.compile(".*;\\s*q\\s*=\\s*0(?:\\.0*)?\\s*");
    private static final int TAG_DIGITS = 32;

    /** How long an answer may be kept without asking again. */
    enum Shelf {
        /** A second: the file is replaced as the log grows. */
        BRIEF("public, max-age=1"),
        /** A minute: what it says is final, and what stands under it may yet become more. */
        WHILE("public, max-age=60"),
        /** The file never changes. */
        EVER("public, max-age=31536000, immutable");

        private final String cacheControl;

        Shelf(String cacheControl) {
            this.cacheControl = cacheControl;
        }
    }

    /** Whether a file may be sent in fewer bytes than it has. */
    enum Packing {
        AS_IT_IS,
        /** Hashes do not get smaller; entries do, to a quarter. */
        GZIP_WHERE_ACCEPTED
    }

    private StaticFile() {}

    /** @param mediaType without parameters */
    static void answer(Context context, byte[] file, String mediaType, Shelf shelf, Packing packing) {
        // Else Javalin would compress what may not be, or twice.
        context.disableCompression();
        boolean gzip = packing == Packing.GZIP_WHERE_ACCEPTED && acceptsGzip(context);
        String tag = "\"" + Sha256.hex(file).substring(0, TAG_DIGITS) + (gzip ? "-gzip" : "") + "\"";
        context.header("ETag", tag).header("Cache-Control", shelf.cacheControl);
        if (packing == Packing.GZIP_WHERE_ACCEPTED) {
            context.res().addHeader("Vary", "Accept-Encoding");
        }
        if (Conditions.hasIt(context, tag)) {
            context.status(304);
            return;
        }
        if (gzip) {
            context.header("Content-Encoding", "gzip");
        }
        context.contentType(Reply.typed(mediaType)).result(gzip ? gzip(file) : file);
    }

    static boolean acceptsGzip(Context context) {
        String header = Optional.ofNullable(context.header("Accept-Encoding")).orElse("");
        return COMMA.splitAsStream(header.toLowerCase(Locale.ROOT))
                .map(String::strip)
                .filter(coding -> coding.equals("gzip") || coding.startsWith("gzip;"))
                .anyMatch(coding -> !REFUSED.matcher(coding).matches());
    }

    private static byte[] gzip(byte[] file) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(file);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return out.toByteArray();
    }
}
