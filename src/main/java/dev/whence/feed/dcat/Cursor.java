package dev.whence.feed.dcat;

import dev.whence.catalog.CatalogView;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a page begins. It names a view for ever, so whoever goes on from page to page meets each record once, whatever is
 * written meanwhile; callers are not to read it.
 *
 * @param size names the view
 * @param scope what the pages go through
 * @param begin what {@code after} is on the first page
 * @param after the ordinal (of all) or the number of the change (of what changed) that the page before ended with
 * @param total what all pages hold together
 */
record Cursor(long size, Scope scope, int begin, int after, int total) {
    private static final Pattern FORM =
            Pattern.compile("1([ac])(\\d{1,18})\\.(-1|\\d{1,9})\\.(-1|\\d{1,9})\\.(\\d{1,9})");

    /** What pages go through. */
    enum Scope {
        /** Every record, in the order in which they first came. */
        ALL("a"),
        /** What changed, in the order in which it did; and only its last change. */
        CHANGED("c");

        private final String letter;

        Scope(String letter) {
            this.letter = letter;
        }
    }

    /** The first page of everything. */
    static Cursor all(CatalogView view) {
        return new Cursor(view.size(), Scope.ALL, CatalogView.START, CatalogView.START, view.total());
    }

    /** The first page of what changed since a change, that one included. */
    static Cursor changed(CatalogView view, int first, int total) {
        return new Cursor(view.size(), Scope.CHANGED, first - 1, first - 1, total);
    }

    Cursor first() {
        return new Cursor(size, scope, begin, begin, total);
    }

    Cursor goOn(int last) {
        return new Cursor(size, scope, begin, last, total);
    }

    String text() {
        String plain = "1" + scope.letter + size + "." + begin + "." + after + "." + total;
        return Base64.getUrlEncoder().withoutPadding().encodeToString(plain.getBytes(StandardCharsets.US_ASCII));
    }

    /** Nothing where we never wrote such a text. */
    static Optional<Cursor> read(String text) {
        try {
            String plain = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.US_ASCII);
            Matcher parts = FORM.matcher(plain);
            return parts.matches()
                    ? Optional.of(new Cursor(
                            Long.parseLong(parts.group(2)),
                            parts.group(1).equals(Scope.ALL.letter) ? Scope.ALL : Scope.CHANGED,
                            Integer.parseInt(parts.group(3)),
                            Integer.parseInt(parts.group(4)),
                            Integer.parseInt(parts.group(5))))
                    : Optional.empty();
        } catch (IllegalArgumentException notOurs) {
            return Optional.empty();
        }
    }
}
