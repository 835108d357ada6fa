package dev.whence.tlog.note;

import dev.whence.receipt.Problem;
import dev.whence.receipt.ProblemType;
import dev.whence.receipt.RefusedException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/**
 * A text and the signatures under it (C2SP signed-note), read strictly: there is one way to write each note.
 *
 * @param text what is signed, with its last newline
 */
public record SignedNote(String text, List<Line> lines) {
    /** More signatures than this are not looked at: each costs a check. */
    private static final int MOST_LINES = 100;

    private static final String DASH = "\u2014 ";

    public SignedNote {
        lines = List.copyOf(lines);
    }

    /**
     * One signature line.
     *
     * @param name the key's name
     * @param base64 key id and signature, exactly as written
     */
    public record Line(String name, String base64) {
        static final int KEY_ID_BYTES = 4;

        public static Line of(String name, byte[] keyId, byte[] signature) {
            byte[] both = Arrays.copyOf(keyId, keyId.length + signature.length);
            System.arraycopy(signature, 0, both, keyId.length, signature.length);
            return new Line(name, Base64.getEncoder().encodeToString(both));
        }

        public byte[] keyId() {
            return Arrays.copyOf(Base64.getDecoder().decode(base64), KEY_ID_BYTES);
        }

        public byte[] signature() {
            byte[] both = Base64.getDecoder().decode(base64);
            return Arrays.copyOfRange(both, KEY_ID_BYTES, both.length);
        }

        /** The line as it stands under a note, with its newline. */
        public String text() {
            return DASH + name + " " + base64 + "\n";
        }
    }

    /** The note's file. */
    public String note() {
        StringBuilder note = new StringBuilder(text).append('\n');
        lines.forEach(line -> note.append(line.text()));
        return note.toString();
    }

    /** Reads a note's file; nothing of it is trusted until a {@link NoteVerifier} has checked it. */
    public static SignedNote parse(byte[] file) throws RefusedException {
        String note = decode(file);
        if (note.chars().anyMatch(c -> c < 0x20 && c != '\n')) {
            throw malformed("it holds a control character");
        }
        // The text may hold blank lines itself: the last one ends it.
        int blank = note.lastIndexOf("\n\n");
        if (blank < 0 || !note.endsWith("\n") || blank + 2 == note.length()) {
            throw malformed("it has no signature lines behind a blank line");
        }
        return new SignedNote(note.substring(0, blank + 1), lines(note.substring(blank + 2)));
    }

    /** Reads signature lines without a note, as a witness answers with them; each ends in a newline. */
    public static List<Line> parseLines(byte[] block) throws RefusedException {
        String text = decode(block);
        if (!text.endsWith("\n")) {
            throw malformed("a signature line does not end in a newline");
        }
        return lines(text);
    }

    private static List<Line> lines(String block) throws RefusedException {
        String[] texts = block.substring(0, block.length() - 1).split("\n", -1);
        if (texts.length > MOST_LINES) {
            throw malformed("it has more than " + MOST_LINES + " signatures");
        }
        List<Line> lines = new ArrayList<>();
        for (String text : texts) {
            lines.add(line(text));
        }
        return lines;
    }

    private static Line line(String text) throws RefusedException {
        int space = text.lastIndexOf(' ');
        if (!text.startsWith(DASH) || space < DASH.length()) {
            throw malformed("a signature line has not the form of one");
        }
        Line line = new Line(text.substring(DASH.length(), space), text.substring(space + 1));
        if (!isKeyName(line.name()) || !isSignature(line.base64())) {
            throw malformed("a signature line has not the form of one");
        }
        return line;
    }

    /** Whether a key may be called so: not empty, no white space, no plus. */
    public static boolean isKeyName(String name) {
        return !name.isEmpty()
                && name.indexOf('+') < 0
                && name.codePoints()
                        .noneMatch(c -> Character.isWhitespace(c) || Character.isSpaceChar(c) || c == 0x85 || c < 0x20);
    }

    private static boolean isSignature(String base64) {
        try {
            byte[] decoded = Base64.getDecoder().decode(base64);
            return decoded.length > Line.KEY_ID_BYTES
                    && Base64.getEncoder().encodeToString(decoded).equals(base64);
        } catch (IllegalArgumentException notBase64) {
            return false;
        }
    }

    private static String decode(byte[] file) throws RefusedException {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(file))
                    .toString();
        } catch (CharacterCodingException notUtf8) {
            throw malformed("it is not UTF-8");
        }
    }

    private static RefusedException malformed(String reason) {
        return new RefusedException(
                Problem.of(ProblemType.BAD_REQUEST, "This is not a signed note (C2SP signed-note): " + reason + "."));
    }
}
