/**
 * Station <em>query</em>: answers for callers. Its rooms: {@code canned} loads the files in {@code queries/}, binds
 * parameters and runs them; {@code walk} names and renders lineage walks. Gets parameters as text, gives results with
 * how far to trust them, refuses what does not fit with every problem at once.
 */
@NullMarked
package dev.whence.query;

import org.jspecify.annotations.NullMarked;
