/**
 * The catalog as DCAT: pages that a harvester crawls, single datasets and their records, the whole as a dump, and what
 * describes all of that to machines. Gets what is {@linkplain dev.whence.feed.Published published}, and gives bytes; knows nothing of HTTP.
 *
 * <p>Read {@link dev.whence.feed.dcat.CatalogPages} first. A {@linkplain dev.whence.feed.dcat.CatalogPage page} is made of
 * {@linkplain dev.whence.feed.dcat.Fragment fragments}, one a record: text that never changes, as what a ledger entry says
 * never does.
 */
@NullMarked
package dev.whence.feed.dcat;

import org.jspecify.annotations.NullMarked;
