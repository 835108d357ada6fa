package dev.whence.feed.dcat;

import dev.whence.catalog.Catalog;
import dev.whence.catalog.CatalogView;
import dev.whence.catalog.Change;
import dev.whence.catalog.ChangeLog;
import dev.whence.feed.PublishedRecords;
import dev.whence.map.ReceiptMapper;
import dev.whence.receipt.Iris;
import dev.whence.receipt.ProblemType;
import dev.whence.receipt.RefusedException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The catalog, page by page (Hydra, as the harvesters of DCAT-AP read it). A page is decided before the first byte of it is
 * made: which records are on it, its tag, and where the next one is. Thread-safe.
 */
public final class CatalogPages {
    private final Catalog catalog;
    private final CatalogEntries entries;
    private final Addresses addresses;
    private final PageHead head;
    private final Fragments fragments;
    private final String fingerprint;

    /** @param keptBytes of memory for what was rendered last */
    public CatalogPages(PublishedRecords records, CatalogAbout about, long keptBytes) {
        this(records.catalog(), CatalogEntries.of(records), records.iris(), about, keptBytes);
    }

    CatalogPages(Catalog catalog, CatalogEntries entries, Iris iris, CatalogAbout about, long keptBytes) {
        this(catalog, entries, new Addresses(iris), about, keptBytes);
    }

    CatalogPages(Catalog catalog, CatalogEntries entries, Addresses addresses, CatalogAbout about, long keptBytes) {
        Iris iris = addresses.iris();
        this.catalog = catalog;
        this.entries = entries;
        this.addresses = addresses;
        this.head = new PageHead(new CatalogHead(addresses, about));
        this.fragments = new Fragments(entries, new Rendering(), addresses, keptBytes);
        this.fingerprint = String.join("\n", Rendering.VERSION, ReceiptMapper.VERSION, iris.base(), about.toString());
    }

    /**
     * Finds a page.
     *
     * @throws RefusedException where the cursor is none of ours, or names what is not here
     */
    public CatalogPage page(PageRequest request) throws RefusedException {
        ChangeLog log = catalog.datasets(request.organisation());
        Optional<String> given = request.cursor();
        if (given.isEmpty()) {
            CatalogView view = log.view();
            return page(
                    request,
                    view,
                    request.since().map(since -> changed(view, since)).orElseGet(() -> Cursor.all(view)));
        }
        Cursor cursor = Cursor.read(given.get()).orElseThrow(CatalogPages::unknown);
        CatalogView view = log.view(cursor.size());
        if (view.size() != cursor.size()) {
            throw unknown();
        }
        return page(request, view, cursor);
    }

    private static RefusedException unknown() {
        return new RefusedException(
                ProblemType.BAD_REQUEST,
                "The cursor is none that this catalog gave, or the ledger is not as far here; begin again without it.");
    }

    /** The first page of what changed since then. */
    private static Cursor changed(CatalogView view, Instant since) {
        int first = view.firstSince(since);
        int total = 0;
        for (int from = first; from < view.changeCount(); from += PageRequest.MOST) {
            for (Change change : view.changes(from, PageRequest.MOST)) {
                total += isLast(view, change) ? 1 : 0;
            }
        }
        return Cursor.changed(view, first, total);
    }

    private static boolean isLast(CatalogView view, Change change) {
        return view.latest(change.key())
                .filter(latest -> latest.number() == change.number())
                .isPresent();
    }

    private CatalogPage page(PageRequest request, CatalogView view, Cursor cursor) {
        // One more than fits says whether there is a next page.
        List<Change> found = cursor.scope() == Cursor.Scope.ALL
                ? view.records(cursor.after(), request.limit() + 1)
                : lastChanges(view, cursor.after(), request.limit() + 1);
        boolean isMore = found.size() > request.limit();
        List<Change> on = isMore ? found.subList(0, request.limit()) : found;
        Optional<Cursor> next =
                isMore ? Optional.of(cursor.goOn(place(cursor, on.get(on.size() - 1)))) : Optional.empty();
        CatalogPage.Plan plan = new CatalogPage.Plan(request, view, cursor, on, next, fingerprint);
        return new CatalogPage(plan, new CatalogPage.Parts(entries, addresses, head, fragments));
    }

    private static int place(Cursor cursor, Change last) {
        return cursor.scope() == Cursor.Scope.ALL ? last.ordinal() : last.number();
    }

    private static List<Change> lastChanges(CatalogView view, int after, int most) {
        List<Change> found = new ArrayList<>();
        for (int from = after + 1; from < view.changeCount() && found.size() < most; from += most) {
            for (Change change : view.changes(from, most)) {
                if (found.size() < most && isLast(view, change) && isTellable(view, change)) {
                    found.add(change);
                }
            }
        }
        return found;
    }

    /** Of what was erased the deletion is told, by a later change; never the content. */
    private static boolean isTellable(CatalogView view, Change change) {
        return !change.isThere() || !view.isErased(change);
    }
}
