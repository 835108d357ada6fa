package dev.whence.follow;

import java.util.Optional;
import java.util.function.Supplier;

/**
 * What a follower shows to the server that it follows, and to no other. Asked for anew before each request, so that a
 * credential that expires can be renewed. Its text is never shown.
 */
public final class Credential {
    /** For a log that anybody may read. */
    public static final Credential NONE = new Credential(Optional::empty);

    private final Supplier<Optional<String>> bearer;

    private Credential(Supplier<Optional<String>> bearer) {
        this.bearer = bearer;
    }

    /** An API key or a token. */
    public static Credential bearer(String token) {
        return new Credential(() -> Optional.of(token));
    }

    /** One that may change; must be safe for use by several threads. */
    public static Credential bearer(Supplier<Optional<String>> token) {
        return new Credential(token);
    }

    /** The value of the header {@code Authorization}. */
    Optional<String> authorization() {
        return bearer.get().map(token -> "Bearer " + token);
    }

    @Override
    public String toString() {
        return "a credential";
    }
}
