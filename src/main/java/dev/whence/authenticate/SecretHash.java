package dev.whence.authenticate;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/** Argon2id (RFC 9106) in the usual text form, with the costs that OWASP names: 19 MiB, two passes. */
record SecretHash(int kibibytes, int passes, String salt, String hash) {
    private static final int KIBIBYTES = 19_456;
    private static final int PASSES = 2;
    private static final int SALT_BYTES = 16;
    private static final int HASH_BYTES = 32;
    /** More than this is no hash of ours, and would be a way to exhaust the server. */
    private static final int MOST_KIBIBYTES = 1 << 18;

    private static final Pattern FORM = Pattern.compile(
            "\\$argon2id\\$v=19\\$m=([0-9]{1,6}),t=([0-9]{1,2}),p=1\\$([A-Za-z0-9+/]{22})\\$([A-Za-z0-9+/]{43})");

    static SecretHash of(String secret, SecureRandom random) {
        byte[] salt = bytes(random, SALT_BYTES);
        return new SecretHash(KIBIBYTES, PASSES, base64(salt), base64(compute(secret, salt, KIBIBYTES, PASSES)));
    }

    /** Takes as long to check as any other, and fits nothing. */
    static SecretHash ofNothing(SecureRandom random) {
        return new SecretHash(KIBIBYTES, PASSES, base64(bytes(random, SALT_BYTES)), base64(bytes(random, HASH_BYTES)));
    }

    static Optional<SecretHash> parse(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            return Optional.empty();
        }
        int kibibytes = Integer.parseInt(form.group(1));
        int passes = Integer.parseInt(form.group(2));
        boolean sensible = kibibytes >= 8 && kibibytes <= MOST_KIBIBYTES && passes >= 1;
        return sensible
                ? Optional.of(new SecretHash(kibibytes, passes, form.group(3), form.group(4)))
                : Optional.empty();
    }

    /** Slow on purpose: some tens of milliseconds. */
    boolean fits(String secret) {
        byte[] made = compute(secret, Base64.getDecoder().decode(salt), kibibytes, passes);
        return MessageDigest.isEqual(made, Base64.getDecoder().decode(hash));
    }

    private static byte[] compute(String secret, byte[] salt, int kibibytes, int passes) {
        Argon2BytesGenerator argon2 = new Argon2BytesGenerator();
        argon2.init(new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                .withMemoryAsKB(kibibytes)
                .withIterations(passes)
                .withParallelism(1)
                .withSalt(salt)
                .build());
        byte[] hash = new byte[HASH_BYTES];
        argon2.generateBytes(secret.getBytes(StandardCharsets.UTF_8), hash);
        return hash;
    }

    private static byte[] bytes(SecureRandom random, int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().withoutPadding().encodeToString(bytes);
    }

    String text() {
        return String.format(Locale.ROOT, "$argon2id$v=19$m=%d,t=%d,p=1$%s$%s", kibibytes, passes, salt, hash);
    }

    @Override
    public String toString() {
        return "a hash";
    }
}
