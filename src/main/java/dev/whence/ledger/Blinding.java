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
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return PREFIX + HexFormat.of().formatHex(mac.doFinal(name.getBytes(StandardCharsets.UTF_8)));
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
