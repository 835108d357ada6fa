/**
 * What is in the public catalog, and how it came to be so: one log of changes, from which {@code /catalog}, {@code /feed},
 * {@code /oai}, {@code /data.json}, {@code /stac} and the dumps are all read, so that they agree.
 *
 * <p>A {@link dev.whence.catalog.Catalog} is kept for each organisation. It has two {@linkplain dev.whence.catalog.ChangeLog
 * logs}: of the records that are described fully enough to be harvested as {@code dcat:Dataset}, and of the STAC records. A
 * log holds {@linkplain dev.whence.catalog.Change changes}: that a record was created, updated or deleted <em>in the
 * catalog</em>, by which ledger entry, and when. The records themselves stay in the ledger; here is only where they lie.
 *
 * <p>Everybody reads through a {@link dev.whence.catalog.CatalogView}: the log up to one change. A view never changes, so
 * whoever pages through one meets every record that was there all the while exactly once, whatever is written meanwhile. A
 * view is named by the ledger size that it needs ({@link dev.whence.catalog.CatalogView#size()}), which is the same after a
 * restart and on a follower, and moves only when the catalog does.
 *
 * <p>Only what was promoted comes here: see {@code gate} and {@code site/markdown/catalog.md}.
 */
@NullMarked
package dev.whence.catalog;

import org.jspecify.annotations.NullMarked;
