package dev.whence.links;

/** Where a reference leads. */
public sealed interface Target {
    /** To something that is there. {@code place} is its name as the source of documents gives it. */
    record Here(String place) implements Target {}

    /** To an address that is not this source's; nothing is fetched. */
    record Elsewhere(String address) implements Target {}

    /** Into this source, to a place where nothing is. */
    record Missing() implements Target {}

    /** Out of the root. Never opened, so nothing is said about whether anything is there. */
    record Outside(String why) implements Target {}

    /** It is no reference. */
    record Invalid(String why) implements Target {}
}
