package dev.whence.links;

/** Says where a reference in a document leads, at the place that the documents come from. */
@FunctionalInterface
public interface Resolver {
    /**
     * @param from the place of the document
     * @param href the reference as written; anything
     */
    Target resolve(String from, String href);
}
