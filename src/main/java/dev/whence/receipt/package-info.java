/**
 * The values that every station speaks of: receipts of each kind, digests, identifiers, problems, and the facts that
 * pass from one station to the next. What exists is valid. Depends on the JDK alone; does no I/O; everything is
 * immutable and therefore safe to share between threads.
 */
@NullMarked
package dev.whence.receipt;

import org.jspecify.annotations.NullMarked;
