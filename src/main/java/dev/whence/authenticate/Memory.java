package dev.whence.authenticate;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * What was found out about credentials a short while ago, each under an HMAC with a key that no other process has: a dump of
 * the memory shows no credential that can be used, and nobody can choose where an entry falls. Bounded; thread-safe.
 */
final class Memory<T> {
    private static final String HMAC = "HmacSHA256";
    private static final int MOST = 10_000;

    private final SecretKeySpec key;
    private final Cache<ByteBuffer, T> known;

    Memory(Duration how, SecureRandom random, InstantSource clock) {
        byte[] secret = new byte[32];
        random.nextBytes(secret);
        this.key = new SecretKeySpec(secret, HMAC);
        this.known = Caffeine.newBuilder()
                .maximumSize(MOST)
                .expireAfterWrite(how)
                .ticker(() -> TimeUnit.MILLISECONDS.toNanos(clock.millis()))
                .build();
    }

    Optional<T> recall(String credential) {
        return Optional.ofNullable(known.getIfPresent(name(credential)));
    }

    void keep(String credential, T found) {
        known.put(name(credential), found);
    }

    void forget(String credential) {
        known.invalidate(name(credential));
    }

    private ByteBuffer name(String credential) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(key);
            return ByteBuffer.wrap(mac.doFinal(credential.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("every Java has " + HMAC, missing);
        }
    }
}
