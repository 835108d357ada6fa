package dev.whence.authenticate;

import dev.whence.access.Principal;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Checks API keys: quickly where one was verified a short while ago, else slowly, not many at once, and not soon after
 * failures. A key that nobody has is checked against a hash that nothing fits. Thread-safe.
 */
final class KeyCheck {
    private static final Duration REMEMBER = Duration.ofMinutes(5);
    private static final Duration BUSY = Duration.ofSeconds(2);
    /** A hash takes 19 MiB and a processor while it lasts. */
    private static final int AT_ONCE = 2;

    private static final long PATIENCE_MILLIS = 5_000;

    private final KnownKeys keys;
    private final LastUses uses;
    private final Throttle throttle;
    private final InstantSource clock;
    private final Memory<ApiKey> memory;
    private final SecretHash nothing;
    private final Semaphore places = new Semaphore(AT_ONCE, true);

    KeyCheck(KnownKeys keys, LastUses uses, Throttle throttle, SecureRandom random, InstantSource clock) {
        this.keys = keys;
        this.uses = uses;
        this.throttle = throttle;
        this.clock = clock;
        this.memory = new Memory<>(REMEMBER, random, clock);
        this.nothing = SecretHash.ofNothing(random);
    }

    Finding check(KeyText text, Presented presented) {
        ApiKey key = keys.find(text.id());
        Optional<ApiKey> known = memory.recall(presented.credential());
        if (known.isPresent()) {
            // As it was when it was verified, or it is verified again.
            if (known.get().equals(key) && known.get().isGood(clock.instant())) {
                return known(known.get());
            }
            memory.forget(presented.credential());
        }
        return slowly(text, key, presented);
    }

    private Finding slowly(KeyText text, @Nullable ApiKey key, Presented presented) {
        String address = "address " + presented.address();
        String prefix = "key " + text.id();
        Optional<Duration> before = pause(address, prefix);
        if (before.isPresent()) {
            return new Finding.TooSoon(before.get());
        }
        if (!enter()) {
            return new Finding.TooSoon(BUSY);
        }
        try {
            // Again, for those who waited while others failed.
            Optional<Duration> pause = pause(address, prefix);
            if (pause.isPresent()) {
                return new Finding.TooSoon(pause.get());
            }
            boolean fits = (key == null ? nothing : key.hash()).fits(text.secret());
            if (key != null && fits && key.isGood(clock.instant())) {
                throttle.forget(prefix);
                memory.keep(presented.credential(), key);
                return known(key);
            }
            throttle.failed(address);
            throttle.failed(prefix);
            return new Finding.Unknown();
        } finally {
            places.release();
        }
    }

    private boolean enter() {
        try {
            return places.tryAcquire(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private Optional<Duration> pause(String address, String prefix) {
        Optional<Duration> a = throttle.pause(address);
        Optional<Duration> b = throttle.pause(prefix);
        return a.isPresent() && b.isPresent() ? (a.get().compareTo(b.get()) > 0 ? a : b) : a.or(() -> b);
    }

    private Finding known(ApiKey key) {
        uses.used(key.id());
        Principal principal = key.principal();
        return new Finding.Known(principal);
    }
}
