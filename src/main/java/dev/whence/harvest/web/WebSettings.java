package dev.whence.harvest.web;

import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * How others are asked.
 *
 * @param userAgent names us, so that an operator can find who asks and {@code robots.txt} can name us; its first word up to a
 *     slash is the product token
 * @param budgetBytes that may come in one harvest, as they come over the wire
 * @param budgetTime that one harvest may take
 * @param delay between two requests, where the server asks for no longer one
 * @param patience with one whole answer
 * @param mostBytes of one document, before and after it is unpacked
 * @param tries of one request
 * @param firstPause before the second try; each further one is twice as long
 * @param longestPause before a further try; a server that asks for a longer one is left alone
 * @param allowPrivate whether private addresses may be asked
 * @param hosts besides the source's own that may be asked: names, or names with ports
 */
public record WebSettings(
        String userAgent,
        long budgetBytes,
        Duration budgetTime,
        Duration delay,
        Duration patience,
        int mostBytes,
        int tries,
        Duration firstPause,
        Duration longestPause,
        boolean allowPrivate,
        Set<String> hosts) {
    /** 2 GB, 6 hours, five requests a second at most, documents of 50 MiB, as CKAN caps them. */
    public static final WebSettings DEFAULTS = new WebSettings(
            "whence",
            2_000_000_000L,
            Duration.ofHours(6),
            Duration.ofMillis(200),
            Duration.ofMinutes(2),
            50 << 20,
            5,
            Duration.ofSeconds(1),
            Duration.ofMinutes(2),
            false,
            Set.of());

    public WebSettings {
        hosts = hosts.stream().map(host -> host.toLowerCase(Locale.ROOT)).collect(Collectors.toUnmodifiableSet());
        if (budgetBytes < 1 || mostBytes < 1 || tries < 1) {
            throw new IllegalArgumentException("budgets, sizes and tries are at least 1");
        }
    }

    public WebSettings withBudget(long bytes, Duration time) {
        return new WebSettings(
                userAgent,
                bytes,
                time,
                delay,
                patience,
                mostBytes,
                tries,
                firstPause,
                longestPause,
                allowPrivate,
                hosts);
    }

    public WebSettings withPauses(Duration between, Duration first, Duration longest) {
        return new WebSettings(
                userAgent,
                budgetBytes,
                budgetTime,
                between,
                patience,
                mostBytes,
                tries,
                first,
                longest,
                allowPrivate,
                hosts);
    }

    public WebSettings withMostBytes(int most) {
        return new WebSettings(
                userAgent,
                budgetBytes,
                budgetTime,
                delay,
                patience,
                most,
                tries,
                firstPause,
                longestPause,
                allowPrivate,
                hosts);
    }

    public WebSettings allowing(boolean privateAddresses, Set<String> otherHosts) {
        return new WebSettings(
                userAgent,
                budgetBytes,
                budgetTime,
                delay,
                patience,
                mostBytes,
                tries,
                firstPause,
                longestPause,
                privateAddresses,
                otherHosts);
    }

    public WebSettings as(String agent) {
        return new WebSettings(
                agent,
                budgetBytes,
                budgetTime,
                delay,
                patience,
                mostBytes,
                tries,
                firstPause,
                longestPause,
                allowPrivate,
                hosts);
    }

    /** By which {@code robots.txt} names us. */
    String productToken() {
        return userAgent.split("[/ ]", 2)[0];
    }
}
