/**
 * Writes RDF for harvesters: one {@linkplain dev.whence.feed.rdf.Description description} after the other, each as text that
 * may be kept and put together with others, so that a page of a hundred datasets is a hundred texts in a row.
 *
 * <p>Each {@linkplain dev.whence.feed.rdf.Syntax syntax} has a writer of its own here: Jena's gather a whole graph before they
 * write, and give no pieces. What they write is read back by Jena in the tests. All is deterministic, nothing is written
 * with blank nodes, and no context is ever fetched: the prefixes of {@code feed/prefixes.json} stand in every document.
 */
@NullMarked
package dev.whence.feed.rdf;

import org.jspecify.annotations.NullMarked;
