/**
 * The catalog's changes as a Linked Data Event Stream in the DCAT-AP Feed profile: one member a change, in their order, each
 * with what was published then in a named graph of its own.
 *
 * <p>Read {@link dev.whence.feed.ldes.FeedTree} first: it says which change stands on which page, by number alone, so that a
 * page that is full stays as it is for ever. Then {@link dev.whence.feed.ldes.FeedPages}. Knows nothing of HTTP.
 */
@NullMarked
package dev.whence.feed.ldes;

import org.jspecify.annotations.NullMarked;
