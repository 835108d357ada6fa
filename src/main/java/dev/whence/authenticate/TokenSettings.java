package dev.whence.authenticate;

import java.net.URI;
import java.time.Duration;
import java.util.List;

/**
 * Whose bearer tokens (JWT, RFC 7519) are believed, and what their claims mean.
 *
 * @param issuer as {@code iss} must have it
 * @param audience that {@code aud} must name
 * @param keys where the issuer's key set is: a file, https, or http on this machine
 * @param algorithms by their JOSE names, none of them symmetric
 * @param clockSkew by how much clocks may differ
 * @param renewal after how long the key set is asked for again
 * @param timeout of one question for it
 */
public record TokenSettings(
        String issuer,
        String audience,
        URI keys,
        List<String> algorithms,
        Duration clockSkew,
        Duration renewal,
        Duration timeout,
        Claims claims) {

    /** Which claims hold a principal's name, its organisations and its scopes. */
    public record Claims(String name, String organisations, String scopes) {}

    public TokenSettings {
        algorithms = List.copyOf(algorithms);
    }
}
