/**
 * What is published of STAC, as a STAC API 1.0 gives it: core, collections, OGC API Features and item search.
 *
 * <p>{@link dev.whence.feed.stac.StacApi} is the way in. A {@link dev.whence.feed.stac.ItemIndex} knows of each published
 * version of an Item where and when it lies, so that a search reads from the ledger only what it answers with; {@link
 * dev.whence.feed.stac.StacDocuments} makes the answers: the documents as they were published, with links that hold here.
 * Every search is answered from one {@linkplain dev.whence.catalog.CatalogView view} of the catalog, which its pages name, so
 * that whoever pages through it meets each Item once.
 */
@NullMarked
package dev.whence.feed.stac;

import org.jspecify.annotations.NullMarked;
