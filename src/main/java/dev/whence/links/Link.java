package dev.whence.links;

/**
 * One reference from a document to something.
 *
 * @param rel the relation, as the document says it; of JSON-LD the property's name without its prefix
 * @param href as written
 * @param pointer the JSON pointer of the link in its document
 */
public record Link(String rel, String href, String pointer, Target target) {}
