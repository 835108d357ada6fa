package dev.whence.serve;

import com.fasterxml.jackson.databind.JsonNode;
import dev.whence.canonical.Sha256;
import io.javalin.http.Context;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Writes answers as UTF-8 whatever the servlet would choose: a String's charset depends on what was set before it. */
final class Reply {
    static final String JSON = "application/json";
    static final String HTML = "text/html";
    private static final String PAGE_POLICY =
            "default-src 'self'; script-src 'none'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
    private static final Pattern COMMA = Pattern.compile(",");

    private Reply() {}

    static void json(Context context, JsonNode body) {
        context.contentType(JSON).result(utf8(body.toString()));
    }

    /** @param mediaType without parameters */
    static void text(Context context, String mediaType, String body) {
        context.contentType(typed(mediaType)).result(utf8(body));
    }

    /**
     * Answers a GET with a tag made of the answer itself, so that who asks again is told in a few bytes that nothing
     * changed. The tag is a weak one because the answer may yet be compressed.
     */
    static void tagged(Context context, String mediaType, byte[] body) {
        String tag = "W/\"" + Sha256.hex(body).substring(0, 32) + "\"";
        context.header("ETag", tag).header("Cache-Control", "no-cache");
        SharedCaches.keepOut(context, Caller.of(context));
        if (isAmong(tag, context.header("If-None-Match"))) {
            context.status(304);
        } else {
            context.contentType(typed(mediaType)).result(body);
        }
    }

    /** Whether a tag is among those that a caller says to have. */
    static boolean isAmong(String tag, @Nullable String known) {
        return known != null
                && COMMA.splitAsStream(known)
                        .map(String::strip)
                        .anyMatch(one -> one.equals("*") || opaque(one).equals(opaque(tag)));
    }

    /** If-None-Match compares weakly (RFC 9110 §13.1.2): a weak tag and a strong one with the same text are the same. */
    private static String opaque(String tag) {
        return tag.startsWith("W/") ? tag.substring(2) : tag;
    }

    /** A page of ours; it may load our own style sheet, and nothing else. */
    static void page(Context context, String html) {
        context.header("Content-Security-Policy", PAGE_POLICY);
        if (context.statusCode() == 200) {
            tagged(context, HTML, utf8(html));
        } else {
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
