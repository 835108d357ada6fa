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
        int count = records.count(call.organisation(), kind, size);
        int end = Math.min(count, page.from().place() + MOST_READ);
        int place = page.from().place();
        List<ObjectNode> items = new ArrayList<>();
        for (long sequence : records.sequences(call.organisation(), kind, place, end)) {
            if (items.size() == page.limit()) {
                break;
            }
            place++;
            library.stored(sequence).flatMap(render).ifPresent(items::add);
        }
        Optional<String> next =
                place < count ? Optional.of(cursors.write(new Cursors.Position(size, place), call)) : Optional.empty();
        return Page.render(name, items, next, filtered ? OptionalInt.empty() : OptionalInt.of(count));
    }
}
