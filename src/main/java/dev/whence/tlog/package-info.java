/**
 * The public formats of a transparency log, and their arithmetic: {@code merkle} (RFC 6962 hashes, trees and proofs),
 * {@code tile} (C2SP tlog-tiles names and entry bundles), {@code note} (signed notes, checkpoints and keys),
 * {@code proof} (proofs that can be sent away). Everybody who speaks of a log speaks in these: the writer, the checker,
 * followers and witnesses. Knows nothing of what an entry means, does no I/O, and needs of Whence only {@code receipt}'s
 * way to refuse, so that an auditor can read it alone.
 */
@NullMarked
package dev.whence.tlog;

import org.jspecify.annotations.NullMarked;
