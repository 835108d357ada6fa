package dev.whence.tlog.note;

import dev.whence.receipt.ProblemType;
import dev.whence.receipt.RefusedException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * Decides whether a note can be trusted: a signature by a key that is not known says nothing, a wrong one by a key that
 * is known rejects the note, and one right one is needed. Thread safe.
 */
public final class NoteVerifier {
    private final List<VerifierKey> keys;

    public NoteVerifier(List<VerifierKey> keys) {
        this.keys = List.copyOf(keys);
    }

    /**
     * Reads a note and checks it.
     *
     * @throws RefusedException where it is not a note, or not to be trusted
     */
    public SignedNote open(byte[] file) throws RefusedException {
        SignedNote note = SignedNote.parse(file);
        if (verified(note) == 0) {
            throw refused("no signature under it is by a known key");
        }
        return note;
    }

    /** Refuses a note with a wrong signature by a known key, but asks for none. */
    void requireNoWrongSignature(SignedNote note) throws RefusedException {
        verified(note);
    }

    /** How many of the note's signatures are by known keys. */
    private long verified(SignedNote note) throws RefusedException {
        byte[] message = note.text().getBytes(StandardCharsets.UTF_8);
        long verified = 0;
        for (SignedNote.Line line : note.lines()) {
            Optional<VerifierKey> key = keyOf(line);
            if (key.isPresent() && !key.get().verifies(message, line.signature())) {
                throw refused("the signature under it by " + line.name() + " is wrong");
            }
            verified += key.isPresent() ? 1 : 0;
        }
        return verified;
    }

    /** The known key that a line claims to be signed with. */
    public Optional<VerifierKey> keyOf(SignedNote.Line line) {
        return keys.stream().filter(key -> key.claims(line)).findFirst();
    }

    private static RefusedException refused(String reason) {
        return new RefusedException(ProblemType.BAD_REQUEST, "The note cannot be trusted: " + reason + ".");
    }
}
