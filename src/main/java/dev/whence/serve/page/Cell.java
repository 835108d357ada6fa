package dev.whence.serve.page;

import java.util.Optional;

/**
 * One cell of a table.
 *
 * @param text what it shows
 * @param kind of thing that it names, shown beside it
 * @param address where a click on it leads
 * @param whole what the text is short for
 */
record Cell(String text, Optional<String> kind, Optional<String> address, Optional<String> whole) {
    static Cell of(String text) {
        return new Cell(text, Optional.empty(), Optional.empty(), Optional.empty());
    }

    static Cell link(String text, String address) {
        return new Cell(text, Optional.empty(), Optional.of(address), Optional.empty());
    }

    /** Text that is short for something longer. */
    static Cell brief(String text, String whole) {
        return new Cell(text, Optional.empty(), Optional.empty(), Optional.of(whole));
    }
}
