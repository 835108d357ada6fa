package dev.whence.client;

import java.util.regex.Pattern;

/** What a client shows to be known: an API key or a bearer token. Never printed. */
public final class Credential {
    /** Only what a header may hold (RFC 6750 §2.1), so that nothing else can be slipped in with it. */
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9._~+/-]{1,16384}=*");

    private final String text;

    /** @throws IllegalArgumentException where it is no bearer token; the message does not repeat it */
    public Credential(String text) {
        if (!FORM.matcher(text).matches()) {
            throw new IllegalArgumentException("a credential is one word of letters, digits and ._~+/-");
        }
        this.text = text;
    }

    /** The value of the header {@code Authorization}. */
    public String header() {
        return "Bearer " + text;
    }

    @Override
    public String toString() {
        return "a credential";
    }
}
