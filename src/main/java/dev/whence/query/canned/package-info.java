/**
 * Canned queries: each {@code .rq} file in {@code queries/} is one, and its header says what it is for. A new query is
 * a new file; nothing here knows any of them by name. Parameters are bound as RDF terms (SPARQL syntax substitution),
 * never pasted into text, so a parameter cannot change what a query asks.
 */
@NullMarked
package dev.whence.query.canned;

import org.jspecify.annotations.NullMarked;
