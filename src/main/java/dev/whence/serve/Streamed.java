package dev.whence.serve;

import io.javalin.http.Context;
import java.io.IOException;
import java.io.OutputStream;
import java.util.zip.GZIPOutputStream;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers while the answer is made, so that it need not fit into memory. Its tag is known before its first byte: it is made of
 * what the bytes rest on. A HEAD gets the same headers, and nothing is made for it.
 */
final class Streamed {
    private static final Logger log = LoggerFactory.getLogger(Streamed.class);
    private static final int BUFFER = 1 << 15;

    private Streamed() {}

    /** What writes the answer. */
    interface Body {
        void writeTo(OutputStream out) throws IOException;
    }

    /** Whether an answer may be sent in fewer bytes than it has. */
    enum Packing {
        /** It is packed already. */
        AS_IT_IS,
        GZIP_WHERE_ACCEPTED
    }

    /** How long an answer may be used without asking again. */
    enum Keeping {
        ASK_EACH_TIME("no-cache"),
        /** A week, and whoever has it need not ask whether it changed. */
        AS_IT_STAYS("public, max-age=604800, immutable");

        private final String cacheControl;

        Keeping(String cacheControl) {
            this.cacheControl = cacheControl;
        }
    }

    /** Answers a GET or a HEAD with what has to be asked for anew each time. */
    static void answer(Context context, String mediaType, String tag, Packing packing, Body body) throws IOException {
        answer(context, mediaType, tag, packing, Keeping.ASK_EACH_TIME, body);
    }

    /**
     * Answers a GET or a HEAD.
     *
     * @param mediaType without parameters
     * @param tag a strong validator, without quotation marks; each encoding gets one of its own
     */
    static void answer(Context context, String mediaType, String tag, Packing packing, Keeping keeping, Body body)
            throws IOException {
        // Else Javalin would compress it under the tag of what is not compressed.
        context.disableCompression();
        boolean gzip = false;
        if (packing == Packing.GZIP_WHERE_ACCEPTED) {
            context.res().addHeader("Vary", "Accept-Encoding");
            gzip = StaticFile.acceptsGzip(context);
        }
        String quoted = "\"" + tag + (gzip ? "-gzip" : "") + "\"";
        context.header("ETag", quoted).header("Cache-Control", keeping.cacheControl);
        if (Conditions.hasIt(context, quoted)) {
            context.status(304);
            return;
        }
        context.contentType(Reply.typed(mediaType));
        if (gzip) {
            context.header("Content-Encoding", "gzip");
        }
        if (context.req().getMethod().equals("HEAD")) {
            // Else the container would say that there are no bytes.
            context.res().flushBuffer();
        } else {
            send(context, gzip, body);
        }
    }

    private static void send(Context context, boolean gzip, Body body) throws IOException {
        OutputStream plain = context.res().getOutputStream();
        OutputStream out = gzip ? new GZIPOutputStream(plain, BUFFER) : plain;
        try {
            body.writeTo(out);
            out.close();
        } catch (IOException | RuntimeException failed) {
            if (!context.res().isCommitted()) {
                throw failed;
            }
            // A short answer must not look like a whole one: the last chunk never comes.
            log.warn("{} was cut off", context.path(), failed);
            ServletContextRequest.getServletContextRequest(context.req())
                    .getConnectionMetaData()
                    .getConnection()
                    .close();
        }
    }
}
