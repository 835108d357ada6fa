package dev.whence.canonical;

import dev.whence.receipt.RefusedException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Decodes UTF-8 (RFC 3629) without replacing anything. */
public final class Utf8 {
    private static final String RULE = "json:not-utf8";

    private Utf8() {}

    public static String decode(byte[] utf8) throws RefusedException {
        String text = new String(utf8, StandardCharsets.UTF_8);
        // The JDK marks a fault with U+FFFD; only where that stands does the slower, reporting decoder have to look.
        if (text.indexOf('\uFFFD') >= 0) {
            refuseMalformed(utf8);
        }
        if (text.startsWith("\uFEFF")) {
            throw refused(1, 1, "The body begins with a byte order mark; send plain UTF-8 without one.");
        }
        return text;
    }

    private static void refuseMalformed(byte[] utf8) throws RefusedException {
        CharsetDecoder decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        CharBuffer decoded = CharBuffer.allocate(utf8.length);
        if (decoder.decode(ByteBuffer.wrap(utf8), decoded, true).isError()) {
            String before = decoded.flip().toString();
            int line = 1 + (int) before.chars().filter(c -> c == '\n').count();
            int column = before.length() - before.lastIndexOf('\n');
            throw refused(line, column, "The bytes here are not UTF-8; send the text in UTF-8.");
        }
    }

    private static RefusedException refused(int line, int column, String message) {
        return StrictJson.malformed(List.of(StrictJson.at(line, column, RULE, message)));
    }
}
