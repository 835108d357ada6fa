/**
 * The audit trail: who asked what, whether it was allowed, and by which rule. One JSON line a request in files of a day
 * under {@code audit/}, each line holding the hash of the one before, so that a line that is changed, taken out or put in
 * is found ({@link dev.whence.trail.TrailVerifier}); where the trail ends is kept apart, under {@code keys/}, so that a tail
 * that was cut off is found too.
 *
 * <p>Gets {@link dev.whence.trail.Act}s from any thread; one thread ({@link dev.whence.trail.Trail}) makes lines of them,
 * writes them within hundredths of a second and forces them within a second. A place for the line of a write is taken before the write is done:
 * where there is none, nothing is done. Holds no payloads, no secrets and no text of queries; what the asker may not know to
 * exist is named by an HMAC. Knows nothing of HTTP.
 */
@NullMarked
package dev.whence.trail;

import org.jspecify.annotations.NullMarked;
