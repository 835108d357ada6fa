/**
 * What the public catalog shows, in the forms that harvesters and people read. The one way in is
 * {@link dev.whence.feed.PublishedRecords}: a change of the catalog gives the publication that it is about, read from the
 * ledger; each sub-room renders that in forms of its own.
 */
@NullMarked
package dev.whence.feed;

import org.jspecify.annotations.NullMarked;
