package dev.whence.harvest.read;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The text of a document of RDF. All its notations are UTF-8 but for XML, which says itself what it is in. What servers say of
 * it in {@code Content-Type} is not heeded: many name the same for whatever they send.
 */
final class Text {
    private static final int BYTE_ORDER_MARK = 0xFEFF;
    /** The declaration of an XML document is its first line. */
    private static final int DECLARATION_BYTES = 200;

    private static final Pattern ENCODING = Pattern.compile(
            "^(?:\u00EF\u00BB\u00BF)?<\\?xml[^>]*?\\sencoding\\s*=\\s*[\"']([A-Za-z][A-Za-z0-9._-]*)[\"']");

    private Text() {}

    /** @throws UnreadableException rather than have other letters than were written */
    static String of(Document document, boolean isXml) throws UnreadableException {
        Charset charset = isXml ? ofXml(document.body()) : StandardCharsets.UTF_8;
        try {
            String text = charset.newDecoder()
                    .decode(ByteBuffer.wrap(document.body()))
                    .toString();
            return !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK ? text.substring(1) : text;
        } catch (CharacterCodingException other) {
            throw new UnreadableException("it is not the " + charset.name() + " that it has to be");
        }
    }

    private static Charset ofXml(byte[] body) throws UnreadableException {
        if (begins(body, 0xFE, 0xFF) || begins(body, 0xFF, 0xFE)) {
            return StandardCharsets.UTF_16;
        }
        // A mark of UTF-8 may stand before it.
        Matcher said = ENCODING.matcher(
                new String(body, 0, Math.min(body.length, DECLARATION_BYTES), StandardCharsets.ISO_8859_1));
        try {
            return said.find() ? Charset.forName(said.group(1)) : StandardCharsets.UTF_8;
        } catch (IllegalCharsetNameException | UnsupportedCharsetException unknown) {
            throw new UnreadableException("its XML is in an encoding that is not known: " + said.group(1));
        }
    }

    private static boolean begins(byte[] body, int first, int second) {
        return body.length > 1 && (body[0] & 0xFF) == first && (body[1] & 0xFF) == second;
    }
}
