/**
 * Follows another log: fetches its checkpoints, entries and payloads over HTTP, believes none of it, and lets a
 * {@link dev.whence.ledger.Replica} grow by what has been checked. Gets an address and a key to trust; gives a folder that
 * holds the same log, and a {@link dev.whence.follow.FollowerState}; refuses whatever does not fit what it has, and keeps
 * {@linkplain dev.whence.follow.Evidence evidence} that a third party can check.
 *
 * <p>Trouble on the way (no answer, a broken answer) is not a contradiction: it waits and tries again. A contradiction
 * that the log has signed ends following until a person says otherwise.
 */
@NullMarked
package dev.whence.follow;

import org.jspecify.annotations.NullMarked;
