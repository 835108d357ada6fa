package dev.whence.authenticate;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Finds out who asks: by an API key, by a token of the issuer that is believed, or by the owner's token. Thread-safe. */
public final class Authentication implements AutoCloseable {
    private static final Duration REMEMBER_TOKEN = Duration.ofMinutes(1);
    private static final int LONGEST = 16_384;

    private final AuthenticationSettings settings;
    private final String defaultOrganisation;
    private final KnownKeys keys;
    private final LastUses uses;
    private final Throttle throttle;
    private final KeyCheck keyCheck;
    private final Tokens tokens;
    private final Memory<Tokens.Token> knownTokens;
    private final InstantSource clock;
    private volatile @Nullable OwnerToken owner;

    Authentication(
            Path folder,
            AuthenticationSettings settings,
            Tokens tokens,
            String defaultOrganisation,
            InstantSource clock) {
        SecureRandom random = new SecureRandom();
        this.settings = settings;
        this.defaultOrganisation = defaultOrganisation;
        this.clock = clock;
        this.keys = new KnownKeys(new ApiKeyFile(folder));
        this.uses = new LastUses(folder, clock);
        this.throttle = new Throttle(settings.freeFailures(), settings.longestPause(), clock);
        this.keyCheck = new KeyCheck(keys, uses, throttle, random, clock);
        this.tokens = tokens;
        this.knownTokens = new Memory<>(REMEMBER_TOKEN, random, clock);
    }

    /**
     * Over the keys of a data folder.
     *
     * @param folder the data folder's {@code keys}
     * @param defaultOrganisation of those who belong to none, and of the folder's owner
     */
    public static Authentication over(
            Path folder, AuthenticationSettings settings, String defaultOrganisation, InstantSource clock) {
        Tokens tokens = settings.tokens()
                .<Tokens>map(issuer -> new IssuerTokens(issuer, clock))
                .orElse(Tokens.NONE);
        return new Authentication(folder, settings, tokens, defaultOrganisation, clock);
    }

    /** Whether rights are configured; once so, it stays so until the process ends. */
    public boolean isConfigured() {
        return settings.required() || settings.tokens().isPresent() || keys.isThere();
    }

    /** From now on the owner of the data folder is known by this token; it ends with this object. */
    public void know(OwnerToken token) {
        owner = token;
    }

    /** Who it is that shows this. */
    public Finding find(Presented presented) {
        String credential = presented.credential();
        if (OwnerToken.looksLike(credential)) {
            return owner(presented);
        }
        Optional<KeyText> key = KeyText.parse(credential);
        return key.isPresent() ? keyCheck.check(key.get(), presented) : token(presented);
    }

    private Finding owner(Presented presented) {
        OwnerToken kept = owner;
        if (kept != null && presented.fromHere() && kept.fits(presented.credential())) {
            return new Finding.Known(OwnerToken.owner(organisations()));
        }
        return failed(presented);
    }

    /** All that are known: the owner reads what any of them may. */
    private List<String> organisations() {
        Stream<String> named = keys.now().values().stream().flatMap(key -> key.organisations().stream());
        return Stream.concat(Stream.of(defaultOrganisation), named.sorted())
                .distinct()
                .toList();
    }

    /** Tokens cannot be guessed, and checking one is cheap: only those that fail are slowed down. */
    private Finding token(Presented presented) {
        String credential = presented.credential();
        if (credential.length() > LONGEST) {
            return failed(presented);
        }
        Instant now = clock.instant();
        Optional<Tokens.Token> known = knownTokens.recall(credential).filter(token -> now.isBefore(token.until()));
        if (known.isEmpty()) {
            known = tokens.check(credential);
            known.ifPresent(token -> knownTokens.keep(credential, token));
        }
        return known.<Finding>map(token -> new Finding.Known(token.principal())).orElseGet(() -> failed(presented));
    }

    private Finding failed(Presented presented) {
        String address = "address " + presented.address();
        Optional<Duration> pause = throttle.pause(address);
        if (pause.isPresent()) {
            return new Finding.TooSoon(pause.get());
        }
        throttle.failed(address);
        return new Finding.Unknown();
    }

    /** Writes what is kept of the last uses, and forgets the owner's token. */
    @Override
    public void close() {
        uses.write();
        OwnerToken kept = owner;
        if (kept != null) {
            owner = null;
            kept.remove();
        }
    }
}
