package dev.whence.authenticate;

import dev.whence.access.Scope;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Makes API keys and takes them back, in the files of a data folder; a server that runs notices. */
public final class ApiKeys {
    /** What a principal may be called: it is shown in receipts and logs. */
    private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}._:@+/-]{1,128}");

    private static final Pattern ORGANISATION = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

    private final ApiKeyFile file;
    private final LastUses uses;
    private final InstantSource clock;
    private final SecureRandom random = new SecureRandom();

    /** @param folder the data folder's {@code keys} */
    public ApiKeys(Path folder, InstantSource clock) {
        this.file = new ApiKeyFile(folder);
        this.uses = new LastUses(folder, clock);
        this.clock = clock;
    }

    /**
     * A key that was just made.
     *
     * @param text the whole key; after this nobody can find it out again
     */
    public record Made(ApiKey key, String text) {
        @Override
        public String toString() {
            return "a new key";
        }
    }

    /** Whether this may be a principal's name: letters, digits and {@code ._:@+/-}. */
    public static boolean isName(String name) {
        return NAME.matcher(name).matches();
    }

    /** Whether this may be an organisation's name: it stands in IRIs and in event lines. */
    public static boolean isOrganisation(String name) {
        return ORGANISATION.matcher(name).matches();
    }

    /**
     * Makes a key.
     *
     * @param name of the principal, see {@link #isName}
     * @param organisations the first is the one that it speaks for unless it says otherwise
     */
    public Made create(String name, List<String> organisations, Set<Scope> scopes, Optional<Instant> expires)
            throws IOException {
        if (!isName(name) || !organisations.stream().allMatch(ApiKeys::isOrganisation)) {
            throw new IllegalArgumentException("no name of a principal or of an organisation");
        }
        KeyText text = KeyText.random(random);
        ApiKey key = new ApiKey(
                text.id(),
                name,
                organisations,
                scopes,
                SecretHash.of(text.secret(), random),
                clock.instant().truncatedTo(ChronoUnit.SECONDS),
                expires,
                Optional.empty());
        file.change(keys -> {
            List<ApiKey> more = new ArrayList<>(keys);
            more.add(key);
            return more;
        });
        return new Made(key, text.reveal());
    }

    /** All of them, in the order in which they were made; also what is good no more. */
    public List<ApiKey> list() throws IOException {
        return file.read();
    }

    /** When each was last used, by its id; the keys of which nothing is known are not there. */
    public Map<String, Instant> lastUses() {
        return uses.all();
    }

    /** Takes a key back, for ever; nothing where there is none of this id. Twice is as good as once. */
    public Optional<ApiKey> revoke(String id) throws IOException {
        if (file.read().stream().noneMatch(key -> key.id().equals(id))) {
            return Optional.empty();
        }
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        List<ApiKey> left = file.change(keys -> keys.stream()
                .map(key -> key.id().equals(id) ? key.revokedAt(now) : key)
                .toList());
        return left.stream().filter(key -> key.id().equals(id)).findFirst();
    }
}
