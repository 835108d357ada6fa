package dev.whence.serve.oap;

import dev.whence.canonical.Jcs;
import dev.whence.canonical.Sha256;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Cursors: where a list goes on, and as of which ledger size, so that what is written meanwhile neither moves nor repeats
 * anything. Each belongs to one question, and one that was changed, or made elsewhere, is not taken. Thread safe.
 */
public final class Cursors {
    private static final String ALGORITHM = "HmacSHA256";
    private static final int QUESTION_BYTES = 8;
    private static final int MAC_BYTES = 16;
    private static final int LENGTH = Long.BYTES + Long.BYTES + QUESTION_BYTES + MAC_BYTES;

    private final SecretKeySpec key;

    /** @param key 32 bytes that callers do not know; a cursor is taken as long as the key is the same */
    public Cursors(byte[] key) {
        this.key = new SecretKeySpec(key, ALGORITHM);
    }

    /**
     * A place in a list.
     *
     * @param size the ledger size that the list is made of
     * @param place where the list goes on: a number that the one who asks has seen, or could have
     */
    record Position(long size, long place) {}

    String write(Position position, Call call) {
        ByteBuffer bytes = ByteBuffer.allocate(LENGTH)
                .putLong(position.size())
                .putLong(position.place())
                .put(question(call));
        bytes.put(mac(Arrays.copyOf(bytes.array(), bytes.position())));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array());
    }

    /** Nothing where the cursor is not one of ours, or belongs to another question. */
    Optional<Position> read(String cursor, Call call) {
        byte[] bytes;
        try {
            bytes = Base64.getUrlDecoder().decode(cursor);
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
        if (bytes.length != LENGTH || !isOurs(bytes)) {
            return Optional.empty();
        }
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        Position position = new Position(buffer.getLong(), buffer.getLong());
        byte[] question = new byte[QUESTION_BYTES];
        buffer.get(question);
        return Arrays.equals(question, question(call)) ? Optional.of(position) : Optional.empty();
    }

    private boolean isOurs(byte[] bytes) {
        byte[] signed = Arrays.copyOf(bytes, LENGTH - MAC_BYTES);
        return MessageDigest.isEqual(mac(signed), Arrays.copyOfRange(bytes, LENGTH - MAC_BYTES, LENGTH));
    }

    private static byte[] question(Call call) {
        byte[] type = call.type().getBytes(StandardCharsets.UTF_8);
        return Arrays.copyOf(Sha256.hash(type, new byte[] {0}, Jcs.canonicalize(call.question())), QUESTION_BYTES);
    }

    private byte[] mac(byte[] text) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return Arrays.copyOf(mac.doFinal(text), MAC_BYTES);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every JDK has " + ALGORITHM, impossible);
        }
    }
}
