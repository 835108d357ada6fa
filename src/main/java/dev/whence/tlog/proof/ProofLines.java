package dev.whence.tlog.proof;

import dev.whence.receipt.ProblemType;
import dev.whence.receipt.RefusedException;
import dev.whence.tlog.merkle.Hash;
import dev.whence.tlog.note.Checkpoint;
import dev.whence.tlog.note.SignedCheckpoint;
import dev.whence.tlog.note.SignedNote;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;

/** Reads a proof line by line, strictly: lines of hashes, an empty line, a checkpoint. Not thread safe. */
final class ProofLines {
    /** The way to the root of the largest tree; a consistency proof may have one more, its own limit is 63. */
    private static final int MOST_HASHES = 63;

    private static final Pattern NUMBER = Pattern.compile("0|[1-9][0-9]{0,17}");

    private final String text;
    private final String format;
    private int at;
    private int line;

    private ProofLines(String text, String format) {
        this.text = text;
        this.format = format;
    }

    /** @param format for those who are told that a file is not in it */
    static ProofLines of(byte[] file, String format) throws RefusedException {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(file))
                    .toString();
            return new ProofLines(text, format);
        } catch (CharacterCodingException notUtf8) {
            throw new ProofLines("", format).refused("it is not UTF-8");
        }
    }

    boolean startsWith(String prefix) {
        return text.startsWith(prefix, at);
    }

    /** The next line without its newline. */
    String next(String wanted) throws RefusedException {
        int end = text.indexOf('\n', at);
        if (end < 0) {
            throw refused("it ends where " + wanted + " should be");
        }
        String next = text.substring(at, end);
        at = end + 1;
        line++;
        return next;
    }

    /** The number on a line behind a word. */
    long number(String prefix) throws RefusedException {
        String next = next("the line '" + prefix.strip() + " …'");
        String number = next.startsWith(prefix) ? next.substring(prefix.length()) : "";
        if (!NUMBER.matcher(number).matches()) {
            throw refused("it is not '" + prefix.strip() + "' and a number");
        }
        return Long.parseLong(number);
    }

    /** The hashes up to the empty line, and that line. */
    List<Hash> hashes() throws RefusedException {
        List<Hash> hashes = new ArrayList<>();
        for (String next = next("a hash"); !next.isEmpty(); next = next("the empty line before the checkpoint")) {
            if (hashes.size() == MOST_HASHES) {
                throw refused("there are more than " + MOST_HASHES + " hashes");
            }
            hashes.add(Hash.parseBase64(next).orElseThrow(() -> refused("it is not a SHA-256 hash in base64")));
        }
        return hashes;
    }

    /** Text that is base64 in the one way to write it. */
    String base64(String base64) throws RefusedException {
        try {
            byte[] decoded = Base64.getDecoder().decode(base64);
            if (Base64.getEncoder().encodeToString(decoded).equals(base64)) {
                return base64;
            }
        } catch (IllegalArgumentException notBase64) {
            throw refused("its extra data is not base64");
        }
        throw refused("its extra data is not base64 in its one spelling");
    }

    /** The rest. */
    SignedCheckpoint checkpoint() throws RefusedException {
        String note = text.substring(at);
        SignedNote signed = SignedNote.parse(note.getBytes(StandardCharsets.UTF_8));
        return Checkpoint.parse(signed.text())
                .map(checkpoint -> new SignedCheckpoint(checkpoint, note))
                .orElseThrow(() -> refused("what follows the empty line is not a checkpoint"));
    }

    RefusedException refused(String reason) {
        String place = line == 0 ? "" : "line " + line + ": ";
        return new RefusedException(ProblemType.PROOF_REFUSED, "This is not a " + format + ": " + place + reason + ".");
    }
}
