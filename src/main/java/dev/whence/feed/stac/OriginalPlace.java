package dev.whence.feed.stac;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.whence.receipt.RecordSource;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import java.util.regex.Pattern;

/** Where a document lay that now lies here: what its relative references meant is known from that, or not at all. */
record OriginalPlace(Optional<URI> document) {
    private static final Pattern ON_THE_WEB = Pattern.compile("(?i)https?://.+");

    /** By its own {@code self} link, else by where it was harvested. */
    static OriginalPlace of(ObjectNode document, Optional<RecordSource> source) {
        for (JsonNode link : document.path("links")) {
            if (Links.text(link, "rel").equals("self")
                    && ON_THE_WEB.matcher(Links.text(link, "href")).matches()) {
                return new OriginalPlace(uri(Links.text(link, "href")));
            }
        }
        return new OriginalPlace(source.map(RecordSource::url).flatMap(OriginalPlace::uri));
    }

    static boolean isOnTheWeb(String href) {
        return ON_THE_WEB.matcher(href).matches();
    }

    /** As it was meant, where that is known; else as it stands. */
    String resolve(String href) {
        return document.flatMap(base -> uri(href)
                        .filter(reference -> !reference.isAbsolute())
                        .map(base::resolve)
                        .map(URI::toString))
                .orElse(href);
    }

    private static Optional<URI> uri(String text) {
        try {
            return Optional.of(new URI(text));
        } catch (URISyntaxException notOne) {
            return Optional.empty();
        }
    }
}
