package dev.whence.harvest;

import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** What a source is called here, and its folder too: small letters, digits, full stops and hyphens. */
public record SourceName(String text) {
    private static final Pattern FORM = Pattern.compile("[a-z0-9][a-z0-9.-]{0,79}");
    private static final int LONGEST = 80;

    public SourceName {
        if (!FORM.matcher(text).matches()) {
            throw new IllegalArgumentException("a source's name has small letters, digits, full stops and hyphens");
        }
    }

    public static Optional<SourceName> parse(String text) {
        return FORM.matcher(text).matches() ? Optional.of(new SourceName(text)) : Optional.empty();
    }

    /** A name for a source that nobody has named: its host and path. */
    public static SourceName of(URI url) {
        String port = url.getPort() < 0 ? "" : "-" + url.getPort();
        String path = url.getRawPath() == null ? "" : url.getRawPath();
        String text = (url.getHost() + port + path)
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9.-]+", "-")
                .replaceAll("^[^a-z0-9]+|[^a-z0-9]+$", "");
        return new SourceName(text.isEmpty() ? "source" : text.substring(0, Math.min(text.length(), LONGEST)));
    }
}
