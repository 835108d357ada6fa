/**
 * Room <em>harvest</em>: brings the records of another's catalog here, and keeps up with it. {@link
 * dev.whence.harvest.Harvest} goes from document to document ({@code web} asks for them, {@code read} understands them) and
 * hands each record that is new or has changed to a {@link dev.whence.harvest.Sink}, on the path of all receipts. What was
 * seen before is kept in a folder of the source's own, so that the next harvest asks only for what has changed.
 *
 * <p>What is gone is withdrawn, but only on good evidence: the source says so itself (a deletion in an event stream), or
 * every document of it was read and the record is in none. A source that fails midway, or comes back suspiciously empty,
 * ends nothing.
 *
 * <p>Gets an address, gives a {@link dev.whence.harvest.HarvestReport}. Whatever a source says, it is a claim of a
 * stranger's: nothing that is harvested is public before it is promoted.
 */
@NullMarked
package dev.whence.harvest;

import org.jspecify.annotations.NullMarked;
