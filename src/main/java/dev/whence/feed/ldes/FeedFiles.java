package dev.whence.feed.ldes;

import dev.whence.catalog.CatalogView;
import dev.whence.feed.FileTarget;
import dev.whence.feed.PublishedRecords;
import dev.whence.feed.dcat.DatasetDescriptions;
import java.io.IOException;
import java.util.Optional;

/**
 * The feed's pages as files: {@code feed.trig} leads to {@code feed/0/0.trig} and so on, and the same in JSON-LD. A page that
 * is full never changes again. Thread-safe.
 */
public final class FeedFiles {
    private final PublishedRecords records;
    private final String organisation;
    private final DatasetDescriptions descriptions = new DatasetDescriptions();

    /** @param organisation whose catalog it is */
    public FeedFiles(PublishedRecords records, String organisation) {
        this.records = records;
        this.organisation = organisation;
    }

    /** Every page of one view; whatever leads to others is put after them. */
    public void write(FileTarget target) throws IOException {
        CatalogView view = records.catalog().datasets(organisation).view();
        FeedTree tree = new FeedTree(view.changeCount());
        int top = tree.top().stream().mapToInt(FeedTree.Place::level).max().orElse(0);
        for (FeedSyntax syntax : FeedSyntax.values()) {
            String suffix = "." + syntax.suffix();
            FeedAddresses addresses = new FeedAddresses(records.iris(), organisation, suffix);
            for (int level = 0; level <= top; level++) {
                for (int index = 0; tree.find(level, index).isPresent(); index++) {
                    FeedPage page = page(syntax, addresses, view, tree.find(level, index));
                    target.put("feed/" + level + "/" + index + suffix, page::writeTo);
                }
            }
            target.put("feed" + suffix, page(syntax, addresses, view, Optional.empty())::writeTo);
        }
    }

    private FeedPage page(
            FeedSyntax syntax, FeedAddresses addresses, CatalogView view, Optional<FeedTree.Place> place) {
        return new FeedPage(syntax, addresses, view, place, records, descriptions);
    }
}
