package dev.whence.feed.stac;

import dev.whence.catalog.CatalogView;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a page of a search begins, in which view of the catalog. What is sought stands beside it, in the address.
 *
 * @param size names the view
 * @param after the ordinal that the page before ended with
 */
record PageToken(long size, int after) {
    private static final Pattern FORM = Pattern.compile("1s(\\d{1,18})\\.(-1|\\d{1,9})");

    static PageToken first(CatalogView view) {
        return new PageToken(view.size(), CatalogView.START);
    }

    String text() {
        String plain = "1s" + size + "." + after;
        return Base64.getUrlEncoder().withoutPadding().encodeToString(plain.getBytes(StandardCharsets.US_ASCII));
    }

    /** Nothing where we never wrote such a text. */
    static Optional<PageToken> read(String text) {
        try {
            Matcher parts = FORM.matcher(new String(Base64.getUrlDecoder().decode(text), StandardCharsets.US_ASCII));
            return parts.matches()
                    ? Optional.of(new PageToken(Long.parseLong(parts.group(1)), Integer.parseInt(parts.group(2))))
                    : Optional.empty();
        } catch (IllegalArgumentException notOurs) {
            return Optional.empty();
        }
    }
}
