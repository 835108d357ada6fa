/**
 * The station that makes bytes comparable: strict I-JSON in, RFC 8785 (JCS) out, SHA-256 as the receipt's id. Gets the
 * bytes of one receipt; gives its tree, its canonical bytes and its id; refuses what two readers could read in two ways
 * (rules {@code json:*}). Knows nothing of what a receipt means. The ledger's event lines and the API write the same
 * notation, so this package stands below the other stations.
 */
@NullMarked
package dev.whence.canonical;

import org.jspecify.annotations.NullMarked;
