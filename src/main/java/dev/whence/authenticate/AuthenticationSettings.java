package dev.whence.authenticate;

import java.time.Duration;
import java.util.Optional;

/**
 * How it is found out who asks.
 *
 * @param required rights are configured even while there is no key and no issuer
 * @param freeFailures how many failed attempts of one address, or at one key, cost nothing
 * @param longestPause how long one has to wait at most after more of them
 * @param tokens whose bearer tokens are believed
 */
public record AuthenticationSettings(
        boolean required, int freeFailures, Duration longestPause, Optional<TokenSettings> tokens) {}
