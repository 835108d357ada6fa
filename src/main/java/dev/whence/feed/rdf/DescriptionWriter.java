package dev.whence.feed.rdf;

/**
 * Writes descriptions in one syntax. What it writes of each stands alone: a document is the head, descriptions with
 * {@link #between()} between them, and the foot. Immutable.
 */
public interface DescriptionWriter {
    String head();

    String between();

    String foot();

    void write(Description description, StringBuilder out);
}
