package dev.whence.links;

import java.util.Comparator;

/**
 * Something that does not hold.
 *
 * @param from the document, with the JSON pointer of the place in it after {@code #} where there is one
 * @param to what it leads to, without what may be secret in it; empty if nothing
 */
public record Finding(Code code, String from, String to, String message) {
    static final Comparator<Finding> ORDER = Comparator.comparing(Finding::from)
            .thenComparing(Finding::code)
            .thenComparing(Finding::to)
            .thenComparing(Finding::message);

    public Finding {
        to = Masked.of(to);
    }

    static Finding at(Code code, Document document, Link link, String message) {
        return new Finding(code, document.place() + "#" + link.pointer(), link.href(), message);
    }

    static Finding at(Code code, Document document, String message) {
        return new Finding(code, document.place(), "", message);
    }
}
