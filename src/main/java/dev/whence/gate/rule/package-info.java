/** Queries that find what is wrong, one a file; what a row means stands in the file's header. */
@NullMarked
package dev.whence.gate.rule;

import org.jspecify.annotations.NullMarked;
