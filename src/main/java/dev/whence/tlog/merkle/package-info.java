/**
 * Hash and tree arithmetic of RFC 6962 and C2SP tlog-tiles: leaves, nodes, roots, tiles, inclusion and consistency
 * proofs. Gets bytes and hashes, gives hashes. Does no I/O and knows nothing else of Whence, so that an auditor can read
 * it alone.
 */
@NullMarked
package dev.whence.tlog.merkle;

import org.jspecify.annotations.NullMarked;
