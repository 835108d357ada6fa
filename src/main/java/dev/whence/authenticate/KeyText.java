package dev.whence.authenticate;

import java.security.SecureRandom;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An API key as its holder has it: {@code whence_<id>_<secret>}, so that a person and a scanner of secrets recognise it.
 * Never printed but once.
 */
final class KeyText {
    private static final String ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final int ID_LENGTH = 8;
    /** 43 of 62 letters are 256 bits. */
    private static final int SECRET_LENGTH = 43;

    private static final Pattern FORM =
            Pattern.compile("whence_([0-9A-Za-z]{" + ID_LENGTH + "})_([0-9A-Za-z]{" + SECRET_LENGTH + "})");

    private final String id;
    private final String secret;

    private KeyText(String id, String secret) {
        this.id = id;
        this.secret = secret;
    }

    static KeyText random(SecureRandom random) {
        return new KeyText(letters(random, ID_LENGTH), letters(random, SECRET_LENGTH));
    }

    static Optional<KeyText> parse(String text) {
        Matcher matcher = FORM.matcher(text);
        return matcher.matches() ? Optional.of(new KeyText(matcher.group(1), matcher.group(2))) : Optional.empty();
    }

    static String letters(SecureRandom random, int length) {
        return random.ints(length, 0, ALPHABET.length())
                .collect(StringBuilder::new, (text, i) -> text.append(ALPHABET.charAt(i)), StringBuilder::append)
                .toString();
    }

    /** By which it is recognised; not secret. */
    String id() {
        return id;
    }

    String secret() {
        return secret;
    }

    /** The whole key, for its holder. */
    String reveal() {
        return "whence_" + id + "_" + secret;
    }

    @Override
    public String toString() {
        return "whence_" + id + "_…";
    }
}
