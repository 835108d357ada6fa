package dev.whence.receive;

import dev.whence.canonical.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * Names one request to write, so that it may be sent again without harm: within an organisation and an operation a key
 * stands for one request.
 *
 * @param operation what is asked for, whatever route was taken to it
 * @param key as the caller made it up: 1 to 255 printable ASCII characters
 * @param bodySha256 of the request, in hexadecimal digits
 */
public record IdempotencyKey(String operation, String key, String bodySha256) {
    /** What a key looks like, in words. */
    public static final String WANTED = "1 to 255 printable ASCII characters";

    private static final Pattern FORM = Pattern.compile("[\\x20-\\x7e]{1,255}");

    public IdempotencyKey {
        if (!isKey(key)) {
            throw new IllegalArgumentException("a key is " + WANTED);
        }
    }

    /** Whether a text can be a key. */
    public static boolean isKey(String text) {
        return FORM.matcher(text).matches();
    }

    /**
     * The key of a request.
     *
     * @param beside what else makes it another request than the same body by itself, such as parameters
     */
    public static IdempotencyKey of(String operation, String key, byte[] body, String... beside) {
        byte[] more = String.join("\n", beside).getBytes(StandardCharsets.UTF_8);
        return new IdempotencyKey(operation, key, Sha256.hex(Sha256.hash(body), more));
    }

    /** The key of one of many things that one request hands in; each stands for itself. */
    public IdempotencyKey part(String name, byte[] bytes) {
        return of(operation + "/" + name, key, bytes, bodySha256);
    }
}
