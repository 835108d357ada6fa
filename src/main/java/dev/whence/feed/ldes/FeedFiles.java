package dev.whence.feed.ldes;

import dev.whence.catalog.CatalogView;
import dev.whence.feed.FileTarget;
import dev.whence.feed.PublishedRecords;
import dev.whence.feed.dcat.DatasetDescriptions;
import dev.whence.receipt.Iris;
import java.io.IOException;
import java.util.Optional;

/**
 * The feed's pages as files: {@code feed.trig} leads to {@code feed/0/0.trig} and so on, and the same in JSON-LD. A page that
 * is full never changes again. Thread-safe.
 */
public final class FeedFiles {
    private final PublishedRecords records;
    private final DatasetDescriptions descriptions = new DatasetDescriptions();

    public FeedFiles(PublishedRecords records) {
        this.records = records;
    }

    /** Every page of one view; whatever leads to others is put after them. */
    public void write(FileTarget target) throws IOException {
        CatalogView view = records.catalog().datasets(Iris.DEFAULT_ORGANISATION).view();
        FeedTree tree = new FeedTree(view.changeCount());
        int top = tree.top().stream().mapToInt(FeedTree.Place::level).max().orElse(0);
        for (FeedSyntax syntax : FeedSyntax.values()) {
            String suffix = "." + syntax.suffix();
            FeedAddresses addresses = new FeedAddresses(records.iris(), Iris.DEFAULT_ORGANISATION, suffix);
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
