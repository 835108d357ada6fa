/** The rights matrix: every principal × label × organisation, asked of every route that the server declares. */
@NullMarked
package dev.whence.serve.matrix;

import org.jspecify.annotations.NullMarked;
