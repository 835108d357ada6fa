package dev.whence.feed.ldes;

import dev.whence.catalog.CatalogView;
import dev.whence.feed.PublishedRecords;
import dev.whence.feed.dcat.DatasetDescriptions;
import java.util.Optional;

/** The feed of an organisation's catalog, page by page. Thread-safe. */
public final class FeedPages {
    private final PublishedRecords records;
    private final DatasetDescriptions descriptions = new DatasetDescriptions();

    public FeedPages(PublishedRecords records) {
        this.records = records;
    }

    /** The page to begin with: it leads to all others. */
    public FeedPage first(String organisation, FeedSyntax syntax) {
        return page(organisation, syntax, view(organisation), Optional.empty());
    }

    /**
     * A page that the first one leads to.
     *
     * @param level how many pages lie between it and changes; 0 where they stand on it
     * @param index from 0, from the oldest on
     * @return nothing where there is no such page, or not yet
     */
    public Optional<FeedPage> page(String organisation, FeedSyntax syntax, int level, int index) {
        CatalogView view = view(organisation);
        return new FeedTree(view.changeCount())
                .find(level, index)
                .map(place -> page(organisation, syntax, view, Optional.of(place)));
    }

    private CatalogView view(String organisation) {
        return records.catalog().datasets(organisation).view();
    }

    private FeedPage page(String organisation, FeedSyntax syntax, CatalogView view, Optional<FeedTree.Place> place) {
        FeedAddresses addresses = new FeedAddresses(records.iris(), organisation);
        return new FeedPage(syntax, addresses, view, place, records, descriptions);
    }
}
