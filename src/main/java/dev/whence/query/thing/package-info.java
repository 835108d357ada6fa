/** Describes one thing by its IRI: what the graph says of it, and what points to it. */
@NullMarked
package dev.whence.query.thing;

import org.jspecify.annotations.NullMarked;
