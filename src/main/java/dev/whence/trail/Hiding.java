package dev.whence.trail;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Hides names under a secret of the data folder (HMAC-SHA256): equal names stay equal, so that somebody who tries one thing
 * again and again is seen, and nobody without the secret can find out which thing. For use by one thread.
 */
final class Hiding {
    private static final String ALGORITHM = "HmacSHA256";
    private static final int KEY_BYTES = 32;

    private final Mac mac;

    private Hiding(byte[] key) {
        try {
            mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key, ALGORITHM));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every JDK has " + ALGORITHM, impossible);
        }
    }

    /** Uses the secret in a file, and makes it where it is not there. */
    static Hiding by(Path file) throws IOException {
        if (!Files.exists(file)) {
            byte[] made = new byte[KEY_BYTES];
            new SecureRandom().nextBytes(made);
            PrivateFiles.replace(file, HexFormat.of().formatHex(made).getBytes(StandardCharsets.UTF_8));
            PrivateFiles.forceNames(file);
        }
        try {
            byte[] key = HexFormat.of()
                    .parseHex(Files.readString(file, StandardCharsets.UTF_8).strip());
            if (key.length == KEY_BYTES) {
                return new Hiding(key);
            }
        } catch (IllegalArgumentException notHex) {
            // Told below; what the file holds is not repeated.
        }
        throw new TrailException(file + " must hold " + KEY_BYTES + " bytes in hexadecimal digits.");
    }

    /** {@code hmac:} and 64 hexadecimal digits. */
    String hide(String name) {
        return "hmac:" + HexFormat.of().formatHex(mac.doFinal(name.getBytes(StandardCharsets.UTF_8)));
    }
}
