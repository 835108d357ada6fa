/** Benchmarks: what is timed lives here, never among the tests. */
@NullMarked
package dev.whence.bench;

import org.jspecify.annotations.NullMarked;
