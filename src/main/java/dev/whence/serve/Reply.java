package dev.whence.serve;

import com.fasterxml.jackson.databind.JsonNode;
import dev.whence.canonical.Sha256;
import io.javalin.http.Context;
import java.nio.charset.StandardCharsets;

/** Writes answers as UTF-8 whatever the servlet would choose: a String's charset depends on what was set before it. */
final class Reply {
    static final String JSON = "application/json";
    static final String HTML = "text/html";
    private static final String PAGE_POLICY =
            "default-src 'self'; script-src 'none'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    private Reply() {}

    static void json(Context context, JsonNode body) {
        packed(context);
        context.contentType(JSON).result(utf8(body.toString()));
    }

    /** @param mediaType without parameters */
    static void text(Context context, String mediaType, String body) {
        packed(context);
        context.contentType(typed(mediaType)).result(utf8(body));
    }

    /**
     * Answers a GET with a tag made of the answer itself, so that who asks again is told in a few bytes that nothing
     * changed. The tag is a weak one because the answer may yet be compressed.
     */
    static void tagged(Context context, String mediaType, byte[] body) {
        String tag = "W/\"" + Sha256.hex(body).substring(0, 32) + "\"";
        context.header("ETag", tag).header("Cache-Control", "no-cache");
        packed(context);
        SharedCaches.keepOut(context, Caller.of(context));
        if (Conditions.hasIt(context, tag)) {
            context.status(304);
        } else {
            context.contentType(typed(mediaType)).result(body);
        }
    }

    /** Javalin packs what is large enough, and does not say that it looked at what the caller takes. */
    static void packed(Context context) {
        context.res().addHeader("Vary", "Accept-Encoding");
    }

    /** A page of ours; it may load our own style sheet, and nothing else. */
    static void page(Context context, String html) {
        context.header("Content-Security-Policy", PAGE_POLICY);
        if (context.statusCode() == 200) {
            tagged(context, HTML, utf8(html));
        } else {
            packed(context);
            context.contentType(typed(HTML)).result(utf8(html));
        }
    }

    /** Text types say their charset; the others have but one. */
    static String typed(String mediaType) {
        return mediaType.startsWith("text/") ? mediaType + "; charset=utf-8" : mediaType;
    }

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
