package dev.whence.serve.oap;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.whence.receipt.ReceiptKind;
import dev.whence.receive.KindRecords;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;

/**
 * Goes through the entries of one kind in the order of the ledger and collects those that are asked for. It reads so many
 * entries for one page and no more: a page may have fewer items than its limit, and go on all the same.
 */
final class Scan {
    private static final int MOST_READ = 5_000;

    private final Library library;
    private final KindRecords records;
    private final Cursors cursors;

    Scan(Library library, KindRecords records, Cursors cursors) {
        this.library = library;
        this.records = records;
        this.cursors = cursors;
    }

    /**
     * One page.
     *
     * @param name of the list in the result
     * @param render an item of the list, or nothing where the entry is not asked for
     * @param filtered whether anything may be passed over, so that nobody knows how long the list is
     */
    ObjectNode page(
            String name,
            ReceiptKind kind,
            Page page,
            Call call,
            boolean filtered,
            Function<Library.Stored, Optional<ObjectNode>> render) {
        long size = page.from().size();
        KindRecords.Seen seen = records.seenBy(call.sight());
        // What is hidden is left out before anything is counted, so that no page is shorter for it.
        List<Long> ahead = seen.sequences(call.organisation(), kind, page.from().place(), size, MOST_READ + 1);
        int read = 0;
        List<ObjectNode> items = new ArrayList<>();
        while (read < Math.min(ahead.size(), MOST_READ) && items.size() < page.limit()) {
            library.stored(ahead.get(read++), call.sight()).flatMap(render).ifPresent(items::add);
        }
        Optional<String> next = read < ahead.size()
                ? Optional.of(cursors.write(new Cursors.Position(size, ahead.get(read)), call))
                : Optional.empty();
        return Page.render(
                name,
                items,
                next,
                filtered ? OptionalInt.empty() : OptionalInt.of(seen.count(call.organisation(), kind, size)));
    }
}
