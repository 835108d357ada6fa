package dev.whence.ledger;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Hides names under a secret key (HMAC-SHA256): equal names stay equal, so that duplicates and conflicts are found, and
 * nobody without the key can try guesses. Thread safe.
 */
public final class Blinding {
    static final int KEY_BYTES = 32;

    private static final String ALGORITHM = "HmacSHA256";
    private static final byte APART = (byte) 0xff;
    private static final String PREFIX = "hmac:";
    private static final Pattern FORM = Pattern.compile(PREFIX + "[0-9a-f]{64}");

    private final SecretKeySpec key;

    Blinding(byte[] key) {
        if (key.length != KEY_BYTES) {
            throw new IllegalArgumentException("a blinding key has " + KEY_BYTES + " bytes");
        }
        this.key = new SecretKeySpec(key, ALGORITHM);
    }

    /** {@code hmac:} and 64 hexadecimal digits. */
    public String blind(String name) {
        return hmac(utf8(name));
    }

    /**
     * Hides names of one sort apart from all others: who has a subject hidden learns nothing of these.
     *
     * @param sort in plain words, the same for ever
     */
    public String blind(String sort, String name) {
        // No text in UTF-8 has this byte, so no subject can be made to look like this.
        return hmac(new byte[] {APART}, utf8(sort), new byte[] {APART}, utf8(name));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private String hmac(byte[]... parts) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            for (byte[] part : parts) {
                mac.update(part);
            }
            return PREFIX + HexFormat.of().formatHex(mac.doFinal());
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every JDK has " + ALGORITHM, impossible);
        }
    }

    /** The event's subject in its blinded form, whatever its label: the same for everything that has the same subject. */
    public String subjectOf(Event event) {
        return event.label().isPublic() ? blind(event.subject()) : event.subject();
    }

    /** A name that an event has in the clear or hidden, hidden: the same for both. */
    public String blinded(String name) {
        return isBlinded(name) ? name : blind(name);
    }

    static boolean isBlinded(String name) {
        return FORM.matcher(name).matches();
    }
}
