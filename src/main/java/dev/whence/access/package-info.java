/**
 * Rights: who asks ({@link dev.whence.access.Principal}), what an entry's {@link dev.whence.access.Rights} are, and the
 * one place that decides ({@link dev.whence.access.Access}). Every surface asks it, most of them by way of a
 * {@link dev.whence.access.Sight}: what one caller sees at one instant, entry by entry.
 *
 * <p>Everything that is shown comes from a ledger entry, and an entry's rights never change but by erasure. So a graph, a
 * walk's step, a catalog record and a receipt are each judged by the sequence number of the entry that says it, in two
 * array reads. Sees values only; knows neither HTTP nor keys nor files.
 */
@NullMarked
package dev.whence.access;

import org.jspecify.annotations.NullMarked;
