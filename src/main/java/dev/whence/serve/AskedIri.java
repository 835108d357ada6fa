package dev.whence.serve;

import dev.whence.receipt.Iris;
import io.javalin.http.Context;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The IRI that a request's path is. It is the raw path, as a decoded one could name another thing; but for the characters that
 * need no percent sign and mean the same with one ({@code %7E} is {@code ~}, RFC 3986 §6.2.2.2), which some clients escape.
 */
final class AskedIri {
    /** Letters, digits, {@code - . _ ~}. */
    private static final Pattern NEEDLESS =
            Pattern.compile("%(2[DdEe]|3[0-9]|4[1-9A-Fa-f]|5[0-9AaFf]|6[1-9A-Fa-f]|7[0-9AaEe])");

    private AskedIri() {}

    static String of(Iris iris, Context context) {
        return iris.base() + plain(context.req().getRequestURI()).substring(1);
    }

    static String plain(String path) {
        return path.indexOf('%') < 0
                ? path
                : NEEDLESS.matcher(path)
                        .replaceAll(escape ->
                                Matcher.quoteReplacement(String.valueOf((char) Integer.parseInt(escape.group(1), 16))));
    }
}
